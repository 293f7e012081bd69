/** What a run has measured, as tables for people. */

import type { Measured } from "./ground.ts";
import { isFaultless, NO_FAULTS, sum } from "./load/check.ts";
import { METRIC_NAMES, METRICS, type Figures } from "./metrics.ts";
import { faultsText, figuresOf, type Run } from "./runs.ts";
import { SCENARIOS } from "./scenarios.ts";
import { number, type Draw, type Table } from "./table.ts";
import type { TargetName } from "./targets.ts";
import type { Verdict } from "./thresholds.ts";

/** What the figures are also given as multiples of. */
const REFERENCES = ["node-ws", "loop"] as const;

/** The medians of each scenario, and which thresholds hold. */
export function report(runs: readonly Run[], verdicts: readonly Verdict[], draw: Draw): string {
  const figures = figuresOf(runs);
  const scenarios = [...new Set(runs.map(({ scenario }) => scenario))];
  const sections = scenarios.map((scenario) => {
    const of = runs.filter((run) => run.scenario === scenario);
    return draw(
      SCENARIOS[scenario].title,
      table(of, (target) => figures(scenario, target)),
    );
  });
  if (verdicts.length > 0) sections.push(draw("Thresholds", thresholds(verdicts)));
  return sections.join("\n\n");
}

/** A line of progress. */
export function line({ figures, faults }: Measured): string {
  const parts = METRIC_NAMES.flatMap((metric) => {
    const value = figures[metric];
    return value === undefined
      ? []
      : `${number(value, METRICS[metric].digits)} ${METRICS[metric].title}`;
  });
  return [...parts, ...(isFaultless(faults) ? [] : [faultsText(faults)])].join(", ");
}

function table(
  runs: readonly Run[],
  mediansOf: (target: TargetName) => Figures | undefined,
): Table {
  const targets = [...new Set(runs.map(({ target }) => target))];
  const metrics = METRIC_NAMES.filter((metric) =>
    runs.some(({ figures }) => figures[metric] !== undefined),
  );
  const references = metrics.includes("rate")
    ? REFERENCES.filter((reference) => targets.includes(reference))
    : [];
  const header = [
    "",
    ...metrics.map((metric) => METRICS[metric].title),
    ...references.map((reference) => `× ${reference}`),
    "faults",
  ];
  const rows = targets.map((target) => {
    const figures = mediansOf(target) ?? {};
    const own = metrics.map((metric) => number(figures[metric], METRICS[metric].digits));
    const ratios = references.map((it) => ratio(figures.rate, mediansOf(it)?.rate));
    const faults = runs.filter((run) => run.target === target).map((run) => run.faults);
    return [target, own, ratios, faultsText(faults.reduce(sum, NO_FAULTS))].flat();
  });
  return [header, ...rows];
}

function thresholds(verdicts: readonly Verdict[]): Table {
  const rows = verdicts.map(({ threshold, measured, holds }) => {
    const { scenario, metric, over, wanted } = threshold;
    const of = over === undefined ? "" : ` ÷ ${over}`;
    const digits = over === undefined ? 0 : 2;
    const bound = "atLeast" in wanted ? `≥ ${wanted.atLeast}` : `≤ ${wanted.atMost}`;
    const what = `${METRICS[metric].title}${of}`;
    return [scenario, what, bound, number(measured, digits), holds ? "holds" : "FAILS"];
  });
  return [["scenario", "figure", "wanted", "measured", ""], ...rows];
}

function ratio(one = NaN, other = NaN): string {
  return number(one / other, 2);
}
