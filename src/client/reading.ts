/** How far a room has been read: as far as its end was in sight while somebody looked. */

import type { RoomState } from "./state.ts";

/** Milliseconds between two notes: messages may come faster than anything needs to be written down. */
const REST = 1_000;

export class Reading {
  readonly #room: () => RoomState;
  readonly #note: (read: number) => void;
  #shown: number | null = null;
  #read: number | null = null;
  #noted: number | null = null;
  #resting = false;

  /** @param note called now and then with the last seq that was read */
  constructor(room: () => RoomState, note: (read: number) => void) {
    this.#room = room;
    this.#note = note;
  }

  /** The end of the list is in sight, whether or not somebody looks. */
  atEnd(): void {
    this.#shown = this.#room().head;
    this.look();
  }

  /** Somebody may be looking. What the page shows before the room's first word may be long past. */
  look(): void {
    const { head, you } = this.#room();
    if (you === null || head !== this.#shown || !document.hasFocus()) return;
    this.#read = head;
    if (this.#resting || head === this.#noted) return;
    this.leave();
    this.#resting = true;
    setTimeout(() => {
      this.#resting = false;
      this.leave();
    }, REST);
  }

  /** The page may go: what was read is noted. */
  leave(): void {
    if (this.#read === null || this.#read === this.#noted) return;
    this.#noted = this.#read;
    this.#note(this.#read);
  }
}
