/**
 * A room: one Durable Object, woken by a socket's event and asleep while nobody speaks. Each handler
 * is one synchronous turn. Between two turns the object may have slept, so all it relies on is the
 * log and what is attached to the sockets.
 */

import { DurableObject } from "cloudflare:workers";
import { answerTo, CLOSE, type Close } from "../protocol/close.ts";
import { decodeClientFrame, decodeJoin, type PageRequest } from "../protocol/decode.ts";
import {
  PING,
  PONG,
  type ClientFrame,
  type History,
  type NameFrame,
  type Person,
  type PostFrame,
  type Threads,
} from "../protocol/frames.ts";
import { LIMITS } from "../protocol/limits.ts";
import { REFUSALS } from "../protocol/refusal.ts";
import { Broadcast } from "./broadcast.ts";
import { positiveNumber, type RoomEnv } from "./env.ts";
import { Gate } from "./gate.ts";
import { EPOCH, Log } from "./log.ts";
import { Names } from "./names.ts";
import { Presence } from "./presence.ts";
import { Session } from "./session.ts";
import { fullBucket, type Rate } from "./throttle.ts";
import type { Refusal } from "./verdict.ts";
import { welcome } from "./welcome.ts";

/** The headers in which the worker tells the room what it has found out about an upgrade. */
export const AUTHOR_HEADER = "Gatehouse-Author";
export const ROOM_HEADER = "Gatehouse-Room";

/** Milliseconds in which arrivals are told together: short for a person, long for a crowd. */
const PRESENCE_WINDOW = 100;

export class Room extends DurableObject<RoomEnv> {
  readonly #rate: Rate;
  readonly #sessions: Map<WebSocket, Session>;
  readonly #log: Log;
  readonly #gate: Gate;
  readonly #presence: Presence;
  readonly #broadcast: Broadcast;
  #presenceTimer: number | null = null;
  #presenceAt = Infinity;

  constructor(ctx: DurableObjectState, env: RoomEnv) {
    super(ctx, env);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
    this.#rate = {
      perSecond: positiveNumber(env, "POSTS_PER_SECOND"),
      burst: positiveNumber(env, "POSTS_BURST"),
    };
    this.#sessions = new Map(ctx.getWebSockets().map((it) => [it, Session.restore(it)]));
    this.#log = new Log(ctx.storage);
    this.#gate = new Gate(this.#log, new Names(this.#log, this.#sessions), this.#rate);
    this.#presence = new Presence(this.#people());
    this.#broadcast = new Broadcast(this.#sessions, (ms, task) => this.#later(ms, task));
  }

  /** Takes a socket in. The worker has checked the request and added the two headers. */
  override fetch(request: Request): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    this.#turn(() => this.#enter(server, request));
    return new Response(null, { status: 101, webSocket: client });
  }

  override webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): void {
    this.#turn(() => {
      const session = this.#sessions.get(socket);
      if (session) this.#receive(socket, session, data);
    });
  }

  override webSocketClose(socket: WebSocket, code: number, reason: string): void {
    this.#turn(() => {
      this.#leave(socket);
      socket.close(answerTo(code), reason);
    });
  }

  override webSocketError(socket: WebSocket): void {
    this.#turn(() => this.#leave(socket));
  }

  /** A page of the log, oldest first. */
  history({ before, limit }: PageRequest): Omit<History, "room"> {
    const { head } = this.#log;
    return { epoch: EPOCH, head, messages: this.#log.page(before ?? head + 1, limit) };
  }

  /** The live sessions. */
  threads(): Omit<Threads, "room"> {
    const sessions = Array.from(this.#sessions, ([socket, session]) => ({
      ...session.person,
      since: session.since,
      lastSeen: Math.max(session.lastSeen, this.#lastPing(socket)),
      posts: session.posts,
    }));
    const people = new Set(sessions.map(({ id }) => id)).size;
    return { threads: sessions.length, people, head: this.#log.head, sessions };
  }

  #enter(socket: WebSocket, request: Request): void {
    const join = decodeJoin(Object.fromEntries(new URL(request.url).searchParams));
    const author = request.headers.get(AUTHOR_HEADER);
    const room = request.headers.get(ROOM_HEADER);
    if (!join || author === null || room === null) throw new Error("The worker let this through?");

    const now = Date.now();
    const session = Session.open(socket, author, fullBucket(this.#rate, now), now);
    this.#sessions.set(socket, session);
    const verdict = this.#gate.enter(session, join.name, now);

    this.#broadcast.flush();
    const people = this.#presence.with(session.person);
    session.send(
      welcome({ room, session, place: join.place, log: this.#log, people, rate: this.#rate }),
    );
    if (verdict?.kind === "refused") this.#refuse(session, verdict);
    this.#announceWithin(PRESENCE_WINDOW);
  }

  #receive(socket: WebSocket, session: Session, data: string | ArrayBuffer): void {
    if (typeof data !== "string") return this.#end(socket, CLOSE.badFrame);
    if (data.length > LIMITS.frame) return this.#end(socket, CLOSE.frameTooLarge);
    const decoded = decodeClientFrame(data);
    switch (decoded.kind) {
      case "frame":
        return this.#carryOut(session, decoded.frame);
      case "refused": {
        const { code, message, id } = decoded;
        session.send({ type: "refused", ...(id !== undefined && { id }), code, message });
        if (decoded.fault && session.struck() >= LIMITS.strikes) this.#end(socket, CLOSE.badFrame);
        return;
      }
      case "unparseable":
        return this.#end(socket, CLOSE.badFrame);
    }
  }

  #carryOut(session: Session, frame: ClientFrame): void {
    switch (frame.type) {
      case "name":
        return this.#name(session, frame);
      case "post":
        return this.#post(session, frame);
    }
  }

  #name(session: Session, frame: NameFrame): void {
    const verdict = this.#gate.name(session, frame.name, Date.now());
    if (verdict.kind === "refused") return this.#refuse(session, verdict);
    // Its author hears of it at once, in all their windows; the others with whoever else arrives.
    const people = this.#presence.with(session.person).size;
    for (const own of this.#sessions.values()) {
      if (own.author === session.author) {
        own.send({ type: "presence", joined: [session.person], left: [], people });
      }
    }
    this.#announceWithin(PRESENCE_WINDOW);
  }

  #post(session: Session, frame: PostFrame): void {
    const verdict = this.#gate.admit(frame, session, Date.now());
    switch (verdict.kind) {
      case "accepted":
        return this.#broadcast.entry(verdict.entry);
      case "duplicate":
        this.#broadcast.flush();
        return session.send({ type: "entries", entries: [verdict.entry] });
      case "refused":
        return this.#refuse(session, verdict, frame.id);
    }
  }

  #refuse(session: Session, { kind: type, code, ...details }: Refusal, id?: string): void {
    const message = REFUSALS[code];
    session.send({ type, ...(id !== undefined && { id }), code, message, ...details });
  }

  /** Closes a socket that broke the protocol. Frames of it that are still on the way are ignored. */
  #end(socket: WebSocket, close: Close): void {
    this.#leave(socket);
    socket.close(close.code, close.reason);
  }

  #leave(socket: WebSocket): void {
    // A room that a close has woken did not find the closing socket among its own (November 2026).
    if (!this.#sessions.delete(socket)) this.#presence.recall(Session.restore(socket).person);
    this.#announceWithin(PRESENCE_WINDOW);
  }

  /** Tells everybody who has come and gone, by then at the latest. */
  #announceWithin(milliseconds: number): void {
    const at = Date.now() + milliseconds;
    if (at >= this.#presenceAt) return;
    clearTimeout(this.#presenceTimer);
    this.#presenceAt = at;
    this.#presenceTimer = this.#later(milliseconds, () => {
      this.#presenceAt = Infinity;
      const change = this.#presence.change(this.#people(), Date.now());
      if (change) this.#broadcast.presence(change);
      const due = this.#presence.due(Date.now());
      if (due !== null) this.#announceWithin(due);
    });
  }

  #people(): Person[] {
    return Array.from(this.#sessions.values(), ({ person }) => person);
  }

  /** When the runtime last answered a ping of this socket, in milliseconds since 1970; 0 if never. */
  #lastPing(socket: WebSocket): number {
    return this.ctx.getWebSocketAutoResponseTimestamp(socket)?.getTime() ?? 0;
  }

  #later(milliseconds: number, task: () => void): number {
    return setTimeout(() => this.#turn(task), milliseconds);
  }

  /**
   * Runs one turn. A turn that throws leaves nothing behind: the object is reset, which takes back
   * what it wrote and keeps in what it sent. The clients come back to a room that is right.
   */
  #turn(work: () => void): void {
    try {
      work();
    } catch (error) {
      console.error("A turn failed and the room starts anew.", error);
      this.ctx.abort("A turn failed.");
    }
  }
}
