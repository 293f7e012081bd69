/** What a board says aloud: rarely, and only what has changed since it was last said. */

import type { BoardTexts } from "../../presentation/en-board.ts";
import type { Threads } from "../../protocol/frames.ts";

/** Milliseconds from one piece of news about who is here to the next: it must not talk all the time. */
const PAUSE = 30_000;

export class Herald {
  readonly #texts: BoardTexts;
  #people: number;
  #toldAt = -Infinity;
  #lost = false;
  #said = "";

  /** @param report what the reader has found on the page: that is no news */
  constructor(report: Threads, texts: BoardTexts) {
    this.#texts = texts;
    this.#people = report.people;
  }

  /**
   * Takes note of how things are and gives what is to be said: the same as before, if there is no news.
   * @param lost whether the board is cut off, and knows it
   * @param now in milliseconds since 1970
   */
  note({ people }: Threads, lost: boolean, now: number): string {
    if (lost !== this.#lost) {
      this.#lost = lost;
      this.#said = lost ? this.#texts.lost : this.#texts.live;
    } else if (people !== this.#people && now - this.#toldAt >= PAUSE) {
      this.#people = people;
      this.#toldAt = now;
      this.#said = this.#texts.news(people);
    }
    return this.#said;
  }
}
