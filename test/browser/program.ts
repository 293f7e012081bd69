/**
 * A program that takes part in a room. It is written from docs/protocol.md alone and shares no code
 * with the server, so what the two agree on is what the page says.
 */

import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import * as v from "valibot";
import { inject } from "vitest";
import { WebSocket } from "ws";

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Person = v.object({ id: v.pipe(v.string(), v.length(16)), name: v.nullable(v.string()) });
const Entry = v.object({
  seq: v.pipe(Count, v.minValue(1)),
  at: Count,
  kind: v.literal("message"),
  by: v.object({ id: v.string(), name: v.string() }),
  id: v.string(),
  text: v.string(),
  replyTo: v.exactOptional(Count),
});
const welcome = {
  type: v.literal("welcome"),
  protocol: v.literal(1),
  room: v.string(),
  epoch: v.string(),
  head: Count,
  you: Person,
  sessions: v.array(v.object({ id: v.string(), name: v.string() })),
  people: Count,
  limits: v.object({
    text: Count,
    name: Count,
    frame: Count,
    postsPerSecond: Count,
    postsBurst: Count,
  }),
};
const Welcome = v.variant("resumed", [
  v.object({ ...welcome, resumed: v.literal(true), entries: v.array(Entry) }),
  v.object({ ...welcome, resumed: v.literal(false), messages: v.array(Entry) }),
]);
const Refused = v.object({
  type: v.literal("refused"),
  id: v.exactOptional(v.string()),
  code: v.string(),
  message: v.string(),
  retryAfter: v.exactOptional(Count),
  suggestion: v.exactOptional(v.string()),
});
const Frame = v.variant("type", [
  Welcome,
  Refused,
  v.object({ type: v.literal("entries"), entries: v.pipe(v.array(Entry), v.minLength(1)) }),
  v.object({
    type: v.literal("presence"),
    joined: v.array(Person),
    left: v.array(Person),
    people: Count,
  }),
]);
export const Page = v.object({
  room: v.string(),
  epoch: v.string(),
  head: Count,
  messages: v.array(Entry),
});
const threads = {
  room: v.string(),
  now: v.exactOptional(Count),
  threads: Count,
  people: Count,
  head: Count,
  sessions: v.array(
    v.object({
      ...Person.entries,
      since: Count,
      lastSeen: Count,
      lastFrame: v.exactOptional(Count),
      posts: v.number(),
      rtt: v.exactOptional(Count),
    }),
  ),
};
export const Threads = v.object(threads);
export const Report = v.object({
  ...threads,
  type: v.literal("threads"),
  pulse: v.exactOptional(v.object({ from: Count, messages: v.array(Count) })),
});

export type Entry = v.InferOutput<typeof Entry>;
export type Refused = v.InferOutput<typeof Refused>;
export type Frame = v.InferOutput<typeof Frame>;

/** What a session may be opened with. Without `headers` it sends its secret as a bearer token. */
export interface Wish {
  readonly site?: string;
  readonly secret?: string;
  readonly name?: string;
  readonly since?: number | string;
  readonly epoch?: string;
  readonly protocols?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** Milliseconds after which what a program waits for is not coming. */
const PATIENCE = 10_000;

const opened = new Set<Session>();

/** The address of the server that all tests share. */
export const site = (): string => `http://localhost:${inject("port")}`;

export const freshRoom = (): string => `wire-${randomUUID().slice(0, 13)}`;

export const freshSecret = (): string => randomBytes(16).toString("base64url");

/** Ends what the tests have left open. */
export function endAll(): void {
  for (const session of opened) session.cut();
}

/** Waits until `look` finds something. It looks often rather than listening: that is simpler. */
export async function until<T>(
  what: string,
  look: () => T | false | null | undefined,
  patience = PATIENCE,
): Promise<T> {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    const found = look();
    if (found !== undefined && found !== null && found !== false) return found;
    await wait(2);
  }
  throw new Error(`It did not come: ${what}.`);
}

/** One socket, and the log as its program holds it. */
export class Session {
  readonly room: string;
  readonly wish: Wish;
  readonly secret: string;
  /** Everything that has come, in order. */
  readonly frames: Frame[] = [];
  /** The entries without a hole and without a double, those of earlier sessions included. */
  readonly held: Entry[];
  /** Entries that were held already when they came. */
  readonly again: Entry[] = [];
  /** What the room did wrong by the page; a test expects it to stay empty. */
  readonly faults: unknown[] = [];
  pongs = 0;
  /** The header `Set-Cookie` of the answer 101. */
  cookie: string | undefined;
  end: { readonly code: number; readonly reason: string } | undefined;
  readonly #socket: WebSocket;

  constructor(room: string, wish: Wish = {}, held: readonly Entry[] = []) {
    this.room = room;
    this.wish = wish;
    this.secret = wish.secret ?? freshSecret();
    this.held = [...held];
    const { since, epoch, name } = wish;
    const url = new URL(`/rooms/${room}/socket`, wish.site ?? site());
    for (const [key, value] of Object.entries({ since, epoch, name })) {
      if (value !== undefined) url.searchParams.set(key, `${value}`);
    }
    const headers = wish.headers ?? { Authorization: `Bearer ${this.secret}` };
    this.#socket = new WebSocket(url, [...(wish.protocols ?? ["gatehouse.v1"])], { headers });
    this.#socket.on("upgrade", (answer) => (this.cookie = answer.headers["set-cookie"]?.join()));
    this.#socket.on("message", (data: Buffer) => this.#receive(data.toString()));
    this.#socket.on("error", (error) => this.faults.push(error));
    this.#socket.on("close", (code, reason) => (this.end = { code, reason: reason.toString() }));
    opened.add(this);
  }

  /** Opens a session and waits for its welcome. */
  static async open(room: string, wish: Wish = {}, held: readonly Entry[] = []): Promise<Session> {
    const session = new Session(room, wish, held);
    await until("a welcome", () => session.frames[0] ?? session.end);
    if (session.end) throw new Error(`Closed: ${session.end.code} ${session.faults.join()}`);
    return session;
  }

  /** A new session of the same author, from the place that this one had reached. */
  async back(wish: Wish = {}): Promise<Session> {
    const { room, secret, held } = this;
    const place = { since: this.last, epoch: this.welcome.epoch };
    return Session.open(room, { ...this.wish, secret, ...place, ...wish }, held);
  }

  get welcome(): v.InferOutput<typeof Welcome> {
    const first = this.frames[0];
    if (first?.type !== "welcome") throw new Error("The first frame was no welcome.");
    return first;
  }

  get me(): string {
    return this.welcome.you.id;
  }

  get protocol(): string {
    return this.#socket.protocol;
  }

  get last(): number {
    return this.held.at(-1)?.seq ?? 0;
  }

  /** Sends texts and bytes as they are and anything else as JSON. */
  send(frame: unknown): void {
    const raw = typeof frame === "string" || Buffer.isBuffer(frame);
    this.#socket.send(raw ? frame : JSON.stringify(frame));
  }

  /** Sends a post and waits for its entry or its refusal. */
  async post(text: unknown, more: Readonly<Record<string, unknown>> = {}) {
    const id = randomUUID();
    return this.ask({ type: "post", id, after: this.last, text, ...more });
  }

  /** Sends a frame and waits for the entry or the refusal that has its `id`. */
  async ask(frame: Readonly<Record<string, unknown>>): Promise<Entry | Refused> {
    return this.#answer(frame, (it) => {
      if (it.type === "refused" && it.id === frame.id) return it;
      if (it.type !== "entries") return;
      return it.entries.find(({ by, id }) => by.id === this.me && id === frame.id);
    });
  }

  /** Sends a frame that will be refused, and waits for that. */
  async refusal(frame: unknown): Promise<Refused> {
    return this.#answer(frame, (it) => (it.type === "refused" ? it : undefined));
  }

  /** Asks for another name than before and waits until it is granted: answers its canonical form. */
  async rename(name: string): Promise<string> {
    const old = this.names().get(this.me);
    this.send({ type: "name", name });
    return until(`the name ${name}`, () => {
      const now = this.names().get(this.me);
      return now !== old && now;
    });
  }

  /** Who is here, by public id: the welcome, and then each presence applied to it. */
  names(): Map<string, string | null> {
    const here = new Map<string, string | null>();
    for (const it of this.frames) {
      if (it.type === "welcome") for (const { id, name } of it.sessions) here.set(id, name);
      if (it.type !== "presence") continue;
      for (const { id, name } of it.joined) here.set(id, name);
      for (const { id } of it.left) here.delete(id);
    }
    return here;
  }

  async holds(seq: number): Promise<void> {
    await until(`message ${seq} (last: ${this.last})`, () => this.last >= seq);
  }

  async closed(patience = PATIENCE) {
    return until("the end of the session", () => this.end, patience);
  }

  close(code?: number): void {
    this.#socket.close(code);
  }

  /** Drops the connection as a dead network does: without a word. */
  cut(): void {
    this.#socket.terminate();
  }

  /** Sends a frame and waits for the first one after it in which `find` finds its answer. */
  async #answer<T>(frame: unknown, find: (it: Frame) => T | undefined): Promise<T> {
    const from = this.frames.length;
    this.send(frame);
    return until(`an answer to ${JSON.stringify(frame).slice(0, 99)}`, () => {
      for (const it of this.frames.slice(from)) {
        const found = find(it);
        if (found !== undefined) return found;
      }
    });
  }

  #receive(data: string): void {
    if (data === "pong") {
      this.pongs += 1;
      return;
    }
    try {
      const frame = v.parse(Frame, JSON.parse(data));
      this.frames.push(frame);
      if (frame.type === "welcome") this.#start(frame);
      if (frame.type === "entries") for (const entry of frame.entries) this.#take(entry);
    } catch (error) {
      this.faults.push(error, data);
    }
  }

  #start(frame: v.InferOutput<typeof Welcome>): void {
    if (frame.resumed) {
      for (const entry of frame.entries) this.#take(entry);
    } else {
      this.held.splice(0, this.held.length, ...frame.messages);
    }
    if (this.last !== frame.head) this.faults.push("The welcome does not end at the head.");
  }

  #take(entry: Entry): void {
    if (entry.seq <= this.last) this.again.push(entry);
    else if (entry.seq === this.last + 1) this.held.push(entry);
    else this.faults.push(`A hole between ${this.last} and ${entry.seq}.`);
  }
}
