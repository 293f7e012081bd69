/** What a client writes: the real outbox, and a note of everything that goes in and comes out. */

import { Outbox } from "../../src/client/outbox.ts";
import type { PostFrame } from "../../src/protocol/frames.ts";
import type { RefusalCode } from "../../src/protocol/refusal.ts";
import { sumOf, type Line } from "./history.ts";
import type { Random } from "./random.ts";

/** Posts that wait in an outbox at the most: a person who types on while the link is down. */
const WAITING = 6;

/** Most texts are a line. One of this many is as long as they may be, with characters of all sizes. */
const LONG = 200;

/** The posts that are still to be written, by all clients together. */
export interface Quota {
  left: number;
}

interface WriterOptions {
  readonly client: number;
  /** What its ids begin with. */
  readonly prefix: string;
  readonly random: Random;
  readonly quota: Quota;
  readonly send: (frame: PostFrame) => void;
  readonly note: (line: Line) => void;
  /** The last seq that the client holds. */
  readonly head: () => number;
}

export class Writer {
  readonly #is: WriterOptions;
  readonly #outbox: Outbox;
  #count = 0;
  #thinking = false;

  constructor(options: WriterOptions) {
    this.#is = options;
    this.#outbox = new Outbox(options.send, () => this.#think());
  }

  get pending(): string[] {
    return this.#outbox.posts.map(({ id }) => id);
  }

  /** Writes until the quota is used up. */
  start(): void {
    this.#think();
  }

  write(): void {
    const { client, prefix, random, note, head } = this.#is;
    const id = `${prefix}-${++this.#count}`;
    const text = textOf(random, id);
    const after = head();
    note({ e: "wrote", c: client, id, after, sum: sumOf(text) });
    this.#outbox.add({ id, text, after, at: Date.now() });
  }

  open(): void {
    this.#outbox.open();
  }

  close(): void {
    this.#outbox.close();
  }

  restart(): void {
    this.#outbox.restart();
  }

  /** Tells whether this was news. */
  stored(id: string, seq: number): boolean {
    const { length } = this.#outbox.posts;
    this.#outbox.stored(id);
    if (this.#outbox.posts.length === length) return false;
    this.#is.note({ e: "stored", c: this.#is.client, id, seq });
    return true;
  }

  refused(id: string, code: RefusalCode, retryAfter: number | undefined): void {
    // Waiting is part of the game; anything else is for the checker to see.
    if (code !== "rate_limited" && code !== "unavailable")
      this.#is.note({ e: "refused", c: this.#is.client, id, code });
    this.#outbox.refused(id, code, retryAfter);
  }

  #think(): void {
    const { quota, random } = this.#is;
    if (this.#thinking || quota.left <= 0 || this.#outbox.posts.length >= WAITING / 2) return;
    this.#thinking = true;
    setTimeout(
      () => {
        const burst = Math.min(quota.left, random.between(1, WAITING / 2));
        quota.left -= burst;
        for (let i = 0; i < burst; i++) this.write();
        this.#thinking = false;
        this.#think();
      },
      random.between(0, 20),
    );
  }
}

function textOf(random: Random, id: string): string {
  if (random.between(1, LONG) === 1)
    return "Zażółć gęślą jaźń 🐢 ".repeat(200).slice(0, 3_990) + id;
  return `${id} ${"la ".repeat(random.between(1, 20))}`;
}
