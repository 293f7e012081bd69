/**
 * One's own posts, from the moment they are written until the room has stored them. They go one at a
 * time: the next leaves when the one before it is stored or refused, so that they stand in the log in
 * the order in which they were written, even when one of them has to wait. None leaves before it is
 * on the shelf, so that nothing is lost of which the room's word is still awaited.
 */

import type { PostFrame } from "../protocol/frames.ts";
import type { RefusalCode } from "../protocol/refusal.ts";
import type { Pending, Waiting } from "./state.ts";

/** Milliseconds to wait when told to, if the room names no time. */
const PAUSE = 1_000;

/** Milliseconds to wait for the shelf: a browser that is slow to store must not silence anybody. */
const SHELF_PATIENCE = 2_000;

/** Where posts outlive their page. Its promises are never rejected: what it cannot do is left undone. */
export interface Shelf {
  /** Keeps a post, behind all others. */
  readonly keep: (post: Pending) => Promise<void>;
  /** Notes what has become of a post. */
  readonly mark: (post: Pending) => Promise<void>;
  readonly drop: (ids: readonly string[]) => Promise<void>;
  /** Takes over the posts of pages that are gone, in their order. */
  readonly takeOver: () => Promise<readonly Pending[]>;
}

/** For a program whose posts need not outlive it. */
const NO_SHELF: Shelf = {
  keep: () => Promise.resolve(),
  mark: () => Promise.resolve(),
  drop: () => Promise.resolve(),
  takeOver: () => Promise.resolve([]),
};

export class Outbox {
  readonly #send: (frame: PostFrame) => void;
  readonly #changed: () => void;
  readonly #shelf: Shelf;
  #posts: readonly Pending[] = [];
  /** The ids of posts that are on their way to the shelf. */
  readonly #unkept = new Set<string>();
  /** How many times the shelf is being searched just now. */
  #searches = 0;
  #open = false;
  /** The id of the post that the room has been sent and has not answered. */
  #underWay: string | null = null;
  #pause: ReturnType<typeof setTimeout> | null = null;
  #waiting: Waiting | null = null;

  /**
   * @param send puts a frame on the wire; if it gets lost, the connection does too and `close` comes
   * @param changed called when `posts` has become another list, or `waiting` is another reason
   */
  constructor(send: (frame: PostFrame) => void, changed: () => void, shelf: Shelf = NO_SHELF) {
    this.#send = send;
    this.#changed = changed;
    this.#shelf = shelf;
  }

  /** The posts that are not in the log, in the order in which they go, the refused ones among them. */
  get posts(): readonly Pending[] {
    return this.#posts;
  }

  /** Why the first of them is not stored yet, if the room has said so. */
  get waiting(): Waiting | null {
    return this.#waiting;
  }

  /** Takes in what closed pages have left. It goes first, so nothing else leaves until it is here. */
  async gather(): Promise<void> {
    this.#searches++;
    await orTooLong(this.#takeOver());
    this.#searches--;
    this.#next();
  }

  /** Takes a post in; it leaves as soon as it can. */
  add(post: Pick<Pending, "id" | "text" | "after" | "at">): void {
    this.#append({ ...post, failed: null });
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
    this.#wait(null);
    this.#endPause();
  }

  /** The room's log has begun again: what was seen of the old one says nothing about the new one. */
  restart(): void {
    this.#set(this.#posts.map((post) => ({ ...post, after: 0 })));
  }

  /** The room has stored one's posts with these ids, whichever page has sent them. */
  stored(...ids: readonly string[]): void {
    if (ids.length === 0) return;
    void this.#shelf.drop(ids);
    const left = this.#posts.filter(({ id }) => !ids.includes(id));
    if (left.length === this.#posts.length) return;
    this.#set(left);
    if (this.#underWay !== null && ids.includes(this.#underWay)) this.#answered();
  }

  /** The room has refused the post with this id. It is kept, and sent again where waiting helps. */
  refused(id: string, code: RefusalCode, retryAfter = PAUSE): void {
    const post = this.#posts.find((other) => other.id === id);
    if (!post || id !== this.#underWay) return;
    if (code === "rate_limited" || code === "unavailable") {
      this.#endPause();
      this.#wait(code);
      this.#pause = setTimeout(() => this.#resend(), retryAfter);
      return;
    }
    if (code === "name_required") return this.close();
    const failed = { ...post, failed: code };
    void this.#shelf.mark(failed);
    this.#set(this.#posts.map((other) => (other === post ? failed : other)));
    this.#answered();
  }

  /** Sends a refused post again, behind whatever has been written since. */
  retry(id: string): void {
    const post = this.#take(id);
    if (post) this.#append({ ...post, failed: null });
  }

  /** Drops a refused post. */
  discard(id: string): void {
    if (this.#take(id)) void this.#shelf.drop([id]);
  }

  /** Takes a refused post out of the list. */
  #take(id: string): Pending | undefined {
    const post = this.#posts.find((other) => other.id === id && other.failed !== null);
    if (post) this.#set(this.#posts.filter((other) => other !== post));
    return post;
  }

  async #takeOver(): Promise<void> {
    const left = await this.#shelf.takeOver();
    const strange = left.filter(({ id }) => !this.#posts.some((post) => post.id === id));
    if (strange.length > 0) this.#set([...strange, ...this.#posts]);
  }

  #append(post: Pending): void {
    this.#set([...this.#posts, post]);
    void this.#keep(post);
  }

  async #keep(post: Pending): Promise<void> {
    this.#unkept.add(post.id);
    await orTooLong(this.#shelf.keep(post));
    this.#unkept.delete(post.id);
    this.#next();
  }

  #answered(): void {
    this.#underWay = null;
    this.#wait(null);
    this.#endPause();
    this.#next();
  }

  #resend(): void {
    this.#pause = null;
    this.#underWay = null;
    this.#next();
  }

  #next(): void {
    if (!this.#open || this.#underWay !== null || this.#searches > 0) return;
    const post = this.#posts.find(({ failed }) => failed === null);
    if (!post || this.#unkept.has(post.id)) return;
    const { id, after, text } = post;
    this.#underWay = id;
    this.#send({ type: "post", id, after, text });
  }

  #wait(why: Waiting | null): void {
    if (why === this.#waiting) return;
    this.#waiting = why;
    this.#changed();
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

/** Waits for the shelf's work, but not longer than it may take. */
async function orTooLong(work: Promise<void>): Promise<void> {
  await Promise.race([work, new Promise((resolve) => setTimeout(resolve, SHELF_PATIENCE))]);
}
