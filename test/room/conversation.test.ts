import { env } from "cloudflare:workers";
import { evictDurableObject } from "cloudflare:test";
import { describe, expect, it, vi } from "vitest";
import { HELD_MAX } from "../../src/room/names.ts";
import { freshRoom, freshToken, Talker } from "./talker.ts";

describe.concurrent("a conversation", () => {
  it("begins with a welcome that tells the limits and who one is", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala" });
    expect(ala.welcome).toMatchObject({
      type: "welcome",
      protocol: 1,
      room,
      epoch: "1",
      head: 0,
      resumed: false,
      messages: [],
      you: { name: "Ala" },
      sessions: [{ name: "Ala" }],
      people: 1,
      limits: { text: 4000, name: 32, frame: 65536, postsPerSecond: 5, postsBurst: 20 },
    });
    expect(ala.welcome.you.id).toMatch(/^[A-Za-z0-9_-]{16}$/);
  });

  it("gives everybody, and the author, the same entry", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala" });
    const bob = await Talker.join(room, { name: "Bob" });
    const echo = await ala.say("Good morning", { id: "first" });
    expect(echo).toMatchObject({
      seq: 1,
      kind: "message",
      id: "first",
      by: { id: ala.welcome.you.id, name: "Ala" },
      text: "Good morning",
    });
    expect(Math.abs(echo.at - Date.now())).toBeLessThan(10_000);
    await bob.untilEntries(1);
    expect(bob.entries).toEqual([echo]);
  });

  it("has one dense order, however many speak at once", async () => {
    const room = freshRoom();
    const names = ["Ala", "Bob", "Cem", "Dag"];
    const talkers = await Promise.all(names.map((name) => Talker.join(room, { name })));
    for (let i = 0; i < 15; i++) for (const talker of talkers) talker.post(`${i}`);
    await Promise.all(talkers.map((talker) => talker.untilEntries(60)));
    const [first] = talkers;
    expect(first!.entries.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 60 }, (_, i) => i + 1),
    );
    for (const talker of talkers) {
      expect(talker.entries).toEqual(first!.entries);
      const own = talker.entries.filter(({ by }) => by.id === talker.welcome.you.id);
      expect(own.map(({ text }) => text)).toEqual(Array.from({ length: 15 }, (_, i) => `${i}`));
    }
  });

  it("carries the message that another answers, and refuses one that does not exist", async () => {
    const ala = await Talker.join(freshRoom(), { name: "Ala" });
    await ala.say("A question");
    expect(await ala.say("An answer", { replyTo: 1 })).toMatchObject({ seq: 2, replyTo: 1 });
    const id = ala.post("To nothing", { replyTo: 3 });
    expect(await ala.until("refused")).toMatchObject({ id, code: "not_found" });
  });

  it("shows the last messages to whoever comes later", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala" });
    await ala.untilKnows("Ala");
    await ala.say("One");
    await ala.say("Two");
    const bob = await Talker.join(room);
    expect(bob.welcome).toMatchObject({ head: 2, resumed: false, people: 2 });
    expect(bob.texts).toEqual(["One", "Two"]);
  });

  it("answers a ping", async () => {
    const ala = await Talker.join(freshRoom());
    await ala.settle();
    expect(ala.raw).toContain("pong");
  });

  it("answers the closing handshake", async () => {
    const ala = await Talker.join(freshRoom());
    ala.socket.close(4000, "enough");
    expect(await ala.untilClosed()).toMatchObject({ code: 4000 });
    const bob = await Talker.join(freshRoom());
    bob.socket.close();
    expect(await bob.untilClosed()).toMatchObject({ code: 1000 });
  });
});

describe.concurrent("a name", () => {
  it("is needed to write, not to read", async () => {
    const room = freshRoom();
    const reader = await Talker.join(room);
    expect(reader.welcome.you.name).toBeNull();
    const id = reader.post("May I?");
    expect(await reader.until("refused")).toMatchObject({ id, code: "name_required" });
    reader.send({ type: "name", name: "  Róża   Nowak " });
    await reader.untilKnows("Róża Nowak");
    expect(await reader.say("Now I may")).toMatchObject({ seq: 1, by: { name: "Róża Nowak" } });
  });

  it("belongs to its author: another is told so, with a free one like it", async () => {
    const room = freshRoom();
    await Talker.join(room, { name: "Ala" });
    const other = await Talker.join(room, { name: "ＡＬＡ" });
    expect(other.welcome.you.name).toBeNull();
    expect(await other.until("refused")).toMatchObject({
      code: "name_taken",
      suggestion: "ＡＬＡ 2",
    });
    other.send({ type: "name", name: "Ala 2" });
    await other.untilKnows("Ala 2");
    expect(await other.say("Hello")).toMatchObject({ by: { name: "Ala 2" } });
  });

  it("stays its author's once they have spoken, also when they are gone", async () => {
    const room = freshRoom();
    const token = freshToken();
    const ala = await Talker.join(room, { name: "Ala", token });
    await ala.say("I am Ala");
    ala.leave();
    await ala.untilClosed();
    const other = await Talker.join(room, { name: "ala" });
    expect(await other.until("refused")).toMatchObject({ code: "name_taken" });
    const back = await Talker.join(room, { name: "Ala", token });
    expect(back.welcome.you).toEqual({ id: ala.welcome.you.id, name: "Ala" });
  });

  it("is not free at once when its wearer's session was ended", async () => {
    const room = freshRoom();
    const [ala, bob] = [await Talker.join(room, { name: "Ala" }), await Talker.join(room)];
    ala.sendText("no frame");
    await ala.untilClosed();
    bob.send({ type: "name", name: "Ala" });
    expect(await bob.until("refused")).toMatchObject({ code: "name_taken" });
  });

  it("is free again when nothing was said under it, but not during a short absence", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala" });
    ala.leave();
    await ala.untilClosed();
    const other = await Talker.join(room, { name: "Ala" });
    expect(other.welcome.you.name).toBeNull();
    await scheduler.wait(5300);
    other.send({ type: "name", name: "Ala" });
    await other.untilKnows("Ala");
  }, 10_000);

  it("is one for all windows of a person", async () => {
    const room = freshRoom();
    const token = freshToken();
    const one = await Talker.join(room, { name: "Ala", token });
    const two = await Talker.join(room, { token });
    expect(two.welcome).toMatchObject({ you: { name: "Ala" }, people: 1 });
    two.send({ type: "name", name: "Alicja" });
    await one.untilKnows("Alicja");
    expect(await one.say("Renamed")).toMatchObject({ by: { name: "Alicja" } });
  });
});

describe.concurrent("a name that is spoken under", () => {
  it("is one of few that an author can hold; further ones are only worn", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room);
    for (let i = 0; i <= HELD_MAX; i++) {
      ala.send({ type: "name", name: `Ala ${i}` });
      await ala.untilKnows(`Ala ${i}`);
      await ala.say("Mine now?");
    }
    ala.leave();
    await ala.untilClosed();
    await evictDurableObject(env.ROOMS.getByName(room));
    for (let i = 0; i <= HELD_MAX; i++) {
      const other = await Talker.join(room, { name: `Ala ${i}` });
      expect(other.welcome.you.name).toBe(i < HELD_MAX ? null : `Ala ${i}`);
      other.leave();
    }
  }, 20_000);

  it("is not given back by a window that comes back without knowing of a new one", async () => {
    const room = freshRoom();
    const token = freshToken();
    const one = await Talker.join(room, { name: "Ala", token });
    one.send({ type: "name", name: "Alicja" });
    await one.untilKnows("Alicja");
    const two = await Talker.join(room, { name: "Ala", token });
    expect(two.welcome.you.name).toBe("Alicja");
  });
});

describe.concurrent("presence", () => {
  it("tells who comes, once for all that come together", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala" });
    await Promise.all(["Bob", "Cem", "Dag"].map((name) => Talker.join(room, { name })));
    await vi.waitFor(() => expect(ala.all("presence").at(-1)?.people).toBe(4));
    const joined = ala.all("presence").flatMap((frame) => frame.joined.map(({ name }) => name));
    expect(new Set(joined)).toEqual(new Set(["Ala", "Bob", "Cem", "Dag"]));
    expect(ala.all("presence").length).toBeLessThanOrEqual(2);
  });

  it("tells of somebody who drops as soon as they come, and is back in a moment", async () => {
    const room = freshRoom();
    const token = freshToken();
    const bob = await Talker.join(room, { name: "Bob" });
    const ala = await Talker.join(room, { name: "Ala", token });
    ala.leave();
    await ala.untilClosed();
    await scheduler.wait(500);
    await Talker.join(room, { name: "Ala", token });
    await bob.untilKnows("Ala");
  });

  it("takes no reload for a leave, and tells a leave after five seconds", async () => {
    const room = freshRoom();
    const token = freshToken();
    const ala = await Talker.join(room, { name: "Ala" });
    const bob = await Talker.join(room, { name: "Bob", token });
    await vi.waitFor(() => expect(ala.all("presence").at(-1)?.people).toBe(2));
    bob.leave();
    await bob.untilClosed();
    const again = await Talker.join(room, { name: "Bob", token });
    again.leave();
    const left = Date.now();
    await vi.waitFor(() => expect(ala.all("presence").at(-1)?.left).toHaveLength(1), 8000);
    expect(Date.now() - left).toBeGreaterThan(4500);
    expect(ala.all("presence").at(-1)).toMatchObject({ left: [{ name: "Bob" }], people: 1 });
  }, 15_000);
});
