/** What the project has set itself for its own page. */

import type { Figure } from "./figures.ts";
import { spreadOf, VISITS, type Run, type VisitName } from "./runs.ts";

/** What must hold of Gatehouse's figures, on the first visit and on the next. */
export interface Threshold {
  readonly figure: Figure;
  /** Which of the rounds must hold it: the one in the middle, or every one. */
  readonly of: "median" | "max";
  readonly wanted: { readonly below: number } | { readonly atMost: number };
}

export const THRESHOLDS: readonly Threshold[] = [
  { figure: "text", of: "median", wanted: { below: 1_000 } },
  { figure: "ready", of: "median", wanted: { below: 2_000 } },
  { figure: "shift", of: "max", wanted: { atMost: 0 } },
  { figure: "moved", of: "max", wanted: { atMost: 0 } },
  { figure: "all", of: "max", wanted: { atMost: 60 } },
];

/** A threshold, and what was measured. */
export interface Verdict {
  readonly visit: VisitName;
  readonly threshold: Threshold;
  readonly measured: number;
  readonly holds: boolean;
}

/** Judges what was measured of Gatehouse. What was never seen holds nothing. */
export function judge(runs: readonly Run[]): Verdict[] {
  return VISITS.flatMap((visit) => {
    const own = runs.filter((run) => run.site === "gatehouse" && run.visit === visit);
    if (own.length === 0) return [];
    return THRESHOLDS.map((threshold) => {
      const { figure, of, wanted } = threshold;
      const measured = spreadOf(own, figure)[of];
      const holds = "below" in wanted ? measured < wanted.below : measured <= wanted.atMost;
      return { visit, threshold, measured, holds };
    });
  });
}
