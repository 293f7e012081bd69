/** Every limit at its value and one past it, and every ill-shaped frame: named, and the room goes on. */

import { describe, expect, it, vi } from "vitest";
import { LIMITS } from "../../src/protocol/limits.ts";
import { freshRoom, freshToken, Talker } from "./talker.ts";

describe("a text", () => {
  it("may have as many characters as the limit, not one more", async () => {
    for (const character of ["a", "ż", "🙂"]) {
      const ala = await Talker.join(freshRoom(), { name: "Ala" });
      const longest = character.repeat(LIMITS.text);
      expect(await ala.say(longest)).toMatchObject({ text: longest });
      const id = ala.post(longest + character);
      await expect.poll(() => ala.refusals.at(-1)).toMatchObject({ id, code: "text_too_long" });
    }
  });

  it("comes back as it was sent, control characters and all", async () => {
    const ala = await Talker.join(freshRoom(), { name: "Ala" });
    const text = 'line\r\nline\ttab "quotes" \\ \u0000 \u2028 <b>&amp; żółć \u202eRTL שלום 👩‍👩‍👧‍👦';
    await ala.say(text);
    const room = ala.welcome.room;
    expect((await Talker.join(room)).texts).toEqual([text]);
  });

  it("with half a surrogate pair is stored as it is told to everybody", async () => {
    const ala = await Talker.join(freshRoom(), { name: "Ala" });
    ala.sendText('{"type":"post","id":"half","after":0,"text":"a\\ud83d"}');
    await ala.untilEntries(1);
    expect(ala.texts).toEqual(["a\ufffd"]);
    expect((await Talker.join(ala.welcome.room)).texts).toEqual(ala.texts);
  });

  it.each(["", "   ", "\n\t", "\u200b\u200e", "\u0000"])(
    "of nothing visible (%j) is refused",
    async (text) => {
      const ala = await Talker.join(freshRoom(), { name: "Ala" });
      const id = ala.post(text);
      expect(await ala.until("refused")).toMatchObject({ id, code: "text_empty" });
    },
  );
});

describe("a name", () => {
  it("may have as many characters as the limit, not one more", async () => {
    const ala = await Talker.join(freshRoom());
    ala.send({ type: "name", name: "ż".repeat(LIMITS.name + 1) });
    expect(await ala.until("refused")).toMatchObject({ code: "name_invalid" });
    ala.send({ type: "name", name: "ż".repeat(LIMITS.name) });
    await ala.untilKnows("ż".repeat(LIMITS.name));
  });

  it.each(["", " ", "\u200d", "\u3164", "a\u202eb", "a\u0000b", "a\nb"])(
    "like %j is none",
    async (name) => {
      const ala = await Talker.join(freshRoom());
      ala.send({ type: "name", name });
      expect(await ala.until("refused")).toMatchObject({ code: "name_invalid" });
    },
  );
});

describe("a post's id", () => {
  it("may have as many characters as the limit, not one more", async () => {
    const ala = await Talker.join(freshRoom(), { name: "Ala" });
    await ala.say("At the limit", { id: "i".repeat(LIMITS.id) });
    ala.post("Past it", { id: "i".repeat(LIMITS.id + 1) });
    const refused = await ala.until("refused");
    expect(refused).toMatchObject({ code: "bad_frame" });
    expect(refused.message).toContain("id");
  });
});

describe("a frame", () => {
  const padded = (length: number): string => {
    const frame = '{"type":"post","id":"1","after":0,"text":"big"}';
    return frame + " ".repeat(length - frame.length);
  };

  it("may be as long as the limit", async () => {
    const ala = await Talker.join(freshRoom(), { name: "Ala" });
    ala.sendText(padded(LIMITS.frame));
    await ala.untilEntries(1);
  });

  it("one past the limit ends the session, and the room goes on", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala" });
    const bob = await Talker.join(room, { name: "Bob" });
    ala.sendText(padded(LIMITS.frame + 1));
    expect(await ala.untilClosed()).toMatchObject({ code: 4413, reason: "frame too large" });
    expect(await bob.say("Still here")).toMatchObject({ seq: 1 });
  });

  it.each([
    ["text that is no JSON", "not json"],
    ["half an object", '{"type":'],
    ["a list", "[]"],
    ["a number", "1"],
    ["null", "null"],
    ["nothing", ""],
    ["bytes", new ArrayBuffer(8)],
  ])("of %s ends the session, and the room goes on", async (_, frame) => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala" });
    const bob = await Talker.join(room, { name: "Bob" });
    ala.sendText(frame);
    expect(await ala.untilClosed()).toMatchObject({ code: 4400, reason: "bad frame" });
    expect(await bob.say("Still here")).toMatchObject({ seq: 1 });
  });

  it.each([
    ["no type", {}],
    ["a type that is no text", { type: 1 }],
    ["a post without anything", { type: "post" }],
    ["a text that is a number", { type: "post", id: "1", after: 0, text: 1 }],
    ["an id that is a number", { type: "post", id: 1, after: 0, text: "a" }],
    ["an empty id", { type: "post", id: "", after: 0, text: "a" }],
    ["an id with a space", { type: "post", id: "a b", after: 0, text: "a" }],
    ["no after", { type: "post", id: "1", text: "a" }],
    ["a negative after", { type: "post", id: "1", after: -1, text: "a" }],
    ["half an after", { type: "post", id: "1", after: 0.5, text: "a" }],
    ["an after beyond whole numbers", { type: "post", id: "1", after: 1e300, text: "a" }],
    ["a reply to nothing", { type: "post", id: "1", after: 0, text: "a", replyTo: 0 }],
    ["a name that is a list", { type: "name", name: ["Ala"] }],
  ])("with %s is refused, and the session goes on", async (_, frame) => {
    const ala = await Talker.join(freshRoom(), { name: "Ala" });
    ala.send(frame);
    expect(await ala.until("refused")).toMatchObject({ code: "bad_frame" });
    expect(await ala.say("Still here", { id: "good" })).toMatchObject({ seq: 1 });
  });

  it("of an unknown type is refused however often: its sender may be newer", async () => {
    const ala = await Talker.join(freshRoom(), { name: "Ala" });
    for (let i = 0; i < LIMITS.strikes + 2; i++) ala.send({ type: "wave", id: `${i}` });
    await ala.until("refused", LIMITS.strikes + 2);
    expect(ala.refusals[3]).toMatchObject({ id: "3", code: "bad_frame" });
    expect(await ala.say("Still here")).toMatchObject({ seq: 1 });
  });

  it("may have fields that this version does not know", async () => {
    const ala = await Talker.join(freshRoom(), { name: "Ala" });
    ala.send({ type: "post", id: "1", after: 0, text: "New", mood: "good" });
    expect((await ala.untilEntries(1))[0]).not.toHaveProperty("mood");
  });

  it("that is ill-shaped once too often ends the session", async () => {
    const ala = await Talker.join(freshRoom(), { name: "Ala" });
    for (let i = 0; i < LIMITS.strikes - 1; i++) ala.send({ type: "post" });
    await ala.until("refused", LIMITS.strikes - 1);
    await ala.settle();
    expect(ala.closed).toBeNull();
    ala.send({ type: "post" });
    expect(await ala.untilClosed()).toMatchObject({ code: 4400 });
  });
});

describe("the token bucket", () => {
  it("lets a burst through and not one more, says how long to wait, and then lets it through", async () => {
    const ala = await Talker.join(freshRoom());
    ala.send({ type: "name", name: "Ala" });
    await ala.untilKnows("Ala");
    await new Promise((done) => setTimeout(done, 300));
    // The bucket is not to fill meanwhile, however slow the machine.
    const clock = vi.spyOn(Date, "now").mockReturnValue(Date.now());
    for (let i = 1; i <= 21; i++) ala.post(`${i}`, { id: `${i}` });
    const refused = await ala.until("refused");
    clock.mockRestore();
    expect(refused).toMatchObject({ id: "21", code: "rate_limited" });
    expect(refused.retryAfter).toBeGreaterThan(0);
    expect(refused.retryAfter).toBeLessThanOrEqual(200);
    await new Promise((done) => setTimeout(done, refused.retryAfter));
    expect(await ala.say("21", { id: "21" })).toMatchObject({ seq: 21 });
  });

  it.each([
    [LIMITS.textPerToken - 1, 10],
    [LIMITS.textPerToken, 5],
  ])("a text of %i units leaves as many tokens as it should", async (length, left) => {
    const clock = vi.spyOn(Date, "now").mockReturnValue(Date.now());
    const ala = await Talker.join(freshRoom(), { name: "Ala" });
    // The name took one; five such texts take five, or twice as many.
    for (let i = 0; i < 5; i++) ala.post("x".repeat(length));
    for (let i = 0; i < 20; i++) ala.post("short", { id: `short-${i}` });
    await ala.until("refused", 20 - left - 4);
    await ala.settle();
    clock.mockRestore();
    const refused = ala.refusals.map(({ id }) => id);
    expect(refused[0]).toBe(`short-${left + 4}`);
  });

  it("ends the session of whoever takes no notice, and the room goes on", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala" });
    const bob = await Talker.join(room, { name: "Bob" });
    // The bucket is not to fill meanwhile, however slow the machine.
    const clock = vi.spyOn(Date, "now").mockReturnValue(Date.now());
    for (let i = 0; i < 19 + LIMITS.hasty - 1; i++) ala.post(`${i}`);
    await ala.until("refused", LIMITS.hasty - 1);
    expect(ala.closed).toBeNull();
    for (let i = 0; i < 3; i++) ala.post("more");
    expect(await ala.untilClosed()).toMatchObject({ code: 4429, reason: "too fast" });
    clock.mockRestore();
    await bob.say("Still here");
  });

  it("counts frames that cannot be read, too", async () => {
    const ala = await Talker.join(freshRoom());
    for (let i = 0; i < 21; i++) ala.send({ type: "wave", id: `${i}` });
    await ala.until("refused", 21);
    expect(ala.refusals.at(-1)).toMatchObject({ id: "20", code: "rate_limited" });
  });
});

describe("an author", () => {
  it("may have as many sockets in a room as the limit; one more replaces the oldest", async () => {
    const room = freshRoom();
    const token = freshToken();
    const windows: Talker[] = [];
    for (let i = 0; i < LIMITS.sessions; i++) windows.push(await Talker.join(room, { token }));
    expect(windows.map(({ closed }) => closed)).toEqual(windows.map(() => null));
    const last = await Talker.join(room, { token });
    expect(await windows[0]!.untilClosed()).toMatchObject({ code: 4409 });
    await last.settle();
    expect(windows.slice(1).every(({ closed }) => closed === null)).toBe(true);
  });
});
