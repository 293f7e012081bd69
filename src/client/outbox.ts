/**
 * One's own posts, from the moment they are written until the room has stored them. They go one at a
 * time: the next leaves when the one before it is stored or refused, so that they stand in the log in
 * the order in which they were written, even when one of them has to wait.
 */

import type { PostFrame } from "../protocol/frames.ts";
import type { RefusalCode } from "../protocol/refusal.ts";
import type { Pending } from "./state.ts";

/** Milliseconds to wait after `rate_limited` if the room names no time. */
const PAUSE = 1_000;

export class Outbox {
  readonly #send: (frame: PostFrame) => void;
  readonly #changed: () => void;
  #posts: readonly Pending[] = [];
  #open = false;
  /** The id of the post that the room has been sent and has not answered. */
  #underWay: string | null = null;
  #pause: ReturnType<typeof setTimeout> | null = null;

  /**
   * @param send puts a frame on the wire; if it gets lost, the connection does too and `close` comes
   * @param changed called when `posts` has become another list
   */
  constructor(send: (frame: PostFrame) => void, changed: () => void) {
    this.#send = send;
    this.#changed = changed;
  }

  /** The posts that are not in the log, in the order in which they go, the refused ones among them. */
  get posts(): readonly Pending[] {
    return this.#posts;
  }

  /** Takes a post in; it leaves as soon as it can. */
  add(post: Pick<Pending, "id" | "text" | "after" | "at">): void {
    this.#set([...this.#posts, { ...post, failed: null }]);
    this.#next();
  }

  /** The room is there and takes posts under one's name. What was under way is sent again, first. */
  open(): void {
    if (this.#open) return;
    this.#open = true;
    this.#next();
  }

  /** The room is gone, and nobody knows whether what was under way has reached it. */
  close(): void {
    this.#open = false;
    this.#underWay = null;
    this.#endPause();
  }

  /** The room's log has begun again: what was seen of the old one says nothing about the new one. */
  restart(): void {
    this.#set(this.#posts.map((post) => ({ ...post, after: 0 })));
  }

  /** The room has stored one's post with this id. Ids that are not in the outbox are ignored. */
  stored(id: string): void {
    if (!this.#posts.some((post) => post.id === id)) return;
    this.#set(this.#posts.filter((post) => post.id !== id));
    this.#answered(id);
  }

  /** The room has refused the post with this id. It is kept, and sent again where waiting helps. */
  refused(id: string, code: RefusalCode, retryAfter = PAUSE): void {
    if (id !== this.#underWay) return;
    if (code === "rate_limited") {
      this.#pause = setTimeout(() => this.#resend(), retryAfter);
      return;
    }
    if (code === "name_required") return this.close();
    this.#set(this.#posts.map((post) => (post.id === id ? { ...post, failed: code } : post)));
    this.#answered(id);
  }

  /** Sends a refused post again, behind whatever has been written since. */
  retry(id: string): void {
    const post = this.#failed(id);
    if (!post) return;
    this.#set([...this.#posts.filter((other) => other !== post), { ...post, failed: null }]);
    this.#next();
  }

  /** Drops a refused post. */
  discard(id: string): void {
    const post = this.#failed(id);
    if (post) this.#set(this.#posts.filter((other) => other !== post));
  }

  #failed(id: string): Pending | undefined {
    return this.#posts.find((post) => post.id === id && post.failed !== null);
  }

  #answered(id: string): void {
    if (id !== this.#underWay) return;
    this.#underWay = null;
    this.#endPause();
    this.#next();
  }

  #resend(): void {
    this.#pause = null;
    this.#underWay = null;
    this.#next();
  }

  #next(): void {
    if (!this.#open || this.#underWay !== null) return;
    const post = this.#posts.find(({ failed }) => failed === null);
    if (!post) return;
    const { id, after, text } = post;
    this.#underWay = id;
    this.#send({ type: "post", id, after, text });
  }

  #endPause(): void {
    if (this.#pause !== null) clearTimeout(this.#pause);
    this.#pause = null;
  }

  #set(posts: readonly Pending[]): void {
    this.#posts = posts;
    this.#changed();
  }
}
