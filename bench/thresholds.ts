/** What the project has set itself, against what the same run has measured of the others. */

import type { Figures, Metric } from "./metrics.ts";
import type { ScenarioName } from "./scenarios.ts";
import type { TargetName } from "./targets.ts";

export interface Threshold {
  readonly scenario: ScenarioName;
  readonly metric: Metric;
  /** Measured as a multiple of another target's figure, or as it is. */
  readonly over?: TargetName;
  readonly wanted: { readonly atLeast: number } | { readonly atMost: number };
}

/** No worse than another, as far as a run can tell: what is less than this says nothing by itself. */
const NO_WORSE = { atMost: 1.33 } as const;

export const THRESHOLDS: readonly Threshold[] = [
  { scenario: "flood-1000", metric: "rate", over: "node-ws", wanted: { atLeast: 8 } },
  { scenario: "flood-1000", metric: "rate", over: "loop", wanted: { atLeast: 25 } },
  { scenario: "flood-1000", metric: "serverCpu", over: "coalescing", wanted: { atMost: 1.5 } },
  { scenario: "flood-100", metric: "rate", over: "node-ws", wanted: { atLeast: 10 } },
  { scenario: "flood-100", metric: "rate", over: "loop", wanted: { atLeast: 40 } },
  { scenario: "flood-100", metric: "serverCpu", over: "coalescing", wanted: { atMost: 1.5 } },
  { scenario: "closed", metric: "rate", over: "node-ws", wanted: { atLeast: 1 } },
  { scenario: "closed", metric: "rate", over: "loop", wanted: { atLeast: 3 } },
  { scenario: "steady", metric: "p50", over: "loop", wanted: NO_WORSE },
  { scenario: "steady", metric: "p99", over: "loop", wanted: NO_WORSE },
  { scenario: "storm", metric: "wrong", wanted: { atMost: 0 } },
  { scenario: "storm", metric: "unlisted", wanted: { atMost: 0 } },
  { scenario: "storm", metric: "welcomed", wanted: { atMost: 2_000 } },
  { scenario: "storm", metric: "right", wanted: { atMost: 2_000 } },
  { scenario: "storm", metric: "frames", wanted: { atMost: 3_000 } },
  { scenario: "idle", metric: "inMemory", wanted: { atMost: 0 } },
  { scenario: "idle", metric: "awake", wanted: { atMost: 0 } },
  { scenario: "idle", metric: "unanswered", wanted: { atMost: 0 } },
  { scenario: "idle", metric: "rowsWritten", wanted: { atMost: 0 } },
];

export interface Verdict {
  readonly threshold: Threshold;
  readonly measured: number;
  readonly holds: boolean;
}

/** Judges the thresholds of what this run has measured. A figure that is missing there holds nothing. */
export function judge(
  figuresOf: (scenario: ScenarioName, target: TargetName) => Figures | undefined,
): Verdict[] {
  return THRESHOLDS.flatMap((threshold) => {
    const { scenario, metric, over, wanted } = threshold;
    const own = figuresOf(scenario, "gatehouse");
    const other = over === undefined ? { [metric]: 1 } : figuresOf(scenario, over);
    if (own === undefined || other === undefined) return [];
    const measured = (own[metric] ?? NaN) / (other[metric] ?? NaN);
    const holds = "atLeast" in wanted ? measured >= wanted.atLeast : measured <= wanted.atMost;
    return [{ threshold, measured, holds }];
  });
}
