import { env } from "cloudflare:workers";
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { Log } from "../../src/room/log.ts";
import type { Room } from "../../src/room/room.ts";

/**
 * Writes messages "1", "2", … straight to a room's log, and lets the room wake up to them.
 * @param at when the first of them came, each other a millisecond later
 */
export async function fill(room: string, count: number, more = "", at = 1): Promise<void> {
  const stub = env.ROOMS.getByName(room);
  await runInDurableObject<Room, void>(stub, (_, state) => {
    const log = new Log(state.storage);
    const by = { id: "past", name: "Past" };
    log.append(
      Array.from(Array(count).keys(), (i) => {
        const seq = i + 1;
        return { seq, at: at + i, kind: "message", by, id: `past-${seq}`, text: `${seq}${more}` };
      }),
    );
  });
  await evictDurableObject(stub);
}
