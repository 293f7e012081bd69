import { env } from "cloudflare:workers";
import { evictDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { freshRoom, freshToken, Talker } from "./talker.ts";

describe("a post that is sent again", () => {
  it("is answered to its sender alone, as it was stored", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala" });
    const bob = await Talker.join(room, { name: "Bob" });
    const first = await ala.say("Once", { id: "same" });
    await ala.say("Between");
    ala.post("Once, but another text", { id: "same", after: 0 });
    expect((await ala.until("entries", 3)).entries).toEqual([first]);
    await bob.untilEntries(2);
    await bob.settle();
    expect(bob.texts).toEqual(["Once", "Between"]);
  });

  it("over another socket of the same author is stored once", async () => {
    const room = freshRoom();
    const token = freshToken();
    const one = await Talker.join(room, { name: "Ala", token });
    const two = await Talker.join(room, { name: "Ala", token });
    one.post("Twice?", { id: "same", after: 0 });
    two.post("Twice?", { id: "same", after: 0 });
    await one.untilEntries(1);
    await two.untilEntries(1);
    await one.settle();
    await two.settle();
    expect(new Set([...one.entries, ...two.entries].map(({ seq }) => seq))).toEqual(new Set([1]));
    expect((await Talker.join(room)).texts).toEqual(["Twice?"]);
  });

  it("is another author's own post, though the id is the same", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala" });
    const bob = await Talker.join(room, { name: "Bob" });
    expect(await ala.say("Mine", { id: "1" })).toMatchObject({ seq: 1 });
    expect(await bob.say("Mine", { id: "1" })).toMatchObject({ seq: 2 });
  });

  it.each([0, 1, 2, 3])(
    "is found after a sleep, sent first when the head was %i",
    async (after) => {
      const room = freshRoom();
      const ala = await Talker.join(room, { name: "Ala" });
      for (let i = 0; i < 3; i++) await ala.say(`${i}`);
      const stored = await ala.say("Wanted", { id: "wanted" });
      await evictDurableObject(env.ROOMS.getByName(room));
      ala.post("Wanted", { id: "wanted", after });
      expect((await ala.until("entries", 5)).entries).toEqual([stored]);
    },
  );

  it("is found also by an `after` that this log never reached", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala" });
    const stored = await ala.say("Wanted", { id: "wanted" });
    await evictDurableObject(env.ROOMS.getByName(room));
    ala.post("Wanted", { id: "wanted", after: 1_000_000 });
    expect((await ala.until("entries", 2)).entries).toEqual([stored]);
  });
});
