/** What was measured, and what of it is a failure. */

import type { Measured } from "./ground.ts";
import { faultsText, isFaultless } from "./load/check.ts";
import { medians, METRICS, type Figures } from "./metrics.ts";
import type { ScenarioName } from "./scenarios.ts";
import type { TargetName } from "./targets.ts";
import type { Verdict } from "./thresholds.ts";

/** One scenario of one target in one round. */
export interface Run extends Measured {
  readonly round: number;
  readonly scenario: ScenarioName;
  readonly target: TargetName;
}

/** The medians of a scenario's rounds; undefined if it was not measured. */
export type FiguresOf = (scenario: ScenarioName, target: TargetName) => Figures | undefined;

export function figuresOf(runs: readonly Run[]): FiguresOf {
  return (scenario, target) => {
    const of = runs.filter((run) => run.scenario === scenario && run.target === target);
    return of.length === 0 ? undefined : medians(of.map(({ figures }) => figures));
  };
}

/**
 * What must not be, in words. A figure of a target that has lost a message is worth nothing, and so
 * the comparison with it: a fault of a peer is a failure, too.
 */
export function failuresOf(runs: readonly Run[], verdicts: readonly Verdict[]): string[] {
  const faults = runs
    .filter((run) => !isFaultless(run.faults))
    .map(({ scenario, target, round, faults: of }) => {
      return `${scenario}, ${target}, round ${round}: ${faultsText(of)}`;
    });
  const missed = verdicts
    .filter(({ holds }) => !holds)
    .map(({ threshold: { scenario, metric, over, wanted }, measured }) => {
      const what = `${METRICS[metric].title}${over === undefined ? "" : ` ÷ ${over}`}`;
      const bound = "atLeast" in wanted ? `at least ${wanted.atLeast}` : `at most ${wanted.atMost}`;
      return `${scenario}: ${what} is ${measured.toPrecision(4)}, wanted ${bound}`;
    });
  return [...faults, ...missed];
}
