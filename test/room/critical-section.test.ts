/**
 * What `docs/critical-section.md` claims, seen to happen: the same load through a section that waits
 * in its middle, and through one that does not.
 */

import { env } from "cloudflare:workers";
import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import type { Room } from "../../src/room/room.ts";
import { freshRoom, Talker } from "./talker.ts";

const CALLERS = 4;
const CALLS = 25;

/** What a section might wait for: a call to another service, which takes a moment. */
async function elsewhere(): Promise<void> {
  await scheduler.wait(1);
}

/** Lets every caller append its calls to one list in one Durable Object, all at the same time. */
async function load(append: (list: number[]) => void | Promise<void>): Promise<number[]> {
  const stub = env.ROOMS.getByName(freshRoom());
  const list: number[] = [];
  const call = (): Promise<void> => runInDurableObject<Room, void>(stub, () => append(list));
  await Promise.all(Array.from({ length: CALLERS * CALLS }, call));
  return list;
}

const DENSE = Array.from({ length: CALLERS * CALLS }, (_, i) => i + 1);

describe("a critical section", () => {
  it("with an await in its middle gives several callers the same number", async () => {
    const list = await load(async (numbers) => {
      const head = numbers.at(-1) ?? 0;
      await elsewhere();
      numbers.push(head + 1);
    });
    expect(list).toHaveLength(CALLERS * CALLS);
    expect(new Set(list).size).toBeLessThan(CALLERS * CALLS);
    expect(list).not.toEqual(DENSE);
  });

  it("that waits before it begins, and never inside, gives each its own", async () => {
    const list = await load(async (numbers) => {
      await elsewhere();
      const head = numbers.at(-1) ?? 0;
      numbers.push(head + 1);
    });
    expect(list).toEqual(DENSE);
  });

  it("as the room has it keeps one order under the same load from real sockets", async () => {
    const room = freshRoom();
    const names = Array.from({ length: CALLERS }, (_, i) => `Caller ${i}`);
    const callers = await Promise.all(names.map((name) => Talker.join(room, { name })));
    const calls = Math.min(CALLS, 18); // What the token bucket lets through at once.
    for (let i = 0; i < calls; i++) for (const caller of callers) caller.post(`${i}`);
    await Promise.all(callers.map((caller) => caller.untilEntries(CALLERS * calls)));
    for (const { entries } of callers) {
      expect(entries.map(({ seq }) => seq)).toEqual(DENSE.slice(0, CALLERS * calls));
      expect(entries).toEqual(callers[0]!.entries);
    }
  });
});
