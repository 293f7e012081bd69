/** One live socket and all that the room knows about it. */

import type { Close } from "../protocol/close.ts";
import type { Person, ServerFrame } from "../protocol/frames.ts";
import { nameKey } from "../protocol/names.ts";
import type { Bucket } from "./throttle.ts";

/** Whoever has no name reads; a name lets a session write. */
export type Standing =
  | { readonly kind: "reading" }
  | {
      readonly kind: "named";
      readonly name: string;
      readonly key: string;
      /** Whether the log already remembers that the name is this author's. */
      readonly held: boolean;
    };

/**
 * Everything about a session that must outlive the room's memory. It travels with the socket through
 * hibernation, as its attachment (at most 16,384 bytes; this takes about 300).
 */
interface Attachment {
  author: string;
  since: number;
  lastSeen: number;
  posts: number;
  strikes: number;
  bucket: Bucket;
  standing: Standing;
}

/** A live socket. Whatever it is told about itself is in the attachment before the turn ends. */
export class Session {
  readonly #socket: WebSocket;
  readonly #is: Attachment;

  private constructor(socket: WebSocket, is: Attachment) {
    this.#socket = socket;
    this.#is = is;
  }

  /** A socket that has just arrived. */
  static open(socket: WebSocket, author: string, bucket: Bucket, now: number): Session {
    const standing: Standing = { kind: "reading" };
    const is = { author, since: now, lastSeen: now, posts: 0, strikes: 0, bucket, standing };
    const session = new Session(socket, is);
    session.#save();
    return session;
  }

  /** A socket that was here before the room slept. */
  static restore(socket: WebSocket): Session {
    const is: Attachment = socket.deserializeAttachment();
    return new Session(socket, is);
  }

  get author(): string {
    return this.#is.author;
  }

  get since(): number {
    return this.#is.since;
  }

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

  get person(): Person {
    const { author, standing } = this.#is;
    return { id: author, name: standing.kind === "named" ? standing.name : null };
  }

  named(name: string, held: boolean): void {
    this.#is.standing = { kind: "named", name, key: nameKey(name), held };
    this.#save();
  }

  spent(bucket: Bucket, now: number): void {
    this.#is.bucket = bucket;
    this.#is.lastSeen = now;
    this.#save();
  }

  posted(): void {
    this.#is.posts++;
    this.#save();
  }

  /** Counts an ill-shaped frame and tells how many there have been. */
  struck(): number {
    this.#is.strikes++;
    this.#save();
    return this.#is.strikes;
  }

  send(frame: ServerFrame): void {
    this.sendText(JSON.stringify(frame));
  }

  /** Sends a frame that is already encoded. A socket that is going away takes nothing; that is no error. */
  sendText(text: string): void {
    try {
      this.#socket.send(text);
    } catch {
      // Its close event is on the way and takes the session off the list.
    }
  }

  close({ code, reason }: Pick<Close, "code" | "reason">): void {
    this.#socket.close(code, reason);
  }

  #save(): void {
    this.#socket.serializeAttachment(this.#is);
  }
}
