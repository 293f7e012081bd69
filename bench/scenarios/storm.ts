/** A thousand people arrive at once. */

import { placeOf, quietOf, type Ground, type Measured } from "../ground.ts";
import { NO_FAULTS } from "../load/check.ts";

const PEOPLE = 1_000;

export async function storm(ground: Ground): Promise<Measured> {
  const { server, loads } = ground;
  const before = server.cpu;
  const seen = await loads.storm(placeOf(ground, PEOPLE), quietOf(ground, PEOPLE));
  const figures = {
    welcomed: seen.allWelcomed / 1e3,
    right: seen.allRight / 1e3,
    wrong: PEOPLE - seen.right,
    unlisted: PEOPLE - (seen.listed ?? 0),
    frames: seen.frames,
    megabytes: seen.bytes / 1e6,
    storedCpu: server.cpu - before,
  };
  await server.idle();
  return { figures, faults: { ...NO_FAULTS, lost: PEOPLE - seen.welcomed } };
}
