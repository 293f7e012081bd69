/** Everybody is there and says nothing: does the room sleep, and are pings answered meanwhile? */

import { placeOf, quietOf, type Ground, type Measured } from "../ground.ts";
import { NO_FAULTS } from "../load/check.ts";

const PEOPLE = 100;

/** Seconds in which the object should be gone from memory. */
const SLEEP = 15;

/** Seconds from ping to ping: many times as often as a browser's. */
const EVERY = 1;

export async function idle(ground: Ground): Promise<Measured> {
  const { server, loads, room } = ground;
  await loads.open(placeOf(ground, PEOPLE), "all", quietOf(ground, PEOPLE));
  const still = await server.atRest(room);
  const pings = await loads.ping(SLEEP, EVERY);
  const slept = await server.counts(room);
  // A call that finds the object in memory constructs none. The second one shows that it can be seen.
  const livesAfterCall = async (): Promise<number> => {
    await server.json(`/rooms/${room}/threads`);
    return (await server.counts(room)).lives;
  };
  const woken = await livesAfterCall();
  const again = await livesAfterCall();
  if (again !== woken) throw new Error("An object that is awake was constructed again.");
  await loads.close();
  return {
    figures: {
      inMemory: woken > still.lives ? 0 : 1,
      pings: pings.sent,
      unanswered: pings.sent - pings.answered,
      awake: slept.awake - still.awake,
      rowsWritten: slept.rowsWritten,
    },
    faults: NO_FAULTS,
  };
}
