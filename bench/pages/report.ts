/** What the visits have measured, as tables for people. */

import {
  COSTS,
  FIGURES,
  spread,
  TIMES,
  type Figure,
  type Figures,
  type Spread,
} from "./figures.ts";
import { SITES, type SiteName } from "./sites.ts";
import { holds, THRESHOLDS, type Threshold } from "./thresholds.ts";

export const VISITS = ["first", "next"] as const;
export type VisitName = (typeof VISITS)[number];

/** One visit of one round. */
export interface Run {
  readonly round: number;
  readonly site: SiteName;
  readonly visit: VisitName;
  readonly figures: Figures;
}

/** A threshold, and what was measured. */
export interface Verdict {
  readonly visit: VisitName;
  readonly threshold: Threshold;
  readonly measured: number;
  readonly holds: boolean;
}

type Row = readonly string[];

/** Judges what was measured of Gatehouse. */
export function judge(runs: readonly Run[]): Verdict[] {
  const own = runs.filter(({ site }) => site === "gatehouse");
  return VISITS.flatMap((visit) => {
    const of = own.filter((run) => run.visit === visit);
    if (of.length === 0) return [];
    return THRESHOLDS.map((threshold) => {
      const measured = spreadOf(of, threshold.figure)[threshold.of];
      return { visit, threshold, measured, holds: holds(threshold, measured) };
    });
  });
}

/** The times and the costs of each page, and which thresholds hold. */
export function report(runs: readonly Run[], markdown: boolean): string {
  const draw = markdown ? asMarkdown : asText;
  const tables = [
    table(
      runs,
      TIMES,
      ({ median, min, max }, digits) =>
        `${number(median, digits)} (${number(min, digits)}–${number(max, digits)})`,
    ),
    table(runs, COSTS, ({ median }, digits) => number(median, digits)),
    thresholds(judge(runs)),
  ];
  return tables
    .filter((rows) => rows.length > 1)
    .map(draw)
    .join("\n\n");
}

/** A line of progress. */
export function line(figures: Figures): string {
  const parts = [...TIMES, "shift", "moved", "all"] as const;
  return parts
    .map((figure) => `${FIGURES[figure].title} ${number(figures[figure], FIGURES[figure].digits)}`)
    .join("; ");
}

function table(
  runs: readonly Run[],
  figures: readonly Figure[],
  cell: (values: Spread, digits: number) => string,
): Row[] {
  const header = ["", "visit", ...figures.map((figure) => FIGURES[figure].title)];
  const sites = [...new Set(runs.map(({ site }) => site))];
  const rows = sites.flatMap((site) =>
    VISITS.map((visit) => {
      const of = runs.filter((run) => run.site === site && run.visit === visit);
      const cells = figures.map((figure) => cell(spreadOf(of, figure), FIGURES[figure].digits));
      return [[SITES[site].title, visit], cells].flat();
    }),
  );
  return [header, ...rows];
}

function thresholds(verdicts: readonly Verdict[]): Row[] {
  const rows = verdicts.map(({ visit, threshold, measured, holds: well }) => {
    const { figure, of, wanted } = threshold;
    const { title, digits } = FIGURES[figure];
    const bound = "below" in wanted ? `< ${number(wanted.below, 0)}` : `≤ ${wanted.atMost}`;
    const which = of === "median" ? "median" : "the most";
    return [title, visit, which, bound, number(measured, digits), well ? "holds" : "FAILS"];
  });
  return [["Gatehouse", "visit", "of the rounds", "wanted", "measured", ""], ...rows];
}

function spreadOf(runs: readonly Run[], figure: Figure): Spread {
  return spread(runs.map(({ figures }) => figures[figure]));
}

function number(value: number, digits: number): string {
  const fixed = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return value.toLocaleString("en", fixed);
}

function asText(rows: readonly Row[]): string {
  const [header = []] = rows;
  const widths = header.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const pad = (cell: string, column: number): string =>
    column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(pad).join("  ").trimEnd()).join("\n");
}

function asMarkdown([header = [], ...rows]: readonly Row[]): string {
  const ruler = header.map((_, column) => (column < 2 ? "---" : "---:"));
  return [header, ruler, ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}
