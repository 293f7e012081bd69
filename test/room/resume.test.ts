import { describe, expect, it } from "vitest";
import { LIMITS } from "../../src/protocol/limits.ts";
import { freshRoom, Talker } from "./talker.ts";
import { fill } from "./fill.ts";

describe("a resume", () => {
  it("brings every entry after the last one seen, and no other", async () => {
    const room = freshRoom();
    await fill(room, 10);
    const back = await Talker.join(room, { since: 7, epoch: "1" });
    expect(back.welcome).toMatchObject({ resumed: true, head: 10 });
    expect(back.entries.map(({ seq }) => seq)).toEqual([8, 9, 10]);
  });

  it("brings nothing to whoever has missed nothing", async () => {
    const room = freshRoom();
    await fill(room, 3);
    const back = await Talker.join(room, { since: 3, epoch: "1" });
    expect(back.welcome).toMatchObject({ resumed: true, entries: [] });
  });

  it("goes on live without a hole or a double", async () => {
    const room = freshRoom();
    await fill(room, 5);
    const ala = await Talker.join(room, { name: "Ala" });
    const back = await Talker.join(room, { since: 2, epoch: "1" });
    await ala.say("Live");
    await back.untilEntries(4);
    expect(back.entries.map(({ seq }) => seq)).toEqual([3, 4, 5, 6]);
  });

  it("from the start is right in every epoch", async () => {
    const room = freshRoom();
    await fill(room, 2);
    for (const epoch of ["1", "another"]) {
      const back = await Talker.join(room, { since: 0, epoch });
      expect(back.welcome).toMatchObject({ resumed: true });
      expect(back.entries.map(({ seq }) => seq)).toEqual([1, 2]);
    }
  });

  it.each([
    ["a place of another epoch", { since: 2, epoch: "0" }],
    ["a place without an epoch", { since: 2 }],
    ["a place beyond the head", { since: 4, epoch: "1" }],
  ])("starts afresh, and says so, from %s", async (_, place) => {
    const room = freshRoom();
    await fill(room, 3);
    const back = await Talker.join(room, place);
    expect(back.welcome).toMatchObject({ resumed: false, head: 3 });
    expect(back.entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it("reaches back as far as the limit and not one further", async () => {
    const room = freshRoom();
    const head = LIMITS.resume + 2;
    await fill(room, head);
    const just = await Talker.join(room, { since: 2, epoch: "1" });
    expect(just.welcome.resumed).toBe(true);
    expect(just.entries.map(({ seq }) => seq)).toEqual(
      Array.from({ length: LIMITS.resume }, (_, i) => i + 3),
    );
    const past = await Talker.join(room, { since: 1, epoch: "1" });
    expect(past.welcome.resumed).toBe(false);
    expect(past.entries).toHaveLength(LIMITS.welcome);
    expect(past.entries.at(-1)?.seq).toBe(head);
  });
});
