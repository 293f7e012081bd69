/**
 * A room: one Durable Object, woken by a socket's event and asleep while nobody speaks. Each handler
 * is one synchronous turn. Between two turns the object may have slept, so all it relies on is the
 * log and what is attached to the sockets.
 */

import { DurableObject } from "cloudflare:workers";
import { answerTo, CLOSE, type Close } from "../protocol/close.ts";
import {
  PING,
  PONG,
  type Entry,
  type History,
  type Threads,
  type ThreadsFrame,
} from "../protocol/frames.ts";
import { LIMITS } from "../protocol/limits.ts";
import { decodeJoin, type PageRequest } from "../protocol/queries.ts";
import { Announcer } from "./announcer.ts";
import { BOARD, Boards } from "./boards.ts";
import { Broadcast } from "./broadcast.ts";
import { positiveNumber, type RoomEnv } from "./env.ts";
import { Gate } from "./gate.ts";
import { EPOCH, Log } from "./log.ts";
import { Names } from "./names.ts";
import { Presence } from "./presence.ts";
import { pulse } from "./pulse.ts";
import { Receiver } from "./receiver.ts";
import { Session } from "./session.ts";
import { Sessions } from "./sessions.ts";
import { fullBucket, type Rate } from "./throttle.ts";
import { Typing } from "./typing.ts";
import { welcome } from "./welcome.ts";

/** The header in which the worker tells the room who asks for a socket. A board asks without it. */
export const AUTHOR_HEADER = "Gatehouse-Author";

export class Room extends DurableObject<RoomEnv> {
  readonly #rate: Rate;
  readonly #sessions: Sessions;
  readonly #log: Log;
  readonly #gate: Gate;
  readonly #presence: Presence;
  readonly #announcer: Announcer;
  readonly #boards: Boards;
  readonly #receiver: Receiver;

  constructor(ctx: DurableObjectState, env: RoomEnv) {
    super(ctx, env);
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
    this.#rate = {
      perSecond: positiveNumber(env, "POSTS_PER_SECOND"),
      burst: positiveNumber(env, "POSTS_BURST"),
    };
    const lastPing = (socket: WebSocket): number =>
      ctx.getWebSocketAutoResponseTimestamp(socket)?.getTime() ?? 0;
    const later = (milliseconds: number, task: () => void): number =>
      setTimeout(() => this.#turn(task), milliseconds);

    this.#sessions = new Sessions(ctx.getWebSockets(), lastPing);
    this.#log = new Log(ctx.storage);
    const crowded = Array.from(this.#sessions).some((session) => session.crowded);
    this.#presence = new Presence(this.#sessions.announced(), crowded);
    const names = new Names(this.#log, this.#sessions, this.#presence);
    this.#gate = new Gate(this.#log, names, this.#rate);
    const tooSlow = (session: Session): void => this.#end(session, CLOSE.tooSlow);
    this.#announcer = new Announcer(this.#presence, this.#sessions, later, tooSlow);
    this.#boards = new Boards(ctx.getWebSockets(BOARD), later, (first) => this.#report(first));
    const commit = (): readonly Entry[] => this.#receiver.commit();
    const parts = {
      log: this.#log,
      gate: this.#gate,
      presence: this.#presence,
      announcer: this.#announcer,
      broadcast: new Broadcast(this.#sessions, later, commit, tooSlow),
      typing: new Typing(this.#sessions, later),
      boards: this.#boards,
    };
    this.#receiver = new Receiver(parts, (session, close) => this.#end(session, close));
  }

  /** Takes a socket in. The worker has checked the request and added the author's header. */
  override fetch(request: Request): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    const author = request.headers.get(AUTHOR_HEADER);
    this.ctx.acceptWebSocket(server, author === null ? [BOARD] : []);
    this.#turn(() => {
      if (author === null) this.#boards.add(server);
      else this.#enter(server, author, request.url);
    });
    return new Response(null, { status: 101, webSocket: client });
  }

  override webSocketMessage(socket: WebSocket, data: string | ArrayBuffer): void {
    this.#turn(() => {
      const session = this.#sessions.get(socket);
      if (!session) return this.#boards.spoke(socket);
      this.#receiver.receive(session, data);
      session.save();
      this.#announcer.heard(session.author);
      this.#boards.changed();
    });
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    this.#turn(() => {
      this.#leave(socket);
      // A hibernatable socket's close must be answered. Not with the peer's reason: it may be too long.
      socket.close(answerTo(code));
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

  /** The live sessions, all of them or the `most` that have most to tell. */
  threads(most = Infinity): Omit<Threads, "room"> {
    const people = new Set(Array.from(this.#sessions, ({ author }) => author)).size;
    const sessions = this.#sessions.report(most);
    const { size: threads } = this.#sessions;
    return { now: Date.now(), threads, people, head: this.#log.head, sessions };
  }

  /** What a board is shown first. */
  board(): Omit<Threads, "room"> {
    return { ...this.threads(LIMITS.rows), pulse: pulse(this.#log, Date.now()) };
  }

  #report(first: boolean): ThreadsFrame {
    const threads = first ? this.board() : this.threads(LIMITS.rows);
    return { type: "threads", room: this.#room, ...threads };
  }

  get #room(): string {
    const { name } = this.ctx.id;
    if (name === undefined) throw new Error("A room is found by its name.");
    return name;
  }

  #enter(socket: WebSocket, author: string, url: string): void {
    const join = decodeJoin(Object.fromEntries(new URL(url).searchParams));
    if (!join) throw new Error("This is no request of the worker's.");

    const [oldest, ...others] = this.#sessions.of(author);
    if (oldest && others.length + 1 >= LIMITS.sessions) this.#end(oldest, CLOSE.replaced);

    const now = Date.now();
    const session = Session.open(socket, author, fullBucket(this.#rate, now), now);
    const verdict = this.#gate.enter(session, join.name, now);
    this.#sessions.add(session);
    const [log, presence, rate] = [this.#log, this.#presence, this.#rate];
    session.welcome(welcome({ room: this.#room, session, place: join.place, log, presence, rate }));
    if (verdict?.kind === "refused") this.#receiver.refuse(session, verdict);
    session.save();
    this.#peopleChanged();
  }

  /** Ends a session from this side. What its socket still sends is ignored. */
  #end(session: Session, close: Close): void {
    session.end(close);
    this.#remove(session);
  }

  #leave(socket: WebSocket): void {
    this.#boards.remove(socket);
    const known = this.#sessions.get(socket);
    // A room that a close has woken does not find the closing socket among its own (November 2026).
    const session = known ?? Session.restore(socket);
    if (!session) return;
    // Whom this life of the room has known, it has announced, or has yet to.
    if (!known && session.announced) this.#presence.recall(session.person);
    this.#remove(session);
  }

  #remove(session: Session): void {
    this.#sessions.remove(session);
    if (this.#sessions.of(session.author).length === 0)
      this.#presence.lost(session.person, Date.now());
    this.#peopleChanged();
  }

  /** Somebody has come or gone. */
  #peopleChanged(): void {
    this.#announcer.changed();
    this.#boards.changed();
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
