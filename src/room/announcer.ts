/** Tells the sessions who comes and goes: many changes at once, and nothing to whoever is behind. */

import type { Later } from "./broadcast.ts";
import { news, type Presence, type Told } from "./presence.ts";
import type { Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";

/**
 * Milliseconds without a change after which the last changes are told: a crowd that arrives is one
 * change. For each session so much that telling all takes a tenth of the time at the most.
 */
const QUIET = { perSession: 0.5, min: 100, max: 500 };

/** Milliseconds after which a change is told, however many more follow on it. */
const PATIENCE = 1_000;

/** Milliseconds after which somebody who was behind is looked at again. */
const AGAIN = 1_000;

/** Looks at somebody who is behind before they are given up: they keep the room awake. */
const LOOKS = 30;

/** Milliseconds after which an awake room looks again for people who have fallen silent. */
const LOOK = 20_000;

export class Announcer {
  readonly #presence: Presence;
  readonly #sessions: Sessions;
  readonly #later: Later;
  readonly #tooSlow: (session: Session) => void;
  /** What the sessions know that could not be told the last changes, and how often that was seen. */
  readonly #behind = new Map<Session, { readonly knows: Told; looks: number }>();
  #timer: number | null = null;
  /** When the first change came that has not been told, in milliseconds since 1970. */
  #changedAt: number | null = null;
  /** When everybody was last looked at, in milliseconds since 1970: not since the room woke. */
  #lookedAt = 0;

  constructor(
    presence: Presence,
    sessions: Sessions,
    later: Later,
    tooSlow: (session: Session) => void,
  ) {
    this.#presence = presence;
    this.#sessions = sessions;
    this.#later = later;
    this.#tooSlow = tooSlow;
  }

  /** Something has changed: everybody hears of it soon. */
  changed(): void {
    const now = Date.now();
    this.#changedAt ??= now;
    const quiet = Math.max(QUIET.min, this.#sessions.size * QUIET.perSession);
    const left = Math.max(0, this.#changedAt + PATIENCE - now);
    this.#announceIn(Math.min(quiet, QUIET.max, left));
  }

  /**
   * An author has been heard, who may have been taken for gone. And the room is awake, which costs
   * nothing to use: now and then it looks for others who have fallen silent.
   */
  heard(author: string): void {
    const late = Math.abs(Date.now() - this.#lookedAt) >= LOOK;
    if (late || !this.#presence.told.people.has(author)) this.changed();
  }

  #announceIn(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = this.#later(milliseconds, () => this.#announce());
  }

  #announce(): void {
    this.#changedAt = null;
    const now = Date.now();
    this.#lookedAt = now;
    const before = this.#presence.told;
    this.#presence.change(this.#sessions.people(now), now);
    const { told } = this.#presence;
    const change = encode(before, told);
    for (const session of this.#sessions) {
      session.announce(told.people.has(session.author));
      if (session.pace() !== "good") {
        this.#wait(session, before);
      } else {
        const knows = this.#behind.get(session)?.knows;
        this.#behind.delete(session);
        this.#tell(session, knows ? encode(knows, told) : change);
      }
    }
    for (const session of this.#behind.keys()) {
      if (!this.#sessions.has(session)) this.#behind.delete(session);
    }
    const due = this.#presence.due(now) ?? Infinity;
    const again = this.#behind.size > 0 ? AGAIN : Infinity;
    if (Math.min(due, again) < Infinity) this.#announceIn(Math.min(due, again));
  }

  #tell(session: Session, text: string | null): void {
    session.knowsCrowd(this.#presence.told.crowded);
    if (text !== null) session.sendText(text);
  }

  #wait(session: Session, knows: Told): void {
    const behind = this.#behind.get(session) ?? { knows, looks: 0 };
    this.#behind.set(session, behind);
    if (++behind.looks > LOOKS) this.#tooSlow(session);
  }
}

function encode(before: Told, after: Told): string | null {
  const change = news(before, after);
  return change && JSON.stringify(change);
}
