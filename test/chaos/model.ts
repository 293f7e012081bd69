/** A room and its clients without a runtime: real parts, and a network of two queues for each client. */

import { vi } from "vitest";
import { decodeServerFrame } from "../../src/protocol/answers.ts";
import type { AnyEntry, Entry } from "../../src/protocol/frames.ts";
import { Outbox } from "../../src/client/outbox.ts";
import type { RoomState } from "../../src/client/state.ts";
import { fromPage, receive } from "../../src/client/store.ts";
import { Announcer } from "../../src/room/announcer.ts";
import { Boards } from "../../src/room/boards.ts";
import { Broadcast } from "../../src/room/broadcast.ts";
import { Gate } from "../../src/room/gate.ts";
import { Log } from "../../src/room/log.ts";
import { Names } from "../../src/room/names.ts";
import { Presence } from "../../src/room/presence.ts";
import { Receiver } from "../../src/room/receiver.ts";
import { Session } from "../../src/room/session.ts";
import { Sessions } from "../../src/room/sessions.ts";
import { fullBucket, type Rate } from "../../src/room/throttle.ts";
import { Typing } from "../../src/room/typing.ts";
import { welcome } from "../../src/room/welcome.ts";
import { FakeStorage } from "./storage.ts";

/** Something that happens. `up` and `down` deliver one frame of a client's connection. */
export type Step =
  | { readonly do: "write" | "connect" | "up" | "down"; readonly client: number }
  /** The connection ends: what was on its way is lost, or still reaches the room. */
  | { readonly do: "cut" | "lateCut"; readonly client: number }
  /** A frame for a client is lost. As its connection cannot live on for long, it ends in the end. */
  | { readonly do: "lose"; readonly client: number }
  /** The room does what it has put off. */
  | { readonly do: "elapse" }
  /** The room loses its memory and keeps its sockets, if it may sleep; or loses both. */
  | { readonly do: "sleep" | "crash" }
  /** The turn of the next post fails, before its write or after it. */
  | { readonly do: "fail"; readonly moment: "before" | "after" };

/** So low that posts are refused now and then, and have to wait. */
const RATE: Rate = { perSecond: 50, burst: 3 };

/** Milliseconds that pass with each step. */
const TICK = 5;

/** Steps in which everything must have come to rest. */
const PATIENCE = 10_000;

/** One connection: what is on its way in both directions. */
interface Line {
  readonly socket: WebSocket;
  up: string[];
  down: string[];
  /** Whether it has lost something. */
  broken: boolean;
}

/** A page without a page, put together as `src/client/main.tsx` is. */
class Page {
  readonly author: string;
  readonly outbox: Outbox;
  readonly written: string[] = [];
  readonly acknowledged: { readonly id: string; readonly seq: number }[] = [];
  room: RoomState = fromPage({ room: "model", epoch: "1", head: 0, messages: [] });
  line: Line | null = null;

  constructor(author: string) {
    this.author = author;
    this.outbox = new Outbox(
      (frame) => this.line?.up.push(JSON.stringify(frame)),
      () => {},
    );
  }

  write(): void {
    // Two clients choose the same ids: an id is its author's own.
    const id = `post-${this.written.length + 1}`;
    this.written.push(id);
    this.outbox.add({ id, text: id, after: this.room.head, at: 0 });
  }

  /** Takes a frame in, and tells whether the connection may go on. */
  receive(text: string): boolean {
    const frame = decodeServerFrame(text);
    if (!frame) throw new Error(`The room sent what the protocol does not know: ${text}`);
    const room = receive(this.room, frame);
    if (room === null) return false;
    this.room = room;
    switch (frame.type) {
      case "welcome":
        this.#acknowledge(frame.resumed ? frame.entries : frame.messages);
        this.outbox.open();
        break;
      case "entries":
        this.#acknowledge(frame.entries);
        break;
      case "refused":
        if (frame.id !== undefined) this.outbox.refused(frame.id, frame.code, frame.retryAfter);
        break;
      case "presence":
      case "roster":
      case "typing":
    }
    return true;
  }

  #acknowledge(entries: readonly AnyEntry[]): void {
    for (const entry of entries) {
      if (entry.kind !== "message" || entry.by.id !== this.author) continue;
      const { length } = this.outbox.posts;
      this.outbox.stored(entry.id);
      if (this.outbox.posts.length < length) {
        this.acknowledged.push({ id: entry.id, seq: entry.seq });
      }
    }
  }
}

/** A turn that fails because a step says so. */
class Failure extends Error {}

/** What a room keeps in memory. */
interface Awake {
  readonly log: Log;
  readonly sessions: Sessions;
  readonly presence: Presence;
  readonly gate: Gate;
  readonly receiver: Receiver;
}

export class Model {
  readonly clients: readonly Page[];
  readonly #storage = new FakeStorage();
  readonly #lines = new Map<WebSocket, Line>();
  #awake: Awake;
  #failing: "before" | "after" | null = null;
  /** What the room's timers will do. A room that has timers does not sleep. */
  #timers: (() => void)[] = [];
  /** What a turn has sent, kept back until its writes are safe. */
  #gated: (() => void)[] = [];

  constructor(clients: number) {
    this.clients = Array.from({ length: clients }, (_, i) => new Page(`author-${i}`));
    this.#awake = this.#wake();
  }

  /** The whole log, as it is stored. */
  get log(): Entry[] {
    return new Log(this.#storage.storage).page(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  }

  async take(step: Step): Promise<void> {
    await this.#pass();
    switch (step.do) {
      case "write":
        return this.#page(step.client).write();
      case "connect":
        return this.#connect(this.#page(step.client));
      case "up":
        return this.#up(this.#page(step.client).line);
      case "down":
        return this.#down(this.#page(step.client));
      case "cut":
        return this.#cut(this.#page(step.client));
      case "lateCut":
        return this.#cutLate(this.#page(step.client));
      case "lose":
        return this.#lose(this.#page(step.client).line);
      case "elapse":
        return this.#elapse();
      case "sleep":
        if (this.#timers.length === 0) this.#awake = this.#wake();
        return;
      case "crash":
        return this.#crash();
      case "fail":
        this.#failing = step.moment;
    }
  }

  /** Lets everything arrive that is still on its way. */
  async settle(): Promise<void> {
    this.#failing = null;
    for (const page of this.clients) if (page.line?.broken === true) this.#cut(page);
    for (let i = 0; i < PATIENCE; i++) {
      await this.#pass();
      let moved = this.#timers.length > 0;
      this.#elapse();
      for (const page of this.clients) {
        if (!page.line) this.#connect(page);
        moved ||= page.outbox.posts.length > 0 || page.line?.up.length !== 0;
        moved ||= page.line?.down.length !== 0;
        this.#up(page.line);
        this.#down(page);
      }
      if (!moved) return;
    }
    throw new Error("The model does not come to rest.");
  }

  #page(client: number): Page {
    const page = this.clients[client];
    if (!page) throw new Error(`There is no client ${client}.`);
    return page;
  }

  /** A little time, in which what was put off is done: an outbox waits for its shelf. */
  async #pass(): Promise<void> {
    await vi.advanceTimersByTimeAsync(TICK);
  }

  /** What the room's constructor does: nothing but the log and the sockets is left. */
  #wake(): Awake {
    const sockets = Array.from(this.#lines.keys());
    const log = new Log(this.#storage.storage);
    const sessions = new Sessions(sockets, () => Date.now());
    const presence = new Presence(sessions.people(Date.now()));
    const gate = new Gate(log, new Names(log, sessions, presence), RATE);
    this.#timers = [];
    const later = (_: number, task: () => void): number => this.#timers.push(task);
    // Nobody is slow here, nobody watches, and whoever comes and goes is not told of.
    const never = (): never => {
      throw new Error("The model has no use for this.");
    };
    const commit = (): readonly Entry[] => receiver.commit();
    const parts = {
      log,
      gate,
      presence,
      announcer: new Announcer(presence, sessions, never, never),
      broadcast: new Broadcast(sessions, later, commit, never),
      typing: new Typing(sessions, never),
      boards: new Boards([], never, never),
    };
    const receiver = new Receiver(parts, never);
    return { log, sessions, presence, gate, receiver };
  }

  #connect(page: Page): void {
    if (page.line) return;
    const line: Line = {
      socket: this.#socket((text) => line.down.push(text)),
      up: [],
      down: [],
      broken: false,
    };
    this.#lines.set(line.socket, line);
    page.line = line;
    const place = { since: page.room.head, epoch: page.room.epoch };
    this.#turn(() => {
      const { log, sessions, presence, gate } = this.#awake;
      const bucket = fullBucket(RATE, Date.now());
      const session = Session.open(line.socket, page.author, bucket, Date.now());
      gate.enter(session, `Name of ${page.author}`, Date.now());
      sessions.add(session);
      session.welcome(welcome({ room: "model", session, place, log, presence, rate: RATE }));
    });
  }

  /** A socket whose frames leave when the turn is over, and whose attachment outlives the memory. */
  #socket(deliver: (text: string) => void): WebSocket {
    let attachment = "null";
    return Object.assign(Object.create(null), {
      send: (text: string) => this.#gated.push(() => deliver(text)),
      close: () => {},
      serializeAttachment: (value: unknown) => (attachment = JSON.stringify(value)),
      deserializeAttachment: () => JSON.parse(attachment),
    });
  }

  #up(line: Line | null): void {
    const text = line?.up.shift();
    if (!line || text === undefined) return;
    this.#turn(() => this.#receive(line.socket, text));
  }

  #receive(socket: WebSocket, text: string): void {
    const { sessions, receiver } = this.#awake;
    const session = sessions.get(socket);
    if (!session) return;
    const moment = this.#failing;
    this.#failing = null;
    if (moment === "before") throw new Failure("Before the write.");
    receiver.receive(session, text);
    session.save();
    if (moment === "after") throw new Failure("After the write.");
  }

  #down(page: Page): void {
    const text = page.line?.down.shift();
    if (text !== undefined && !page.receive(text)) this.#cut(page);
  }

  #lose(line: Line | null): void {
    if (line?.down.shift() !== undefined) line.broken = true;
  }

  #cut(page: Page): void {
    if (!page.line) return;
    this.#forget(page.line);
    page.line = null;
    page.outbox.close();
  }

  /** The client is already gone and comes back; the room still reads what it had sent. */
  #cutLate(page: Page): void {
    const { line } = page;
    if (!line) return;
    page.line = null;
    page.outbox.close();
    this.#connect(page);
    while (line.up.length > 0 && this.#lines.has(line.socket)) this.#up(line);
    this.#forget(line);
  }

  #forget({ socket }: Line): void {
    this.#lines.delete(socket);
    const session = this.#awake.sessions.get(socket);
    if (session) this.#awake.sessions.remove(session);
  }

  /** What the room has put off is done. */
  #elapse(): void {
    for (const task of this.#timers.splice(0)) this.#turn(task);
  }

  #crash(): void {
    for (const page of this.clients) this.#cut(page);
    this.#lines.clear();
    this.#awake = this.#wake();
  }

  /** What the room does with a turn that throws: it is reset, with all that the turn has done. */
  #turn(work: () => void): void {
    this.#gated = [];
    try {
      this.#storage.turn(work);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#gated = [];
      this.#crash();
      return;
    }
    for (const leave of this.#gated) leave();
  }
}
