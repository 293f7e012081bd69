/** Tells the sessions who comes and goes: many changes at once, and nothing to whoever is behind. */

import type { Later } from "./broadcast.ts";
import { difference, type People, type Presence } from "./presence.ts";
import type { Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";

/** Milliseconds in which changes are gathered, for each session: a crowd that arrives is one change. */
const WINDOW_PER_SESSION = 2;
const WINDOW = { min: 100, max: 2_000 };

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
  readonly #behind = new Map<Session, { readonly knows: People; looks: number }>();
  #timer: number | null = null;
  #at = Infinity;
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
    const window = this.#sessions.size * WINDOW_PER_SESSION;
    this.#within(Math.min(WINDOW.max, Math.max(WINDOW.min, window)));
  }

  /**
   * An author has been heard, who may have been taken for gone. And the room is awake, which costs
   * nothing to use: now and then it looks for others who have fallen silent.
   */
  heard(author: string): void {
    const late = Math.abs(Date.now() - this.#lookedAt) >= LOOK;
    if (late || !this.#presence.told.has(author)) this.changed();
  }

  #within(milliseconds: number): void {
    const at = Date.now() + milliseconds;
    if (at >= this.#at) return;
    clearTimeout(this.#timer);
    this.#at = at;
    this.#timer = this.#later(milliseconds, () => this.#announce());
  }

  #announce(): void {
    this.#at = Infinity;
    const now = Date.now();
    this.#lookedAt = now;
    const before = this.#presence.told;
    const change = this.#presence.change(this.#sessions.people(now), now);
    const text = change && JSON.stringify(change);
    for (const session of this.#sessions) {
      session.announce(this.#presence.told.has(session.author));
      if (session.pace !== "good") {
        this.#wait(session, before);
      } else if (!this.#catchUp(session) && text !== null) {
        session.sendText(text);
      }
    }
    for (const session of this.#behind.keys()) {
      if (!this.#sessions.has(session)) this.#behind.delete(session);
    }
    const due = this.#presence.due(now);
    if (due !== null) this.#within(due);
    if (this.#behind.size > 0) this.#within(AGAIN);
  }

  #wait(session: Session, knows: People): void {
    const behind = this.#behind.get(session) ?? { knows, looks: 0 };
    this.#behind.set(session, behind);
    if (++behind.looks > LOOKS) this.#tooSlow(session);
  }

  /** Tells a session all that it has missed, if it has missed anything. */
  #catchUp(session: Session): boolean {
    const known = this.#behind.get(session);
    if (!known) return false;
    this.#behind.delete(session);
    const missed = difference(known.knows, this.#presence.told);
    if (missed) session.send(missed);
    return true;
  }
}
