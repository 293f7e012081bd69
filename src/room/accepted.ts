/** The ids of the posts that were accepted lately, so that a post sent twice is stored once. */

/** Ids kept at the most: about 1 MB, and minutes of the busiest room. */
export const ACCEPTED_MAX = 10_000;

/** Remembers every post with a seq above `floor`; about the ones below, only the log can tell. */
export class Accepted {
  readonly #seqs = new Map<string, number>();
  #floor: number;

  /** @param head the log's head when the room woke: what came before is not remembered */
  constructor(head: number) {
    this.#floor = head;
  }

  get floor(): number {
    return this.#floor;
  }

  seqOf(author: string, id: string): number | undefined {
    return this.#seqs.get(key(author, id));
  }

  remember(author: string, id: string, seq: number): void {
    this.#seqs.set(key(author, id), seq);
    if (this.#seqs.size > ACCEPTED_MAX) this.#forgetOldest();
  }

  /** The post was not stored after all. */
  forget(author: string, id: string): void {
    this.#seqs.delete(key(author, id));
  }

  /** A Map iterates in the order of insertion, which here is the order of the log. */
  #forgetOldest(): void {
    for (const [oldest, seq] of this.#seqs) {
      this.#seqs.delete(oldest);
      this.#floor = seq;
      return;
    }
  }
}

/** An author id has no space, so no two pairs share a key. */
function key(author: string, id: string): string {
  return `${author} ${id}`;
}
