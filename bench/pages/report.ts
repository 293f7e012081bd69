/** What the visits have measured, as tables for people. */

import { number, type Draw, type Table } from "../table.ts";
import { COSTS, FIGURES, TIMES, type Figure, type Figures, type Spread } from "./figures.ts";
import { spreadOf, VISITS, type Run } from "./runs.ts";
import { SITES } from "./sites.ts";
import type { Verdict } from "./thresholds.ts";

/** The times and the costs of each page, and which thresholds hold. */
export function report(runs: readonly Run[], verdicts: readonly Verdict[], draw: Draw): string {
  return [
    draw("When: the median, the least and the most", table(runs, TIMES, range)),
    draw("What it takes: medians", table(runs, COSTS, middle)),
    draw("Thresholds", thresholds(verdicts)),
  ].join("\n\n");
}

/** A line of progress. */
export function line(figures: Figures): string {
  const parts = [...TIMES, "shift", "moved"] as const;
  return parts
    .map((figure) => `${FIGURES[figure].title} ${number(figures[figure], FIGURES[figure].digits)}`)
    .join("; ");
}

function range({ median, min, max }: Spread, digits: number): string {
  return `${number(median, digits)} (${number(min, digits)}–${number(max, digits)})`;
}

function middle({ median }: Spread, digits: number): string {
  return number(median, digits);
}

function table(
  runs: readonly Run[],
  figures: readonly Figure[],
  cell: (values: Spread, digits: number) => string,
): Table {
  const header = ["", ...figures.map((figure) => FIGURES[figure].title)];
  const sites = [...new Set(runs.map(({ site }) => site))];
  const rows = VISITS.flatMap((visit) =>
    sites.map((site) => {
      const of = runs.filter((run) => run.site === site && run.visit === visit);
      const cells = figures.map((figure) => cell(spreadOf(of, figure), FIGURES[figure].digits));
      return [`${SITES[site].title}, ${visit} visit`, cells].flat();
    }),
  );
  return [header, ...rows];
}

function thresholds(verdicts: readonly Verdict[]): Table {
  const rows = verdicts.map(({ visit, threshold, measured, holds }) => {
    const { figure, of, wanted } = threshold;
    const { title, digits } = FIGURES[figure];
    const bound = "below" in wanted ? `< ${number(wanted.below, 0)}` : `≤ ${wanted.atMost}`;
    const which = of === "median" ? "the median" : "every one";
    const what = `${title}, ${visit} visit`;
    return [what, which, bound, number(measured, digits), holds ? "holds" : "FAILS"];
  });
  return [["Gatehouse", "of the rounds", "wanted", "measured", ""], ...rows];
}
