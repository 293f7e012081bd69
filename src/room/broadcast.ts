/** One frame to everybody: encoded once, entries of a short window together. */

import type { Entry, PresenceFrame, ServerFrame } from "../protocol/frames.ts";
import type { Session } from "./session.ts";

/**
 * Milliseconds of window for each socket. One frame to one socket takes about 45 µs of the runtime's
 * time, so a window of this length is about as long as the sending that it saves.
 */
const WINDOW_PER_SOCKET = 0.05;

/** The longest window in milliseconds: below what a person notices. */
const WINDOW_MAX = 50;

/** Runs a task later; what it throws must end the room as in any other turn. */
export type Later = (milliseconds: number, task: () => void) => void;

export class Broadcast {
  readonly #sessions: { readonly size: number; values(): Iterable<Session> };
  readonly #later: Later;
  #waiting: Entry[] = [];
  #windowOpen = false;

  constructor(sessions: { readonly size: number; values(): Iterable<Session> }, later: Later) {
    this.#sessions = sessions;
    this.#later = later;
  }

  /**
   * Sends an entry: at once if the room was quiet, else with the others of the same window. In a
   * small room there is no window.
   */
  entry(entry: Entry): void {
    this.#waiting.push(entry);
    if (!this.#windowOpen) this.#flushAndWait();
  }

  presence(frame: PresenceFrame): void {
    this.#toAll(frame);
  }

  /** Sends what waits, so that whoever is told the head next is not sent those entries again. */
  flush(): void {
    if (this.#waiting.length === 0) return;
    const entries = this.#waiting;
    this.#waiting = [];
    this.#toAll({ type: "entries", entries });
  }

  #flushAndWait(): void {
    this.flush();
    const window = Math.min(WINDOW_MAX, Math.floor(this.#sessions.size * WINDOW_PER_SOCKET));
    if (window === 0) return;
    this.#windowOpen = true;
    this.#later(window, () => {
      this.#windowOpen = false;
      if (this.#waiting.length > 0) this.#flushAndWait();
    });
  }

  #toAll(frame: ServerFrame): void {
    const text = JSON.stringify(frame);
    for (const session of this.#sessions.values()) session.sendText(text);
  }
}
