/** What a connection takes of the server's memory while nothing is said. */

import { placeOf, quietOf, type Ground, type Measured } from "../ground.ts";
import { NO_FAULTS } from "../load/check.ts";
import { TARGETS } from "../targets.ts";

const PEOPLE = 1_000;

/** In a server that is fresh but for a few people who have talked, so that its code is there. */
export async function memory(ground: Ground): Promise<Measured> {
  const { server, loads, target } = ground;
  const before = server.memory;
  await loads.open(placeOf(ground, PEOPLE), TARGETS[target].audience, quietOf(ground, PEOPLE));
  await server.idle();
  const taken = server.memory - before;
  await loads.close();
  return { figures: { memory: taken / PEOPLE / 1_024 }, faults: NO_FAULTS };
}
