/**
 * What is being written in a room and is not sent. Each tab has its own, and the browser keeps it over
 * a reload. For the next visit one of them is kept: the one that was written, or left, last. A tab that
 * is duplicated begins with a copy, like all else in it.
 */

import { keysOf, recall, remember } from "./storage.ts";

export class Draft {
  readonly #key: string;
  #text = "";

  constructor(room: string) {
    this.#key = keysOf(room).draft;
  }

  /** Also where nothing may be stored. */
  get text(): string {
    return this.#text;
  }

  /**
   * Finds what to begin with. While another tab has the room open, what is kept is that one's: it may
   * be sent from there at any moment, and nobody wants it twice.
   */
  async open(): Promise<void> {
    const own = recall(this.#key, "sessionStorage");
    const kept = recall(this.#key);
    const alone = isAlone(this.#key);
    // Nobody waits for the answer but those to whom it matters.
    this.#text = own ?? (kept !== null && (await alone) ? kept : "");
    // From now on it is this tab's own, whatever another one writes.
    remember(this.#key, this.#text, "sessionStorage");
  }

  keep(text: string): void {
    // When this tab has sent its own, another one's stays.
    if (text !== "" || recall(this.#key) === this.#text) remember(this.#key, text);
    remember(this.#key, text, "sessionStorage");
    this.#text = text;
  }
}

/** Whether no other tab has the room open. Where there are no locks, nobody can tell. */
async function isAlone(name: string): Promise<boolean> {
  try {
    const { locks } = navigator;
    // One after the other: of two tabs that are opened together, both would find nobody.
    return await locks.request(`${name}:door`, async () => {
      const { held = [] } = await locks.query();
      await new Promise<void>((entered) => {
        void locks.request(name, { mode: "shared" }, () => new Promise(() => entered()));
      });
      return !held.some((lock) => lock.name === name);
    });
  } catch {
    return true;
  }
}
