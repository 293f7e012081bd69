/**
 * The critical section. Everything that changes the room passes here, one frame at a time: a Durable
 * Object runs one event at once, and nothing in this file can wait, so nothing can come between the
 * look at the log and the write to it. No function here may be async; the linter sees to it.
 */

import type { Entry, PostFrame } from "../protocol/frames.ts";
import { LIMITS } from "../protocol/limits.ts";
import { Accepted } from "./accepted.ts";
import { StorageFull, type Log } from "./log.ts";
import type { Names } from "./names.ts";
import type { Session } from "./session.ts";
import { take, type Bucket, type Rate } from "./throttle.ts";
import {
  refused,
  type Admitted,
  type Commit,
  type NameVerdict,
  type Refusal,
  type Verdict,
} from "./verdict.ts";

/**
 * Rows of the log that a room may search in a second in the long run, and at once, for posts that may
 * be stored already. Identities are free, so that only a budget of the room's own bounds what somebody
 * unfriendly can make it read, and its owner pay.
 */
const SEARCH = { perSecond: 100_000, burst: 1_000_000 };

/** Milliseconds after which a post may be sent again that the storage did not take. */
const FULL_PAUSE = 60_000;

/** Posts, and UTF-16 units of their texts, that wait for a commit at the most: one frame's worth. */
export const BATCH = { posts: 1_000, text: 100_000 };

export class Gate {
  readonly #log: Log;
  readonly #names: Names;
  readonly #rate: Rate;
  readonly #accepted: Accepted;
  #searching: Bucket = { tokens: SEARCH.burst, at: 0 };
  /** What has its place and is not stored yet. */
  #admitted: Admitted[] = [];
  #admittedText = 0;

  constructor(log: Log, names: Names, rate: Rate) {
    this.#log = log;
    this.#names = names;
    this.#rate = rate;
    this.#accepted = new Accepted(log.head);
  }

  /**
   * Lets a new session in under the name that its author wears in other windows, or else under the
   * one it asks for: a window that comes back may not know yet of a name taken in another.
   */
  enter(session: Session, name: string | null, now: number): NameVerdict | null {
    if (this.#names.adopt(session) || name === null) return null;
    return this.name(session, name, now);
  }

  /** Gives the author this name, in all of their sessions, unless it is somebody else's. */
  name(session: Session, name: string, now: number): NameVerdict {
    return this.spend(session, now) ?? this.#names.claim(session, name);
  }

  /** Whether so much waits that it should be stored before more comes. */
  get full(): boolean {
    return this.#admitted.length >= BATCH.posts || this.#admittedText >= BATCH.text;
  }

  /**
   * Gives a post the next place in the log, unless it has one already or may not have one. Nobody may
   * hear of it before `commit` has stored it.
   */
  admit(post: PostFrame, session: Session, now: number): Verdict {
    const { standing } = session;
    if (standing.kind === "reading") return this.spend(session, now) ?? refused("name_required");
    const range = this.#unsureRange(post.after);
    const price = 1 + Math.floor(post.text.length / LIMITS.textPerToken);
    const limited = this.spend(session, now, price) ?? this.#spendOnSearch(range.rows, now);
    if (limited) return limited;

    const known = this.#seqOf(post, session.author, range.after);
    if (known !== undefined) return { kind: "duplicate", seq: known };

    const { id, text, replyTo } = post;
    if (replyTo !== undefined && replyTo > this.#log.head) return refused("not_found");

    const full = this.#unlessFull(() => this.#names.hold(session));
    if (full) return full;
    const seq = this.#log.head + this.#admitted.length + 1;
    const by = { id: session.author, name: standing.name };
    const reply = replyTo !== undefined && { replyTo };
    const entry: Entry = { seq, at: now, kind: "message", by, id, text, ...reply };
    this.#admitted.push({ session, entry });
    this.#admittedText += text.length;
    this.#accepted.remember(by.id, id, seq);
    session.posted();
    return { kind: "accepted", seq };
  }

  /**
   * Stores what was admitted since the last commit. To store costs the same for one as for many, so
   * the room does it when it is about to tell.
   */
  commit(): Commit {
    const posts = this.#admitted;
    const entries = posts.map(({ entry }) => entry);
    this.#admitted = [];
    this.#admittedText = 0;
    if (posts.length === 0) return { kind: "stored", entries };
    const refusal = this.#unlessFull(() => this.#log.append(entries));
    if (!refusal) return { kind: "stored", entries };
    for (const { session, entry } of posts) {
      this.#accepted.forget(entry.by.id, entry.id);
      session.unposted();
    }
    return { kind: "full", posts, refusal };
  }

  /** Does a write, or tells that its author must wait. All else that it throws ends the turn. */
  #unlessFull(write: () => void): Refusal | null {
    try {
      write();
      return null;
    } catch (error) {
      if (!(error instanceof StorageFull)) throw error;
      return { ...refused("unavailable"), retryAfter: FULL_PAUSE };
    }
  }

  /** Takes the price of a frame, or refuses it for now. */
  spend(session: Session, now: number, price = 1): Refusal | null {
    const { bucket, retryAfter } = take(session.bucket, this.#rate, now, price);
    session.heard(bucket, now);
    if (retryAfter > 0) return { ...refused("rate_limited"), retryAfter };
    session.calm();
    return null;
  }

  #spendOnSearch(rows: number, now: number): Refusal | null {
    if (rows === 0) return null;
    const { bucket, retryAfter } = take(this.#searching, SEARCH, now, rows);
    this.#searching = bucket;
    return retryAfter === 0 ? null : { ...refused("rate_limited"), retryAfter };
  }

  /**
   * The stretch of the log in which a copy of a post may stand unknown to the memory of accepted ids:
   * after its `after`, and not above the floor. An `after` beyond the head is of another life of the
   * log and says nothing, so the whole log is in doubt.
   */
  #unsureRange(claimed: number): { readonly after: number; readonly rows: number } {
    const after = claimed > this.#log.head ? 0 : claimed;
    return { after, rows: Math.max(0, this.#accepted.floor - after) };
  }

  /** The place that a post has already, if it has one. */
  #seqOf(post: PostFrame, author: string, after: number): number | undefined {
    const seq = this.#accepted.seqOf(author, post.id);
    if (seq !== undefined) return seq;
    const { floor } = this.#accepted;
    return after < floor ? this.#log.find(author, post.id, after, floor)?.seq : undefined;
  }
}
