/** What a run has measured, as tables for people. */

import { isFaultless, NO_FAULTS, sum, type Faults } from "./load/check.ts";
import { medians, METRIC_NAMES, METRICS, type Figures } from "./metrics.ts";
import { SCENARIOS, type Measured, type ScenarioName } from "./scenarios.ts";
import type { TargetName } from "./targets.ts";
import { judge, type Verdict } from "./thresholds.ts";

/** One scenario of one target in one round. */
export interface Run extends Measured {
  readonly round: number;
  readonly scenario: ScenarioName;
  readonly target: TargetName;
}

type Row = readonly string[];

/** What the figures are also given as multiples of. */
const REFERENCES = ["node-ws", "loop"] as const;

/** The medians of each scenario, and which thresholds hold. */
export function report(runs: readonly Run[], markdown: boolean): string {
  const figuresOf = (scenario: ScenarioName, target: TargetName): Figures | undefined => {
    const of = runs.filter((run) => run.scenario === scenario && run.target === target);
    return of.length === 0 ? undefined : medians(of.map(({ figures }) => figures));
  };
  const draw = markdown ? asMarkdown : asText;
  const scenarios = [...new Set(runs.map(({ scenario }) => scenario))];
  const sections = scenarios.map((scenario) => {
    const of = runs.filter((run) => run.scenario === scenario);
    const title = markdown ? `### ${SCENARIOS[scenario].title}` : SCENARIOS[scenario].title;
    return `${title}\n\n${draw(table(of, (target) => figuresOf(scenario, target)))}`;
  });
  const verdicts = judge(figuresOf);
  if (verdicts.length > 0) {
    sections.push(`${markdown ? "### " : ""}Thresholds\n\n${draw(thresholds(verdicts))}`);
  }
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

/** The faults of a target, the worst at the end of the rope: "3 lost, 1 doubled", or "none". */
export function faultsText(faults: Faults): string {
  const named = Object.entries<number>({ ...faults }).filter(([, count]) => count > 0);
  return named.map(([name, count]) => `${number(count, 0)} ${name}`).join(", ") || "none";
}

function table(
  runs: readonly Run[],
  figuresOf: (target: TargetName) => Figures | undefined,
): Row[] {
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
    const figures = figuresOf(target) ?? {};
    const own = metrics.map((metric) => number(figures[metric], METRICS[metric].digits));
    const ratios = references.map((it) => ratio(figures.rate, figuresOf(it)?.rate));
    const faults = runs.filter((run) => run.target === target).map((run) => run.faults);
    return [target, own, ratios, faultsText(faults.reduce(sum, NO_FAULTS))].flat();
  });
  return [header, ...rows];
}

function thresholds(verdicts: readonly Verdict[]): Row[] {
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

function number(value: number | undefined, digits: number): string {
  if (value === undefined || Number.isNaN(value)) return "–";
  const fixed = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return value.toLocaleString("en", fixed);
}

function asText(rows: readonly Row[]): string {
  const [header = []] = rows;
  const widths = header.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const pad = (cell: string, column: number): string =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(pad).join("  ").trimEnd()).join("\n");
}

function asMarkdown([header = [], ...rows]: readonly Row[]): string {
  const ruler = header.map((_, column) => (column === 0 ? "---" : "---:"));
  return [header, ruler, ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}
