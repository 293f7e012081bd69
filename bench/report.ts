/** What a run has measured, as tables for people. */

import type { Measured } from "./ground.ts";
import { faultsText, isFaultless, NO_FAULTS, sum } from "./load/check.ts";
import { METRIC_NAMES, METRICS, type Figures, type Metric } from "./metrics.ts";
import { figuresOf, type Run } from "./runs.ts";
import { SCENARIOS, type ScenarioName } from "./scenarios.ts";
import { number, type Draw, type Table } from "./table.ts";
import type { TargetName } from "./targets.ts";
import type { Verdict } from "./thresholds.ts";

/** What the figures are also given as multiples of. */
const REFERENCES = ["node-ws", "loop"] as const;

/** The medians of each scenario, and which thresholds hold. */
export function report(runs: readonly Run[], verdicts: readonly Verdict[], draw: Draw): string {
  const measured = [...new Set(runs.map(({ scenario }) => scenario))];
  const compared = measured.filter((scenario) => SCENARIOS[scenario].targets.length > 1);
  const alone = measured.filter((scenario) => !compared.includes(scenario));
  const sections = [
    ...compared.map((scenario) => draw(SCENARIOS[scenario].title, comparison(runs, scenario))),
    ...alike(runs, alone).map((scenarios) => draw("Gatehouse alone", list(runs, scenarios))),
  ];
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

/** One scenario: a row for each target. */
function comparison(all: readonly Run[], scenario: ScenarioName): Table {
  const runs = all.filter((run) => run.scenario === scenario);
  const mediansOf = (target: TargetName): Figures => figuresOf(runs)(scenario, target) ?? {};
  const targets = [...new Set(runs.map(({ target }) => target))];
  const metrics = metricsOf(runs);
  const references = metrics.includes("rate")
    ? REFERENCES.filter((reference) => targets.includes(reference))
    : [];
  const header = ["", ...titlesOf(metrics), ...references.map((it) => `× ${it}`), "faults"];
  const rows = targets.map((target) => {
    const figures = mediansOf(target);
    const ratios = references.map((it) => ratio(figures.rate, mediansOf(it).rate));
    const of = runs.filter((run) => run.target === target);
    return [target, cells(figures, metrics), ratios, faultsOf(of)].flat();
  });
  return [header, ...rows];
}

/** Scenarios of which the same things are known, together. */
function alike(runs: readonly Run[], scenarios: readonly ScenarioName[]): ScenarioName[][] {
  const known = (scenario: ScenarioName): string =>
    metricsOf(runs.filter((run) => run.scenario === scenario)).join();
  return [...Map.groupBy(scenarios, known).values()];
}

/** A row for each scenario. */
function list(all: readonly Run[], scenarios: readonly ScenarioName[]): Table {
  const runs = all.filter(({ scenario }) => scenarios.includes(scenario));
  const metrics = metricsOf(runs);
  const rows = scenarios.map((scenario) => {
    const of = runs.filter((run) => run.scenario === scenario);
    const figures = figuresOf(of)(scenario, "gatehouse") ?? {};
    return [SCENARIOS[scenario].title, cells(figures, metrics), faultsOf(of)].flat();
  });
  return [["", ...titlesOf(metrics), "faults"], ...rows];
}

function metricsOf(runs: readonly Run[]): Metric[] {
  return METRIC_NAMES.filter((metric) => runs.some(({ figures }) => figures[metric] !== undefined));
}

function titlesOf(metrics: readonly Metric[]): string[] {
  return metrics.map((metric) => METRICS[metric].title);
}

function cells(figures: Figures, metrics: readonly Metric[]): string[] {
  return metrics.map((metric) => number(figures[metric], METRICS[metric].digits));
}

function faultsOf(runs: readonly Run[]): string {
  return faultsText(runs.map(({ faults }) => faults).reduce(sum, NO_FAULTS));
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
