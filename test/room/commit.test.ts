/** What comes together is stored together, and nobody hears of it before. */

import { env } from "cloudflare:workers";
import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it, vi } from "vitest";
import { BATCH, Gate } from "../../src/room/gate.ts";
import { Log, StorageFull } from "../../src/room/log.ts";
import { Names } from "../../src/room/names.ts";
import { Presence } from "../../src/room/presence.ts";
import type { Room } from "../../src/room/room.ts";
import { Session } from "../../src/room/session.ts";
import { Sessions } from "../../src/room/sessions.ts";
import { freshRoom, freshToken, Talker } from "./talker.ts";

/** Gives a test a gate on a real log, and a session that may post. */
async function withGate(test: (gate: Gate, session: Session, log: Log) => void): Promise<void> {
  const stub = env.ROOMS.getByName(freshRoom());
  await runInDurableObject<Room, void>(stub, (_, state) => {
    const log = new Log(state.storage);
    const sessions = new Sessions([], () => 0);
    const names = new Names(log, sessions, new Presence([]));
    const gate = new Gate(log, names, { perSecond: 1e6, burst: 1e6 });
    const { 0: socket } = new WebSocketPair();
    state.acceptWebSocket(socket);
    const session = Session.open(socket, "ala", { tokens: 1e6, at: 0 }, 0);
    sessions.add(session);
    gate.enter(session, "Ala", 0);
    test(gate, session, log);
  });
}

/** Lets a room's sockets each send a post, in the window of one that was the last to fit. */
async function sendWhileFull(room: string, ids: readonly string[]): Promise<void> {
  await runInDurableObject<Room, void>(env.ROOMS.getByName(room), async (awake, state) => {
    // What was said before may have left a window open, in which the first of these would wait.
    await new Promise((passed) => setTimeout(passed, 20));
    const sockets = state.getWebSockets();
    const send = (socket: WebSocket | undefined, id: string, text: string): void =>
      awake.webSocketMessage(socket!, JSON.stringify(post(id, text)));
    send(sockets[0], "fits", "Fits");
    state.storage.sql.exec(
      "CREATE TRIGGER full BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, 'SQLITE_FULL'); END",
    );
    ids.forEach((id, i) => send(sockets[i], id, "Does not fit"));
  });
}

const post = (id: string, text = "Hello") => ({ type: "post", id, after: 0, text }) as const;

describe("what is admitted", () => {
  it("has its place at once, and is in the log with the commit", () =>
    withGate((gate, session, log) => {
      expect(gate.admit(post("1"), session, 5)).toEqual({ kind: "accepted", seq: 1 });
      expect(gate.admit(post("2"), session, 6)).toEqual({ kind: "accepted", seq: 2 });
      expect(log.head).toBe(0);
      const commit = gate.commit();
      expect(commit).toMatchObject({ kind: "stored", entries: [{ id: "1" }, { id: "2" }] });
      expect(log.page(9, 9)).toEqual(commit.kind === "stored" && commit.entries);
      expect(gate.commit()).toEqual({ kind: "stored", entries: [] });
    }));

  it("is known before it is stored", () =>
    withGate((gate, session) => {
      gate.admit(post("1"), session, 0);
      expect(gate.admit(post("1"), session, 0)).toEqual({ kind: "duplicate", seq: 1 });
    }));

  it("cannot be answered before it is stored: nobody has seen it", () =>
    withGate((gate, session) => {
      gate.admit(post("1"), session, 0);
      const answer = { ...post("2"), replyTo: 1 };
      expect(gate.admit(answer, session, 0)).toMatchObject({ code: "not_found" });
      gate.commit();
      expect(gate.admit(answer, session, 0)).toMatchObject({ kind: "accepted" });
    }));

  it("waits up to a number of posts", () =>
    withGate((gate, session) => {
      for (let i = 1; i < BATCH.posts; i++) gate.admit(post(`${i}`), session, 0);
      expect(gate.full).toBe(false);
      gate.admit(post("last"), session, 0);
      expect(gate.full).toBe(true);
      gate.commit();
      expect(gate.full).toBe(false);
    }));

  it("waits up to a length of text", () =>
    withGate((gate, session) => {
      gate.admit(post("1", "x".repeat(BATCH.text - 1)), session, 0);
      expect(gate.full).toBe(false);
      gate.admit(post("2", "x"), session, 0);
      expect(gate.full).toBe(true);
      gate.commit();
      expect(gate.full).toBe(false);
    }));

  it("and does not fit is forgotten: its place is free, and it may come again", () =>
    withGate((gate, session, log) => {
      gate.admit(post("1"), session, 0);
      gate.admit(post("2"), session, 0);
      const append = vi.spyOn(log, "append").mockImplementationOnce(() => {
        throw new StorageFull("Full.");
      });
      expect(gate.commit()).toMatchObject({
        kind: "full",
        posts: [{ entry: { id: "1" } }, { entry: { id: "2" } }],
        refusal: { code: "unavailable" },
      });
      append.mockRestore();
      expect(session.posts).toBe(0);
      expect(Session.restore(session.socket)?.posts).toBe(0);
      expect(gate.admit(post("2"), session, 0)).toEqual({ kind: "accepted", seq: 1 });
      expect(gate.commit()).toMatchObject({ entries: [{ seq: 1, id: "2" }] });
    }));
});

describe("posts that come in one burst", () => {
  it("are stored in one transaction and told in one frame, but for the first", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala" });
    await ala.say("The name is held by now");
    const append = vi.spyOn(Log.prototype, "append");
    for (let i = 0; i < 10; i++) ala.post(`${i}`);
    await ala.untilEntries(11);
    const batches = append.mock.calls.map(([entries]) => entries.length);
    append.mockRestore();
    expect(batches.length).toBeLessThan(5);
    expect(batches[0]).toBe(1);
    expect(ala.all("entries").map(({ entries }) => entries.length)).toEqual([1, ...batches]);
  });

  it("are all refused to their authors if the storage is full, and nobody is told of them", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala" });
    const bob = await Talker.join(room, { name: "Bob" });
    await ala.say("The name is held");
    await bob.say("And this one");
    await sendWhileFull(room, ["a", "b"]);
    const refusals = [await ala.until("refused"), await bob.until("refused")];
    expect(new Set(refusals.map(({ id }) => id))).toEqual(new Set(["a", "b"]));
    expect(refusals.map(({ code }) => code)).toEqual(["unavailable", "unavailable"]);
    const { messages } = await env.ROOMS.getByName(room).history({ before: null, limit: 9 });
    expect(messages.map(({ text }) => text)).toEqual(["The name is held", "And this one", "Fits"]);
    expect(bob.entries).toEqual(messages);
  });

  it("are refused on each link that has carried them", async () => {
    const room = freshRoom();
    const token = freshToken();
    const first = await Talker.join(room, { name: "Ala", token });
    const second = await Talker.join(room, { name: "Ala", token });
    await first.say("The name is held");
    await sendWhileFull(room, ["same", "same"]);
    for (const talker of [first, second]) {
      expect(await talker.until("refused")).toMatchObject({ id: "same", code: "unavailable" });
    }
  });
});
