/** New entries to everybody: stored and encoded once, those of a short window together. */

import type { EntriesFrame, Entry } from "../protocol/frames.ts";
import type { Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";

/**
 * Milliseconds of window: about as long as the work that it saves. To commit takes the runtime about
 * 0.15 ms however little is written, and one frame to one socket about 0.05 ms; see
 * `docs/performance.md`. Counted and not measured: in production the clock stands still during a turn.
 */
const WINDOW = { commit: 0.15, perSession: 0.05, max: 50 };

/** Runs a task later, as a turn of its own, and gives the timer's id. */
export type Later = (milliseconds: number, task: () => void) => number;

export class Broadcast {
  readonly #sessions: Sessions;
  readonly #later: Later;
  readonly #commit: () => readonly Entry[];
  readonly #tooSlow: (session: Session) => void;
  #windowOpen = false;

  /**
   * @param commit stores what waits to be told, and gives it
   * @param tooSlow called with a session that cannot keep up, in place of sending it more
   */
  constructor(
    sessions: Sessions,
    later: Later,
    commit: () => readonly Entry[],
    tooSlow: (session: Session) => void,
  ) {
    this.#sessions = sessions;
    this.#later = later;
    this.#commit = commit;
    this.#tooSlow = tooSlow;
  }

  /** There is something to tell: at once if the room was quiet, else with the others of the window. */
  soon(): void {
    if (!this.#windowOpen) this.#flushAndWait();
  }

  /** Stores and tells at once what waits for the end of the window. */
  flush(): void {
    this.#tell(this.#commit());
  }

  #flushAndWait(): void {
    const entries = this.#commit();
    if (entries.length === 0) return;
    this.#tell(entries);
    const window = Math.ceil(WINDOW.commit + this.#sessions.size * WINDOW.perSession);
    this.#windowOpen = true;
    this.#later(Math.min(WINDOW.max, window), () => {
      this.#windowOpen = false;
      this.#flushAndWait();
    });
  }

  #tell(entries: readonly Entry[]): void {
    if (entries.length === 0) return;
    const frame: EntriesFrame = { type: "entries", entries };
    const text = JSON.stringify(frame);
    for (const session of this.#sessions) {
      if (session.pace() === "tooSlow") this.#tooSlow(session);
      else session.sendText(text);
    }
  }
}
