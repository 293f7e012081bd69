/** One live socket and all that the room knows about it. */

import type { Close } from "../protocol/close.ts";
import type { Person, ServerFrame, WelcomeFrame } from "../protocol/frames.ts";
import { nameKey } from "../protocol/names.ts";
import type { Bucket } from "./throttle.ts";

/** Whoever has no name reads; a name lets a session write. */
export type Standing =
  | { readonly kind: "reading" }
  | {
      readonly kind: "named";
      readonly name: string;
      readonly key: string;
      /** Whether nothing is left to do for the author to keep the name when they speak under it. */
      readonly settled: boolean;
    };

/**
 * Everything about a session that must outlive the room's memory. It travels with the socket through
 * hibernation, as its attachment (at most 16,384 bytes; this takes some hundred).
 */
interface Attachment {
  author: string;
  since: number;
  lastSeen: number;
  posts: number;
  strikes: number;
  bucket: Bucket;
  standing: Standing;
  /** Whether the others know of its author: not yet, or not any more after a long silence. */
  announced: boolean;
  /** Whether it has been told how many people are here, and not who. */
  crowded: boolean;
  /** The last round trip that its client has told of, in milliseconds. */
  rtt?: number;
}

/** Bytes that may wait for a reader before it gets no more presence, and before it is closed. */
const BACKLOG = { slow: 256_000, tooSlow: 1_000_000 };

/** Milliseconds in which a long welcome must have been read: some megabytes over a poor line. */
export const WELCOME_TIME = 120_000;

/** How well a reader keeps up with what is sent. */
export type Pace = "good" | "slow" | "tooSlow";

/**
 * A live socket. What others do to it is in its attachment at once; what its own frame does is so
 * when the room calls `save`, at the end of the frame's turn.
 */
export class Session {
  readonly socket: WebSocket;
  readonly #is: Attachment;
  /** Bytes that a long welcome has put before the reader, who for a while may not have read them. */
  #allowance = { bytes: 0, until: 0 };
  /** Frames in a row that were refused for haste; a sleep is pause enough to forget them. */
  #hasty = 0;
  #ended = false;

  private constructor(socket: WebSocket, is: Attachment) {
    this.socket = socket;
    this.#is = is;
  }

  /** A socket that has just arrived. */
  static open(socket: WebSocket, author: string, bucket: Bucket, now: number): Session {
    const standing: Standing = { kind: "reading" };
    const is = {
      author,
      since: now,
      lastSeen: now,
      posts: 0,
      strikes: 0,
      bucket,
      standing,
      announced: false,
      crowded: false,
    };
    const session = new Session(socket, is);
    session.save();
    return session;
  }

  /** A socket that was here before the room slept. Null if it had been ended and only lingers. */
  static restore(socket: WebSocket): Session | null {
    const is: Attachment | null = socket.deserializeAttachment();
    return is && new Session(socket, is);
  }

  get author(): string {
    return this.#is.author;
  }

  get since(): number {
    return this.#is.since;
  }

  /** When its last frame came, in milliseconds since 1970; pings are known to the runtime only. */
  get lastSeen(): number {
    return this.#is.lastSeen;
  }

  get posts(): number {
    return this.#is.posts;
  }

  get bucket(): Bucket {
    return this.#is.bucket;
  }

  get standing(): Standing {
    return this.#is.standing;
  }

  get announced(): boolean {
    return this.#is.announced;
  }

  /** Takes note of whether the others know of its author. */
  announce(announced: boolean): void {
    if (announced === this.#is.announced) return;
    this.#is.announced = announced;
    this.save();
  }

  get crowded(): boolean {
    return this.#is.crowded;
  }

  /** Takes note of whether it knows the people by number only. */
  knowsCrowd(crowded: boolean): void {
    if (crowded === this.#is.crowded) return;
    this.#is.crowded = crowded;
    this.save();
  }

  get person(): Person {
    const { author, standing } = this.#is;
    return { id: author, name: standing.kind === "named" ? standing.name : null };
  }

  /** Takes a name, worn from now on. */
  wear(name: string, settled: boolean): void {
    this.#is.standing = { kind: "named", name, key: nameKey(name), settled };
    this.save();
  }

  /** Takes note of a frame that came, and of what it has left in the bucket. */
  heard(bucket: Bucket, now: number): void {
    this.#is.bucket = bucket;
    this.#is.lastSeen = now;
  }

  get rtt(): number | undefined {
    return this.#is.rtt;
  }

  /** Takes its client's word for how long a ping takes to be answered. */
  measured(rtt: number | undefined): void {
    if (rtt !== undefined) this.#is.rtt = rtt;
  }

  /** Counts a post that has its place. */
  posted(): void {
    this.#is.posts++;
  }

  /** Counts it no more: there was no room to store it. */
  unposted(): void {
    this.#is.posts--;
    this.save();
  }

  /** Counts an ill-shaped frame and tells how many there have been. */
  strike(): number {
    return ++this.#is.strikes;
  }

  /** Counts a frame that came too soon and tells how many have, with no other between. */
  hasten(): number {
    return ++this.#hasty;
  }

  calm(): void {
    this.#hasty = 0;
  }

  /** Sends the first frame, however long, and leaves its reader time for it. */
  welcome(frame: WelcomeFrame): void {
    this.knowsCrowd(frame.crowded ?? false);
    this.send(frame);
    this.#allowance = { bytes: backlogOf(this.socket), until: Date.now() + WELCOME_TIME };
  }

  send(frame: ServerFrame): void {
    this.sendText(JSON.stringify(frame));
  }

  /** Sends a frame that is already encoded. A socket that is going away takes nothing; that is no error. */
  sendText(text: string): void {
    try {
      this.socket.send(text);
    } catch {
      // Its close event is on the way and takes the session off the list.
    }
  }

  /** Looks how well its reader keeps up. Who has once caught up is allowed no more than others. */
  pace(): Pace {
    const backlog = backlogOf(this.socket);
    if (backlog <= BACKLOG.slow) {
      this.#allowance.bytes = 0;
      return "good";
    }
    const { bytes, until } = this.#allowance;
    const allowed = Date.now() < until ? bytes : 0;
    return backlog <= BACKLOG.tooSlow + allowed ? "slow" : "tooSlow";
  }

  /** Keeps what is known about it through a sleep. */
  save(): void {
    if (!this.#ended) this.socket.serializeAttachment(this.#is);
  }

  /** Ends it for good: without an attachment, no later life of the room takes it for a session. */
  end({ code, reason }: Close): void {
    this.#ended = true;
    this.socket.serializeAttachment(null);
    this.socket.close(code, reason);
  }
}

/** Bytes that were sent and have not left. Runtimes before November 2026 do not tell: then 0. */
export function backlogOf({ bufferedAmount }: { readonly bufferedAmount?: number }): number {
  return bufferedAmount ?? 0;
}
