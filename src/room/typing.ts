/** Tells who is writing: what many tell within a window goes out as one frame. */

import type { Author, TypingFrame } from "../protocol/frames.ts";
import { LIMITS } from "../protocol/limits.ts";
import type { Later } from "./broadcast.ts";
import type { Sessions } from "./sessions.ts";

/**
 * Milliseconds of window. For each session so much that telling all takes a twentieth of the time at
 * the most; and together with the author's own pause it stays below what a reader shows it for.
 */
const WINDOW = { perSession: 1, min: 200, max: 1_000 };

export class Typing {
  readonly #sessions: Sessions;
  readonly #later: Later;
  readonly #authors = new Map<string, Author>();
  #windowOpen = false;

  constructor(sessions: Sessions, later: Later) {
    this.#sessions = sessions;
    this.#later = later;
  }

  /** Somebody is writing. */
  began(author: Author): void {
    this.#authors.set(author.id, author);
    if (this.#windowOpen) return;
    this.#windowOpen = true;
    const window = Math.max(WINDOW.min, this.#sessions.size * WINDOW.perSession);
    this.#later(Math.min(WINDOW.max, window), () => this.#tell());
  }

  /** What they were writing is there: that says it all. */
  ended(author: string): void {
    this.#authors.delete(author);
  }

  #tell(): void {
    this.#windowOpen = false;
    const by = Array.from(this.#authors.values()).slice(0, LIMITS.typing);
    this.#authors.clear();
    if (by.length === 0) return;
    const frame: TypingFrame = { type: "typing", by };
    const text = JSON.stringify(frame);
    for (const session of this.#sessions) {
      // It is worth nothing to whoever reads it late.
      if (session.pace() === "good") session.sendText(text);
    }
  }
}
