/** How far a room has been read: as far as its end was in sight while somebody looked. */

import type { RoomState } from "./state.ts";

/** Milliseconds between two notes: messages may come faster than anything needs to be written down. */
const REST = 1_000;

/** Whom it tells of the last seq that was read. */
export interface ReadingOwner {
  /** Called each time that it is another one. */
  readonly moved: (read: number) => void;
  /** Called now and then, for it to be written down. */
  readonly note: (read: number) => void;
}

export class Reading {
  readonly #room: () => RoomState;
  readonly #owner: ReadingOwner;
  #shown: number | null = null;
  #read: number;
  #noted: number | null = null;
  #looked = false;
  #resting = false;

  /** @param read the last seq that was read before */
  constructor(room: () => RoomState, read: number, owner: ReadingOwner) {
    this.#room = room;
    this.#read = read;
    this.#owner = owner;
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
    this.#looked = true;
    this.#move(head);
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
    if (!this.#looked || this.#read === this.#noted) return;
    this.#noted = this.#read;
    this.#owner.note(this.#read);
  }

  /** Another page of this browser has read so far. */
  readElsewhere(read: number): void {
    if (read > this.#read) this.#move(read);
  }

  /** The log is another one than before: nothing of it has been read. */
  restart(): void {
    this.#move(0);
  }

  #move(read: number): void {
    if (read === this.#read) return;
    this.#read = read;
    this.#owner.moved(read);
  }
}
