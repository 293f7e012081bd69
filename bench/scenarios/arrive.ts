/** Somebody joins a room with a past, or comes back to it. */

import { placeOf, type Ground, type Measured } from "../ground.ts";
import { NO_FAULTS } from "../load/check.ts";
import { median, percentile } from "../metrics.ts";
import { withPast } from "./past.ts";

/** People who write, and so are on the list. */
const PEOPLE = 10;

/** @param missed entries since they were last there; null if they never were */
export async function arrive(
  ground: Ground,
  messages: number,
  missed: number | null,
): Promise<Measured> {
  const past = await withPast(ground, messages);
  const { head, epoch, quick } = past;
  const reached = missed === null ? null : { since: head - missed, epoch };
  const place = placeOf(past, PEOPLE);
  // So that the first such scenario does not pay for all.
  await past.loads.arrive(place, quick ? 50 : 200, reached);
  const arrivals = await past.loads.arrive(place, quick ? 100 : 500, reached);
  await past.server.idle();
  const took = arrivals.took.map((it) => it / 1e3).toSorted((one, other) => one - other);
  return {
    figures: {
      p50: percentile(took, 0.5),
      p99: percentile(took, 0.99),
      kilobytes: median(arrivals.bytes) / 1e3,
    },
    faults: { ...NO_FAULTS, lost: arrivals.wrong },
  };
}
