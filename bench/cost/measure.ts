/** Counts what is billed, on a server that observes its rooms. */

import { withServer } from "../measure.ts";
import type { Options } from "../options.ts";
import { OBSERVED } from "../targets.ts";
import { roomUsage, SIZES, visitUsage, type RoomUsage, type VisitUsage } from "./cases.ts";

export interface Cost {
  readonly rooms: readonly RoomUsage[];
  readonly visits: VisitUsage;
}

/** @param progress told each line as soon as it is known */
export async function measureCost(
  options: Options,
  progress: (text: string) => void,
): Promise<Cost> {
  const rooms: RoomUsage[] = [];
  const visits: VisitUsage[] = [];
  progress("\nWhat is billed");
  await withServer("gatehouse", OBSERVED, options, async (ground) => {
    for (const people of SIZES) {
      progress(`  a room of ${people} people`);
      rooms.push(await roomUsage(ground, people));
    }
    progress("  visits");
    visits.push(await visitUsage(ground));
  });
  const [visit] = visits;
  if (!visit) throw new Error("Nothing was counted.");
  return { rooms, visits: visit };
}
