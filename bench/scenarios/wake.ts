/** Somebody speaks in a room that is asleep. */

import { placeOf, quietOf, type Ground, type Measured } from "../ground.ts";
import { NO_FAULTS, sum } from "../load/check.ts";
import { median } from "../metrics.ts";
import { withPast } from "./past.ts";

const PLAN = { kind: "steady", senders: 1, perSender: 1, perSecond: 1, typing: false } as const;

export async function wake(ground: Ground, messages: number, people: number): Promise<Measured> {
  const past = await withPast(ground, messages);
  const { server, loads, room } = past;
  await loads.open(placeOf(past, people), "all", quietOf(past, people));
  const first: number[] = [];
  const all: number[] = [];
  let faults = NO_FAULTS;
  for (let time = 0; time < (ground.quick ? 5 : 15); time++) {
    await server.evict(room);
    const result = await loads.run(PLAN);
    faults = sum(faults, result.faults);
    first.push(result.latencies.at(0) ?? NaN);
    all.push(result.latencies.at(-1) ?? NaN);
  }
  await loads.close();
  await server.idle();
  return { figures: { firstTold: median(first), allTold: median(all) }, faults };
}
