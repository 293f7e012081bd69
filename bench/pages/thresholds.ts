/** What the project has set itself for its own page. */

import type { Figure } from "./figures.ts";

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
];

export function holds({ wanted }: Threshold, measured: number): boolean {
  return "below" in wanted ? measured < wanted.below : measured <= wanted.atMost;
}
