/** New entries to everybody: encoded once, those of a short window together. */

import type { EntriesFrame, Entry } from "../protocol/frames.ts";
import type { Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";

/**
 * Milliseconds of window for each session. One frame to one socket takes about 45 µs of the
 * runtime's time, so a window of this length is about as long as the sending that it saves.
 */
const WINDOW_PER_SESSION = 0.05;

/** The longest window in milliseconds: below what a person notices. */
const WINDOW_MAX = 50;

/** Runs a task later, as a turn of its own, and gives the timer's id. */
export type Later = (milliseconds: number, task: () => void) => number;

export class Broadcast {
  readonly #sessions: Sessions;
  readonly #later: Later;
  readonly #tooSlow: (session: Session) => void;
  #waiting: Entry[] = [];
  #windowOpen = false;

  /** @param tooSlow called with a session that cannot keep up, in place of sending it more */
  constructor(sessions: Sessions, later: Later, tooSlow: (session: Session) => void) {
    this.#sessions = sessions;
    this.#later = later;
    this.#tooSlow = tooSlow;
  }

  /**
   * Sends an entry: at once if the room was quiet, else with the others of the same window. In a
   * small room there is no window.
   */
  entry(entry: Entry): void {
    this.#waiting.push(entry);
    if (!this.#windowOpen) this.#flushAndWait();
  }

  /** Sends what waits, so that whoever is told the head next is not sent those entries again. */
  flush(): void {
    if (this.#waiting.length === 0) return;
    const frame: EntriesFrame = { type: "entries", entries: this.#waiting };
    this.#waiting = [];
    const text = JSON.stringify(frame);
    for (const session of this.#sessions) {
      if (session.pace() === "tooSlow") this.#tooSlow(session);
      else session.sendText(text);
    }
  }

  #flushAndWait(): void {
    this.flush();
    const window = Math.min(WINDOW_MAX, Math.floor(this.#sessions.size * WINDOW_PER_SESSION));
    if (window === 0) return;
    this.#windowOpen = true;
    this.#later(window, () => {
      this.#windowOpen = false;
      if (this.#waiting.length > 0) this.#flushAndWait();
    });
  }
}
