/** What docs/protocol.md promises to a program, checked from outside by one that has read nothing else. */

import { spawn } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import * as v from "valibot";
import { afterAll, describe, expect, test } from "vitest";
import {
  endAll,
  freshRoom,
  freshSecret,
  Page,
  Report,
  Session,
  site,
  Threads,
  until,
  type Entry,
  type Wish,
} from "./program.ts";
import { startServer } from "../../tools/server.ts";

afterAll(endAll);

async function enter(room: string, name: string): Promise<Session> {
  return Session.open(room, { name });
}

async function alone(wish: Wish = {}): Promise<Session> {
  return Session.open(freshRoom(), { name: "Ala", ...wish });
}

async function page(room: string, query = ""): Promise<v.InferOutput<typeof Page>> {
  const answer = await fetch(`${site()}/rooms/${room}/messages${query}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toContain("application/json");
  return v.parse(Page, await answer.json());
}

async function threads(path: string): Promise<v.InferOutput<typeof Threads>> {
  const answer = await fetch(`${site()}${path}`);
  expect(answer.headers.get("content-type")).toContain("application/json");
  return v.parse(Threads, await answer.json());
}

/** Walks back through the pages of history, as the page says: until one begins with 1. */
async function walk(room: string, limit: number): Promise<Entry[]> {
  const all: Entry[] = [];
  while (all[0]?.seq !== 1) {
    const before = all[0] ? `&before=${all[0].seq}` : "";
    const { messages } = await page(room, `?limit=${limit}${before}`);
    expect(messages.length).toBeGreaterThan(0);
    all.unshift(...messages);
  }
  return all;
}

async function problem(path: string, title: string, init: RequestInit = {}): Promise<number> {
  const answer = await fetch(`${site()}${path}`, init);
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
  const { status } = answer;
  expect(await answer.json()).toMatchObject({ type: "about:blank", status, title });
  return status;
}

/** The code with which a session ends that is opened like this. */
async function endOf(room: string, wish: Wish): Promise<number> {
  return (await new Session(room, wish).closed()).code;
}

const seqs = (entries: readonly Entry[]): number[] => entries.map(({ seq }) => seq);
const oneTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);
const textsOf = (entries: readonly Entry[], id: string): string[] =>
  entries.filter(({ by }) => by.id === id).map(({ text }) => text);

function nothingWrong(...sessions: Session[]): void {
  for (const session of sessions) {
    expect(session.faults).toEqual([]);
    expect(session.again).toEqual([]);
  }
}

describe.concurrent("a room", { timeout: 30_000 }, () => {
  test("keeps five names for who wrote under them and frees those that were only worn", async () => {
    const room = freshRoom();
    const ala = await enter(room, "Ala 1");
    const bob = await enter(room, "Bob");
    const eve = await enter(room, "Eve");
    await ala.post("As Ala 1");
    for (const number of oneTo(6).slice(1)) {
      const name = await ala.rename(`Ala ${number}`);
      expect(await ala.post("Hello")).toMatchObject({ by: { name } });
    }
    await until("both have come", () => eve.names().get(ala.me) && eve.names().get(bob.me));
    ala.close();
    bob.close();
    expect(await eve.refusal({ type: "name", name: "Bob" })).toMatchObject({ code: "name_taken" });
    const gone = (who: Session): boolean => !eve.names().has(who.me);
    await until("both have left", () => gone(ala) && gone(bob));
    expect(await eve.rename("Bob")).toBe("Bob");
    expect(await eve.rename("Ala 6")).toBe("Ala 6");
    for (const number of oneTo(5)) {
      const refused = await eve.refusal({ type: "name", name: `Ala ${number}` });
      expect(refused).toMatchObject({ code: "name_taken" });
    }
    expect((await ala.back({ name: "Ala 3" })).welcome.you.name).toBe("Ala 3");
  });

  test("tells who has come and who has gone, and nothing of who is back soon", async () => {
    const room = freshRoom();
    const eve = await Session.open(room);
    const ala = await enter(room, "Ala");
    const bob = await enter(room, "Bob");
    await until("both have come", () => eve.names().get(ala.me) && eve.names().get(bob.me));
    const presences = () => eve.frames.filter((it) => it.type === "presence");
    expect(presences().at(-1)?.people).toBe(3);
    ala.cut();
    bob.cut();
    await wait(500);
    await ala.back();
    await until("Bob has left", () => !eve.names().has(bob.me));
    await wait(1_000);
    const left = presences().flatMap((it) => it.left);
    expect(left).toEqual([{ id: bob.me, name: "Bob" }]);
    expect(presences().at(-1)?.people).toBe(2);
  });

  test("gives three programs that post 120 messages at once one dense order", async () => {
    const room = freshRoom();
    const all = await Promise.all(["Ala", "Bob", "Cid"].map((name) => enter(room, name)));
    const texts = oneTo(40).map((number) => `Message ${number}`);
    for (const [index, text] of texts.entries()) {
      for (const it of all) it.send({ type: "post", id: `${index}`, after: 0, text });
    }
    for (const it of all) await it.holds(120);
    for (const it of all) {
      expect(seqs(it.held)).toEqual(oneTo(120));
      expect(it.held).toEqual(all[0]?.held);
      expect(textsOf(it.held, it.me)).toEqual(texts);
    }
    nothingWrong(...all);
  });

  test("gives back to who was cut off exactly what they missed", async () => {
    const room = freshRoom();
    const ala = await enter(room, "Ala");
    const bob = await enter(room, "Bob");
    const cid = await enter(room, "Cid");
    const said = { type: "post", id: "unsure", after: 0, text: "Is it stored?" };
    const talk = async (who: Session): Promise<void> => {
      for (const number of oneTo(30)) await who.post(`${number}`);
    };
    const talking = Promise.all([talk(ala), talk(bob)]);
    await cid.holds(10);
    cid.send(said);
    cid.cut();
    await ala.holds(40);
    const back = await cid.back();
    await Promise.all([talking, back.ask(said)]);
    await back.holds(61);
    await ala.holds(61);
    expect(back.welcome).toMatchObject({ resumed: true });
    expect(cid.last).toBeLessThan(40);
    expect(back.held.slice(0, cid.last)).toEqual(cid.held);
    expect(back.held).toEqual(ala.held);
    expect(seqs(back.held)).toEqual(oneTo(61));
    expect(textsOf(ala.held, cid.me)).toEqual([said.text]);
    nothingWrong(ala, bob, cid);
    expect(back.faults).toEqual([]);
    // Nothing came twice but, perhaps, the answer to the post that was sent twice.
    expect(back.again.filter(({ id }) => id !== said.id)).toEqual([]);
  });

  test("stores a post once, however often it is sent", async () => {
    const room = freshRoom();
    const ala = await enter(room, "Ala");
    const bob = await enter(room, "Bob");
    const post = { type: "post", id: "once", after: 0, text: "Hello" };
    const first = await ala.ask(post);
    expect(await ala.ask(post)).toEqual(first);
    expect(await ala.ask({ ...post, text: "Something else" })).toEqual(first);
    ala.cut();
    const back = await ala.back();
    expect(await back.ask(post)).toEqual(first);
    const fresh = await Session.open(room, { secret: ala.secret });
    expect(await fresh.ask(post)).toEqual(first);
    // The id is the author's: another's post with the same id is another post.
    expect(await bob.ask(post)).toMatchObject({ seq: 2, by: { name: "Bob" } });
    await bob.holds(2);
    expect(textsOf((await page(room)).messages, ala.me)).toEqual(["Hello"]);
    nothingWrong(bob);
  });

  test("stores a post once that comes through two sockets at the same time", async () => {
    const ala = await alone();
    const other = await Session.open(ala.room, { secret: ala.secret });
    const post = { type: "post", id: "twice", after: 0, text: "Hello" };
    const [one, two] = await Promise.all([ala.ask(post), other.ask(post)]);
    expect(one).toEqual(two);
    expect((await page(ala.room)).head).toBe(1);
  });

  test("hands out its history in pages that equal what was seen live", async () => {
    const ala = await alone();
    for (const number of oneTo(120)) {
      ala.send({ type: "post", id: `${number}`, after: 0, text: `${number}` });
    }
    await ala.holds(120);
    const { room, held } = ala;
    expect(await walk(room, 7)).toEqual(held);
    expect(await walk(room, 500)).toEqual(held);
    expect(await page(room)).toEqual({ room, epoch: "1", head: 120, messages: held.slice(-50) });
    expect(seqs((await page(room, "?before=3&limit=2")).messages)).toEqual([1, 2]);
    expect((await page(room, "?before=1")).messages).toEqual([]);
    expect((await page(room, "?before=1000000")).messages).toEqual(held.slice(-50));
    const silent = { epoch: "1", head: 0, messages: [] };
    expect(await page(`${room}-silent`)).toEqual({ room: `${room}-silent`, ...silent });
    // And so is a fresh welcome: the last 50.
    const fresh = await Session.open(room);
    expect(fresh.welcome).toMatchObject({ resumed: false, head: 120, messages: held.slice(-50) });
    nothingWrong(ala);
  });

  test("resumes from where the page says, and starts afresh otherwise", async () => {
    const ala = await alone();
    for (const number of oneTo(3)) await ala.post(`${number}`);
    const resume = async (wish: Wish): Promise<number[] | null> => {
      const { welcome } = await Session.open(ala.room, wish);
      return welcome.resumed ? seqs(welcome.entries) : null;
    };
    expect(await resume({ since: 1, epoch: "1" })).toEqual([2, 3]);
    expect(await resume({ since: 3, epoch: "1" })).toEqual([]);
    expect(await resume({ since: 0 })).toEqual([1, 2, 3]);
    expect(await resume({ since: 0, epoch: "another" })).toEqual([1, 2, 3]);
    expect(await resume({ since: 1 })).toBeNull();
    expect(await resume({ since: 1, epoch: "another" })).toBeNull();
    expect(await resume({ since: 4, epoch: "1" })).toBeNull();
    expect(await resume({ since: "9".repeat(15), epoch: "1" })).toBeNull();
  });

  // The page says "at once". The close frame does come at once, but the room leaves the closing
  // handshake unanswered, so that a client learns of it only after about 11 seconds.
  test("closes at once where since is no whole number", async () => {
    const ala = await alone();
    const wrong = ["", "x", "-1", "1.5", "1e3", " 1", "9".repeat(16)];
    const ends = wrong.map((since) => new Session(ala.room, { since }).closed(2_000));
    for (const { code } of await Promise.all(ends)) expect(code).toBe(4400);
  });

  test("resumes over 2,000 entries, and no more", async () => {
    const ala = await alone();
    for (const number of oneTo(2_001)) {
      ala.send({ type: "post", id: `${number}`, after: 0, text: "." });
    }
    await ala.holds(2_001);
    const near = await Session.open(ala.room, { since: 1, epoch: "1" }, ala.held.slice(0, 1));
    expect(near.welcome.resumed).toBe(true);
    expect(near.held).toEqual(ala.held);
    const far = await Session.open(ala.room, { since: 0, epoch: "1" });
    expect(far.welcome.resumed).toBe(false);
    expect(seqs(far.held)).toEqual(oneTo(2_001).slice(-50));
  });

  test("resumes over 1,000,000 code units of text, and no more", async () => {
    const ala = await alone();
    const text = "😀".repeat(4_000);
    for (const number of oneTo(125)) ala.send({ type: "post", id: `${number}`, after: 0, text });
    await ala.holds(125);
    const all = await Session.open(ala.room, { since: 0, epoch: "1" });
    expect(all.welcome.resumed).toBe(true);
    await ala.post(".");
    const more = await Session.open(ala.room, { since: 0, epoch: "1" });
    expect(more.welcome.resumed).toBe(false);
    const fewer = await Session.open(ala.room, { since: 1, epoch: "1" });
    expect(fewer.welcome.resumed).toBe(true);
  });

  test("ends the session of who sends no frame, and goes on for others", async () => {
    const room = freshRoom();
    const bob = await enter(room, "Bob");
    const end = async (frame: string | Buffer): Promise<unknown> => {
      const session = await Session.open(room, { name: "Ala" });
      session.send(frame);
      const { code, reason } = await session.closed();
      return [code, reason];
    };
    const bad = [4400, "bad frame"];
    for (const frame of ["", "{", "Hello", "pong", " ping", "null", "1", '"ping"', "[]"]) {
      expect([frame, await end(frame)]).toEqual([frame, bad]);
    }
    expect(await end(Buffer.from('{"type":"name","name":"Ala"}'))).toEqual(bad);
    expect(await end("x".repeat(65_537))).toEqual([4413, "frame too large"]);
    expect(await bob.post("Still here")).toMatchObject({ seq: 1 });
    nothingWrong(bob);
  });

  test("refuses nine ill-shaped frames, and the tenth ends the session", async () => {
    const ala = await alone();
    const bad = { code: "bad_frame" };
    const shapes = [{}, { type: 1 }, { type: null }, { type: "name" }, { type: "name", name: 1 }];
    for (const shape of shapes) expect(await ala.refusal(shape)).toMatchObject(bad);
    // Types that the room does not know are refused, too, and do not count.
    for (const type of ["edit", "delete", "react", "read", "dance"]) {
      for (const id of ["a", "b"]) expect(await ala.ask({ type, id })).toMatchObject(bad);
    }
    for (const id of ["1", "2", "3", "4"]) {
      expect(await ala.ask({ type: "post", id })).toMatchObject(bad);
    }
    expect(await ala.post("Hello", { colour: "red" })).toMatchObject({ seq: 1 });
    expect(await ala.refusal({ type: "post" })).toMatchObject(bad);
    expect(await ala.closed()).toEqual({ code: 4400, reason: "bad frame" });
    nothingWrong(ala);
  });

  test("refuses a post with a field of a wrong shape", async () => {
    const room = freshRoom();
    const changes = [
      ...["", "a b", "é", "\u007F", "x".repeat(65), 1, undefined].map((id) => ({ id })),
      ...[-1, 0.5, "0", null, undefined].map((after) => ({ after })),
      ...[1, null, undefined].map((text) => ({ text })),
      ...[0, -1, 1.5, "1", null].map((replyTo) => ({ replyTo })),
    ];
    for (const change of changes) {
      const session = await Session.open(room);
      const frame = { type: "post", id: "1", after: 0, text: "Hello", ...change };
      expect([change, await session.refusal(frame)]).toMatchObject([change, { code: "bad_frame" }]);
      session.close();
    }
    expect((await page(room)).head).toBe(0);
  });

  test("answers a text at its limit, past it and without anything visible", async () => {
    const ala = await alone();
    const longest = "😀".repeat(4_000);
    expect(await ala.post(longest)).toMatchObject({ seq: 1, text: longest });
    expect(await ala.post(`${longest}.`)).toMatchObject({ code: "text_too_long" });
    for (const text of ["", " ", "\n\t\u3000", "\u200B\u200D", "\u0000\u0007"]) {
      expect([text, await ala.post(text)]).toMatchObject([text, { code: "text_empty" }]);
    }
    const odd = " <b>\u0000&amp; e\u0301 \r\n ";
    expect(await ala.post(odd)).toMatchObject({ seq: 2, text: odd });
    // Half a pair is the one thing that is not stored as it comes.
    expect(await ala.post("a\uD83Db")).toMatchObject({ seq: 3, text: "a\uFFFDb" });
    const id = "~".repeat(64);
    expect(await ala.post("Hello", { id })).toMatchObject({ seq: 4, id });
    const { messages } = await page(ala.room);
    expect(messages).toEqual(ala.held);
    nothingWrong(ala);
  });

  test("takes a frame of exactly 65,536 code units", async () => {
    const ala = await alone();
    const frame = JSON.stringify({ type: "post", id: "1", after: 0, text: "Hello", padding: "" });
    ala.send(frame.replace('""', `"${"é".repeat(65_536 - frame.length)}"`));
    await ala.holds(1);
    ala.send(frame.replace('""', `"${"é".repeat(65_537 - frame.length)}"`));
    expect(await ala.closed()).toEqual({ code: 4413, reason: "frame too large" });
  });

  test("takes an answer to a message that exists, and refuses one to a later message", async () => {
    const ala = await alone();
    expect(await ala.post("To myself", { replyTo: 1 })).toMatchObject({ code: "not_found" });
    await ala.post("One");
    expect(await ala.post("Two", { replyTo: 1 })).toMatchObject({ seq: 2, replyTo: 1 });
    expect(await ala.post("Three", { replyTo: 3 })).toMatchObject({ code: "not_found" });
    expect(ala.held[0]).not.toHaveProperty("replyTo");
    expect((await page(ala.room)).messages).toEqual(ala.held);
  });

  test("wants a name before it takes a post", async () => {
    const room = freshRoom();
    const cid = await Session.open(room);
    expect(cid.welcome).toMatchObject({ you: { name: null }, sessions: [], people: 1 });
    const bob = await Session.open(room, { name: "Bob" });
    const post = { type: "post", id: "1", after: 0, text: "Hello" };
    expect(await cid.ask(post)).toMatchObject({ code: "name_required", id: "1" });
    // Shape and text are checked before the name.
    expect(await cid.ask({ ...post, text: " " })).toMatchObject({ code: "text_empty" });
    expect(await cid.rename("\t Cid \u00A0the\u3000First\n")).toBe("Cid the First");
    expect(await cid.ask(post)).toMatchObject({ seq: 1, by: { name: "Cid the First" } });
    await until("the name for Bob", () => bob.names().get(cid.me));
    expect(bob.names().get(cid.me)).toBe("Cid the First");
  });

  test("refuses a taken name with a suggestion, in the address and in a frame", async () => {
    const room = freshRoom();
    const ala = await Session.open(room, { name: "Ala" });
    const other = await Session.open(room, { name: "ala" });
    expect(other.welcome.you.name).toBeNull();
    const refused = await until("a refusal", () =>
      other.frames.find((it) => it.type === "refused"),
    );
    expect(refused).toMatchObject({ code: "name_taken" });
    expect(refused).not.toHaveProperty("id");
    for (const name of ["Ala", "ALA", "ＡＬＡ", "A\u200Dla"]) {
      expect(await other.refusal({ type: "name", name })).toMatchObject({ code: "name_taken" });
    }
    const { suggestion } = await other.refusal({ type: "name", name: "Ala" });
    expect(suggestion).toBeTypeOf("string");
    expect(await other.rename(suggestion ?? "")).toBe(suggestion);
    expect(await other.rename("Аla")).toBe("Аla"); // With a Cyrillic letter: another name.
    expect(ala.names().get(ala.me)).not.toBeNull();
  });

  test("refuses a name that is none, and leaves it out of the address", async () => {
    const room = freshRoom();
    const ala = await Session.open(room);
    const code = async (name: string): Promise<string> =>
      (await ala.refusal({ type: "name", name })).code;
    const longest = "😀".repeat(32);
    // More than ten: a name of the right shape never ends a session.
    const none = [
      "",
      " ",
      "\u200D",
      "\u200C",
      "\u00AD",
      "a\u0000",
      "a\u0007b",
      "a\u202Eb",
      "x".repeat(33),
      `${longest}x`,
    ];
    for (const name of [...none, `${" ".repeat(256)}a`]) {
      expect([name, await code(name)]).toEqual([name, "name_invalid"]);
    }
    expect(await ala.rename(`${" ".repeat(255)}a`)).toBe("a");
    expect(await ala.rename(longest)).toBe(longest);
    expect(await ala.rename("e\u0301")).toBe("\u00E9");
    const bob = await Session.open(room, { name: "x".repeat(33) });
    expect(bob.welcome.you.name).toBeNull();
    expect(await bob.post("Hello")).toMatchObject({ code: "name_required" });
    expect(bob.frames.filter((it) => it.type === "refused")).toHaveLength(1);
    expect(ala.end).toBeUndefined();
  });

  test("gives all sockets of one author one name", async () => {
    const ala = await alone();
    const other = await Session.open(ala.room, { secret: ala.secret, name: "Somebody" });
    expect(other.welcome).toMatchObject({ you: { name: "Ala" }, people: 1 });
    expect(other.welcome.sessions).toHaveLength(1);
    expect(await ala.rename("Alice")).toBe("Alice");
    await until("the other's name", () => other.names().get(ala.me) === "Alice");
    expect(await other.post("Hello")).toMatchObject({ by: { name: "Alice" } });
  });

  test("lists its live sessions", async () => {
    const room = freshRoom();
    const before = Date.now();
    const ala = await Session.open(room, { name: "Ala" });
    const bob = await Session.open(room);
    const second = await Session.open(room, { secret: ala.secret });
    await ala.post("One");
    await second.post("Two");
    await ala.post("Three");
    const list = await threads(`/rooms/${room}/threads`);
    expect(list).toMatchObject({ room, threads: 3, people: 2, head: 3 });
    const short = list.sessions.map(({ id, name, posts }) => [id, name, posts]);
    expect(short).toHaveLength(3);
    const expected = [
      [ala.me, "Ala", 2],
      [bob.me, null, 0],
      [ala.me, "Ala", 1],
    ];
    expect(short).toEqual(expect.arrayContaining(expected));
    for (const { since, lastSeen } of list.sessions) {
      expect(since).toBeGreaterThanOrEqual(before);
      expect(lastSeen).toBeGreaterThanOrEqual(since);
      expect(lastSeen).toBeLessThanOrEqual(Date.now());
    }
    const pinged = Date.now();
    bob.send("ping");
    await until("a pong", () => bob.pongs > 0);
    const seen = (await threads(`/rooms/${room}/threads`)).sessions;
    expect(seen.find(({ id }) => id === bob.me)?.lastSeen).toBeGreaterThanOrEqual(pinged);
    bob.close();
    await bob.closed();
    expect((await threads(`/rooms/${room}/threads`)).threads).toBe(2);
    expect((await threads("/threads")).room).toBe("lobby");
    const accept = { headers: { Accept: "text/html" } };
    const people = await fetch(`${site()}/rooms/${room}/threads`, accept);
    expect(people.headers.get("content-type")).toContain("text/html");
  });

  test("reports its live sessions to a board", async () => {
    const room = freshRoom();
    const ala = await Session.open(room, { name: "Ala" });
    await ala.post("Before");
    const reports: v.InferOutput<typeof Report>[] = [];
    const url = `${site().replace("http", "ws")}/rooms/${room}/threads/socket`;
    const board = new WebSocket(url, "gatehouse.v1");
    board.addEventListener("message", ({ data }) => {
      reports.push(v.parse(Report, JSON.parse(String(data))));
    });
    const first = await until("a first report", () => reports[0]);
    expect(first).toMatchObject({ room, threads: 1, people: 1, head: 1 });
    const { from, messages } = first.pulse!;
    expect(from % 5_000).toBe(0);
    expect(messages).toHaveLength(60);
    expect(messages.reduce((sum, count) => sum + count)).toBe(1);

    await ala.post("After", { rtt: 45 });
    const second = await until("a report of the post", () =>
      reports.find(({ head }) => head === 2),
    );
    expect(second.sessions).toMatchObject([{ id: ala.me, name: "Ala", posts: 2, rtt: 45 }]);
    expect(second.pulse).toBeUndefined();
    expect((await threads(`/rooms/${room}/threads`)).sessions[0]?.rtt).toBe(45);
    expect(
      await ala.ask({ type: "post", id: "a", after: 0, text: "a", rtt: 60_001 }),
    ).toMatchObject({
      code: "bad_frame",
    });
    let end: number | null = null;
    board.addEventListener("close", ({ code }) => (end = code));
    board.send("Hello");
    expect(await until("the end of the board", () => end)).toBe(4400);
    nothingWrong(ala);
  });

  test("answers a ping of a session that has no name, and closes as it is told to", async () => {
    const session = await Session.open(freshRoom());
    session.send("ping");
    await until("a pong", () => session.pongs > 0);
    session.close(4123);
    expect((await session.closed()).code).toBe(4123);
    const other = await Session.open(session.room);
    other.close();
    expect((await other.closed()).code).toBeOneOf([1000, 1005]);
    nothingWrong(session);
  });

  test("lets an author open ten sockets, and the eleventh ends the oldest", async () => {
    const ala = await alone();
    const { room, secret } = ala;
    const more: Session[] = [];
    for (const _ of oneTo(9)) more.push(await Session.open(room, { secret }));
    expect(await ala.post("Ten")).toMatchObject({ seq: 1 });
    await Session.open(room, { secret });
    expect(await ala.closed()).toEqual({ code: 4409, reason: "replaced by a newer session" });
    expect(more.filter(({ end }) => end)).toEqual([]);
  });
});

describe.concurrent("the upgrade", () => {
  test("speaks gatehouse.v1 to who offers it or nothing", async () => {
    const room = freshRoom();
    const both = await Session.open(room, { protocols: ["gatehouse.v2", "gatehouse.v1"] });
    expect(both.protocol).toBe("gatehouse.v1");
    const none = await Session.open(room, { protocols: [] });
    expect(none.protocol).toBe("");
    expect(await endOf(room, { protocols: ["gatehouse.v2"] })).toBe(4406);
  });

  test("closes with a reason where the room's name is none", async () => {
    expect((await Session.open(`a${randomUUID()}-${"z".repeat(26)}`)).me).toBeTypeOf("string");
    for (const room of ["Garden", "-garden", "gar_den", "g%20", "x".repeat(65)]) {
      const end = await new Session(room).closed();
      expect([room, end]).toEqual([room, { code: 4404, reason: "no such room" }]);
    }
  });

  test("knows an author by a secret of 22 to 128 characters", async () => {
    const room = freshRoom();
    const sign = (secret: string): Wish => ({ headers: { Authorization: `Bearer ${secret}` } });
    for (const secret of [freshSecret(), "a.b_c~d+e/f=-".repeat(9).padEnd(128, "x")]) {
      const digest = createHash("sha256").update(secret).digest().subarray(0, 12);
      const session = await Session.open(room, sign(secret));
      expect(session.me).toBe(digest.toString("base64url"));
      expect(session.cookie).toBeUndefined();
    }
    for (const secret of ["x".repeat(21), "x".repeat(129), "x".repeat(22).replace("x", "!")]) {
      expect([secret, await endOf(room, sign(secret))]).toEqual([secret, 4401]);
    }
  });

  test("gives a visitor without a secret a cookie that is one", async () => {
    const room = freshRoom();
    const visitor = await Session.open(room, { headers: {} });
    const [cookie = ""] = visitor.cookie?.split(";") ?? [];
    expect(cookie).toMatch(/^gatehouse=[\w.~+/=-]{22,128}$/);
    expect(visitor.cookie).toMatch(/; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/);
    const again = await Session.open(room, { headers: { Cookie: cookie } });
    expect(again.me).toBe(visitor.me);
    const basic = { Authorization: "Basic QWxhOmE=", Cookie: `a=b; ${cookie}` };
    expect((await Session.open(room, { headers: basic })).me).toBe(visitor.me);
    const secret = freshSecret();
    const both = { Authorization: `Bearer ${secret}`, Cookie: cookie };
    const bearer = await Session.open(room, { headers: both });
    expect(bearer.me).toBe((await Session.open(room, { secret })).me);
    const bad = await Session.open(room, { headers: { Cookie: "gatehouse=short" } });
    expect(bad.cookie).toContain("gatehouse=");
    const first = await fetch(`${site()}/rooms/${room}`);
    expect(first.headers.get("set-cookie")).toContain("gatehouse=");
  });

  test("lets in the pages of its own site only", async () => {
    const room = freshRoom();
    expect((await Session.open(room, { headers: { Origin: site() } })).welcome.room).toBe(room);
    const port = Number(new URL(site()).port);
    const others = ["https://example.com", "null", `http://localhost:${port + 1}`];
    for (const Origin of others) {
      expect([Origin, await endOf(room, { headers: { Origin } })]).toEqual([Origin, 4403]);
    }
  });

  // The page says "scheme, host and port". The room lets in the same host and port over https.
});

describe.concurrent("HTTP", () => {
  test("tells that the server is healthy", async () => {
    const answer = await fetch(`${site()}/healthz`);
    expect(await answer.json()).toEqual({ status: "ok", protocol: 1 });
  });

  test("answers what it does not serve with a problem document", async () => {
    const room = `/rooms/${freshRoom()}`;
    for (const path of ["/nothing", "/rooms", "/rooms/", `${room}/`, `${room}/x`, "/threads/"]) {
      expect([path, await problem(path, "Not found")]).toEqual([path, 404]);
    }
    for (const path of ["", "/messages", "/threads"]) {
      expect(await problem(`/rooms/No${path}`, "No such room")).toBe(404);
    }
    expect(await problem(`${room}/socket`, "Upgrade required")).toBe(426);
    for (const method of ["POST", "DELETE", "OPTIONS"]) {
      for (const path of ["/", `${room}/messages`, `${room}/socket`]) {
        expect([path, await problem(path, "Method not allowed", { method })]).toEqual([path, 405]);
      }
    }
    for (const path of ["/", room, `${room}/messages`, `${room}/threads`, "/healthz"]) {
      const answer = await fetch(`${site()}${path}`, { method: "HEAD" });
      expect([path, answer.status, await answer.text()]).toEqual([path, 200, ""]);
    }
  });

  test("takes numbers within their range for a page of history only", async () => {
    const room = freshRoom();
    await page(room, "?limit=1&before=1");
    await page(room, "?limit=500");
    const limits = ["0", "501", "-1", "1.5", "x", "", "1e2"].map((limit) => `limit=${limit}`);
    const befores = ["0", "-1", "1.5", "x", ""].map((before) => `before=${before}`);
    for (const query of [...limits, ...befores]) {
      const path = `/rooms/${room}/messages?${query}`;
      expect([query, await problem(path, "No such page")]).toEqual([query, 400]);
    }
  });
});

/** Those of other tests have a bucket that never empties: this one has the page's own numbers. */
test.concurrent("a bucket of 20 tokens fills at 5 a second, and who takes no notice is closed", async () => {
  const server = await startServer();
  try {
    const began = Date.now();
    const ala = await alone({ site: server.url });
    expect(ala.welcome.limits).toEqual({
      text: 4_000,
      name: 32,
      frame: 65_536,
      postsPerSecond: 5,
      postsBurst: 20,
    });
    // The name in the address has taken one token of the twenty, and a ping takes none.
    const answers = oneTo(40).map((number) => {
      ala.send("ping");
      return ala.ask({ type: "post", id: `${number}`, after: 0, text: "Hello" });
    });
    const stored = (await Promise.all(answers)).filter((it) => "seq" in it).length;
    expect(stored).toBeGreaterThanOrEqual(19);
    expect(stored).toBeLessThanOrEqual(19 + Math.ceil((Date.now() - began) / 200));
    const late = await answers.at(-1);
    expect(late).toMatchObject({ code: "rate_limited", id: "40" });
    const retryAfter = late && "code" in late ? (late.retryAfter ?? 0) : 0;
    expect(retryAfter).toBeGreaterThan(0);
    expect(retryAfter).toBeLessThanOrEqual(200);
    await wait(retryAfter);
    expect(await ala.post("Hello", { id: "40" })).toMatchObject({ seq: stored + 1 });
    // Whatever else is wrong with a frame: without a token it is too hasty first of all.
    for (const _ of oneTo(250)) ala.send({ type: "dance" });
    expect(await ala.closed()).toEqual({ code: 4429, reason: "too fast" });
    expect(ala.frames.at(-1)).toMatchObject({ type: "refused", code: "rate_limited" });
    const back = await ala.back();
    expect(back.welcome).toMatchObject({ resumed: true, entries: [] });
    nothingWrong(ala);
  } finally {
    await server.stop();
  }
});

test.concurrent("the client of the page talks as it stands there", async () => {
  const text = await readFile(new URL("../../docs/protocol.md", import.meta.url), "utf8");
  const source = /```js\n(.*?)```/s.exec(text)?.[1];
  if (source === undefined) throw new Error("The page has no client.");
  const cwd = await mkdtemp(join(tmpdir(), "gatehouse-"));
  await writeFile(join(cwd, "chat.mjs"), source);
  const room = freshRoom();
  const child = spawn(process.execPath, ["chat.mjs", site(), room, "Ala"], { cwd });
  try {
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    const bob = await Session.open(room, { name: "Bob" });
    child.stdin.write("One\nTwo\nThree\n");
    await bob.holds(3);
    await bob.post("Four");
    const shown = "1 Ala: One\n2 Ala: Two\n3 Ala: Three\n4 Bob: Four\n";
    await until("what it shows", () => output.length >= shown.length);
    expect(output).toBe(shown);
    nothingWrong(bob);
  } finally {
    child.kill();
    await rm(cwd, { recursive: true, force: true });
  }
});
