/** What was measured. */

import { spread, type Figure, type Figures, type Spread } from "./figures.ts";
import type { SiteName } from "./sites.ts";

/** Nobody has been here before, or somebody has and comes back. */
export const VISITS = ["first", "next"] as const;
export type VisitName = (typeof VISITS)[number];

/** One visit of one round. */
export interface Run {
  readonly round: number;
  readonly site: SiteName;
  readonly visit: VisitName;
  readonly figures: Figures;
}

/** A figure of all these visits. */
export function spreadOf(runs: readonly Run[], figure: Figure): Spread {
  return spread(runs.map(({ figures }) => figures[figure]));
}
