/** The live sessions of a room. */

import type { Person, ThreadInfo } from "../protocol/frames.ts";
import { Session } from "./session.ts";

/**
 * Milliseconds without a sign of life after which somebody is not here any more: a minute, and the
 * little by which the timers of a hidden tab, which run once a minute, come late.
 */
const SILENCE = 65_000;

export class Sessions {
  readonly #bySocket = new Map<WebSocket, Session>();
  readonly #byAuthor = new Map<string, Set<Session>>();
  readonly #lastPing: (socket: WebSocket) => number;

  /**
   * @param sockets the sockets that the runtime has kept while the room slept
   * @param lastPing when the runtime last answered a ping of a socket, in milliseconds since 1970
   */
  constructor(sockets: readonly WebSocket[], lastPing: (socket: WebSocket) => number) {
    this.#lastPing = lastPing;
    const sessions = sockets.flatMap((socket) => Session.restore(socket) ?? []);
    // The runtime gives the newest first (November 2026), and promises no order.
    for (const session of sessions.toSorted(bySince)) this.add(session);
  }

  get size(): number {
    return this.#bySocket.size;
  }

  [Symbol.iterator](): Iterator<Session> {
    return this.#bySocket.values();
  }

  get(socket: WebSocket): Session | undefined {
    return this.#bySocket.get(socket);
  }

  has(session: Session): boolean {
    return this.#bySocket.has(session.socket);
  }

  /** The sessions of one author, the oldest first. */
  of(author: string): Session[] {
    return Array.from(this.#byAuthor.get(author) ?? []);
  }

  add(session: Session): void {
    const { socket, author } = session;
    this.#bySocket.set(socket, session);
    const own = this.#byAuthor.get(author);
    if (own) own.add(session);
    else this.#byAuthor.set(author, new Set([session]));
  }

  remove(session: Session): void {
    const { socket, author } = session;
    this.#bySocket.delete(socket);
    const own = this.#byAuthor.get(author);
    own?.delete(session);
    if (own?.size === 0) this.#byAuthor.delete(author);
  }

  /** Those of whom the others have been told, once for each socket. */
  announced(): Person[] {
    return Array.from(this)
      .filter(({ announced }) => announced)
      .map(({ person }) => person);
  }

  /** Those of them who have given a sign of life lately. */
  people(now: number): Person[] {
    const heard = Array.from(this).filter((session) => now - this.#lastSeen(session) < SILENCE);
    return heard.map(({ person }) => person);
  }

  /** Those who have written most, if there are more than `most`; in the order in which they came. */
  report(most: number): ThreadInfo[] {
    const all = Array.from(this);
    const kept = new Set(all.toSorted((a, b) => b.posts - a.posts).slice(0, most));
    const listed = all.filter((session) => kept.has(session));
    return Array.from(listed, (session) => ({
      ...session.person,
      since: session.since,
      lastSeen: this.#lastSeen(session),
      lastFrame: session.lastSeen,
      posts: session.posts,
      ...(session.rtt !== undefined && { rtt: session.rtt }),
    }));
  }

  #lastSeen(session: Session): number {
    return Math.max(session.lastSeen, this.#lastPing(session.socket));
  }
}

function bySince(one: Session, other: Session): number {
  return one.since - other.since;
}
