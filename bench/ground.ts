/** Where a scenario takes place, and what comes of it. */

import type { Faults } from "./load/check.ts";
import type { Loads, Place } from "./loads.ts";
import type { Figures } from "./metrics.ts";
import type { Server } from "./server.ts";
import { TARGETS, type TargetName } from "./targets.ts";

/** A server that is warm, and a room of it that nobody has seen. */
export interface Ground {
  readonly target: TargetName;
  readonly server: Server;
  readonly loads: Loads;
  readonly room: string;
  /** Whether a smaller run will do. */
  readonly quick: boolean;
}

export interface Measured {
  readonly figures: Figures;
  readonly faults: Faults;
}

export function placeOf({ target, server, room }: Ground, people: number): Place {
  return { wire: TARGETS[target].wire, port: server.port, room, people };
}

/**
 * Milliseconds without a frame after which everybody is in, and knows who is: a room that tells of
 * who has come does so a little later.
 */
export function quietOf({ target }: Ground, people: number): number {
  return TARGETS[target].wire === "gatehouse" ? 500 + 2 * people : 100;
}
