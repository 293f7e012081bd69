/** Who is writing just now, and telling that oneself is. */

import type { Author } from "../protocol/frames.ts";

/** Milliseconds after which somebody who was told to be writing has stopped. */
const EXPIRES = 5_000;

/** Milliseconds between two words of one's own writing. */
const PAUSE = 3_000;

/** The others who are writing. */
export class Typists {
  readonly #changed: (typists: readonly Author[]) => void;
  readonly #ends = new Map<string, { readonly by: Author; readonly timer: Timer }>();

  /** @param changed called with those who are writing now, in the order in which they began */
  constructor(changed: (typists: readonly Author[]) => void) {
    this.#changed = changed;
  }

  /** The room has told that these are writing. */
  heard(authors: readonly Author[]): void {
    for (const by of authors) {
      clearTimeout(this.#ends.get(by.id)?.timer);
      this.#ends.set(by.id, { by, timer: setTimeout(() => this.ended([by]), EXPIRES) });
    }
    if (authors.length > 0) this.#tell();
  }

  /** What these were writing is there. */
  ended(authors: readonly Pick<Author, "id">[]): void {
    const known = authors.filter(({ id }) => this.#ends.has(id));
    for (const { id } of known) {
      clearTimeout(this.#ends.get(id)?.timer);
      this.#ends.delete(id);
    }
    if (known.length > 0) this.#tell();
  }

  #tell(): void {
    this.#changed(Array.from(this.#ends.values(), ({ by }) => by));
  }
}

/** One's own writing: told when it begins, and now and then while it goes on. */
export class Writing {
  readonly #tell: () => void;
  #toldAt = -Infinity;

  constructor(tell: () => void) {
    this.#tell = tell;
  }

  /** Something has been written. */
  goesOn(): void {
    const now = performance.now();
    if (now - this.#toldAt < PAUSE) return;
    this.#toldAt = now;
    this.#tell();
  }

  /** It has been sent: what is written next is something new. */
  ended(): void {
    this.#toldAt = -Infinity;
  }
}

type Timer = ReturnType<typeof setTimeout>;
