/** The runtime may drop a room's memory between any two frames: nothing may be asked of it. */

import { env } from "cloudflare:workers";
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { describe, expect, it, vi } from "vitest";
import { LIMITS } from "../../src/protocol/limits.ts";
import type { Room } from "../../src/room/room.ts";
import { freshRoom, freshToken, Talker } from "./talker.ts";

async function forget(room: string): Promise<void> {
  await evictDurableObject(env.ROOMS.getByName(room));
}

describe.concurrent("a room that has slept", () => {
  it("goes on with the same sockets, names and order", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala" });
    const bob = await Talker.join(room, { name: "Bob" });
    await ala.say("Before");
    await forget(room);
    expect(await bob.say("After")).toMatchObject({ seq: 2, by: { name: "Bob" } });
    await forget(room);
    await ala.say("And again");
    await bob.untilEntries(3);
    expect(bob.texts).toEqual(["Before", "After", "And again"]);
    expect(bob.entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it("forgets between any two frames and nobody notices", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala" });
    const bob = await Talker.join(room, { name: "Bob" });
    for (let i = 1; i <= 8; i++) {
      await (i % 2 === 0 ? ala : bob).say(`${i}`);
      await forget(room);
    }
    await ala.untilEntries(8);
    expect(ala.texts).toEqual(["1", "2", "3", "4", "5", "6", "7", "8"]);
    const late = await Talker.join(room);
    expect(late.texts).toEqual(ala.texts);
  });

  it("stores a post that is sent again only once", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala" });
    const first = await ala.say("Once", { id: "same", after: 0 });
    await forget(room);
    ala.post("Once", { id: "same", after: 0 });
    const again = await ala.until("entries", 2);
    expect(again.entries).toEqual([first]);
    expect(await ala.say("Next")).toMatchObject({ seq: 2 });
  });

  it("still knows who wears a name that nothing was said under", async () => {
    const room = freshRoom();
    await Talker.join(room, { name: "Ala" });
    await forget(room);
    const other = await Talker.join(room, { name: "Ala" });
    expect(await other.until("refused")).toMatchObject({ code: "name_taken" });
  });

  it("still counts posts, strikes and the tokens that are left, and knows the round trip", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala", token: freshToken() });
    for (let i = 0; i < 5; i++) ala.post(`${i}`, { rtt: 40 + i });
    await ala.untilEntries(5);
    ala.send({ type: "post" });
    await ala.until("refused");
    await forget(room);
    await runInDurableObject<Room, void>(env.ROOMS.getByName(room), (awake) => {
      expect(awake.threads().sessions).toMatchObject([{ name: "Ala", posts: 5, rtt: 44 }]);
    });
    for (let i = 0; i < 9; i++) ala.send({ type: "post" });
    expect(await ala.untilClosed()).toMatchObject({ code: 4400 });
  });

  it("still knows which of an author's windows is the oldest and gives way", async () => {
    const room = freshRoom();
    const token = freshToken();
    const windows: Talker[] = [];
    for (let i = 0; i < LIMITS.sessions; i++) {
      windows.push(await Talker.join(room, { token }));
      await scheduler.wait(2);
    }
    await forget(room);
    await Talker.join(room, { token });
    expect(await windows[0]!.untilClosed()).toMatchObject({ code: 4409 });
    expect(windows.filter(({ closed }) => closed)).toHaveLength(1);
  });

  it("still takes sockets off the list, and tells the others", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala" });
    const bob = await Talker.join(room, { name: "Bob" });
    await ala.untilKnows("Bob");
    await forget(room);
    bob.leave();
    await bob.untilClosed();
    const threads = await env.ROOMS.getByName(room).threads();
    expect(threads).toMatchObject({ threads: 1, people: 1 });
    await vi.waitFor(() => expect(ala.all("presence").at(-1)?.left).toHaveLength(1), 8000);
  }, 15_000);
});
