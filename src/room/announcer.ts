/** Tells the sessions who comes and goes: many changes at once, and nothing to whoever is behind. */

import type { Person } from "../protocol/frames.ts";
import type { Later } from "./broadcast.ts";
import { crowdMark, news, NOTHING, type Presence, type Told } from "./presence.ts";
import { WELCOME_TIME, type Session } from "./session.ts";
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

/**
 * Milliseconds after which somebody who is still behind is given up, since they keep the room awake:
 * not before a long welcome must have been read.
 */
const BEHIND_TIME = WELCOME_TIME;

/** Milliseconds after which an awake room looks again for people who have fallen silent. */
const LOOK = 20_000;

export class Announcer {
  readonly #presence: Presence;
  readonly #sessions: Sessions;
  readonly #later: Later;
  readonly #tooSlow: (session: Session) => void;
  /** Those who were not told the last changes, and since when, in milliseconds since 1970. */
  readonly #behind = new Map<Session, number>();
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
    // When the clock has been set back, it is as if the first change came now.
    this.#changedAt = Math.min(this.#changedAt ?? now, now);
    const quiet = Math.max(QUIET.min, this.#sessions.size * QUIET.perSession);
    const left = Math.max(0, this.#changedAt + PATIENCE - now);
    this.#announceIn(Math.min(quiet, QUIET.max, left));
  }

  /** Somebody has a new name: they hear of it at once, in all their windows, and the others soon. */
  named(person: Person): void {
    const people = this.#presence.countWith(person);
    const mark = crowdMark(this.#presence.told.crowded);
    for (const own of this.#sessions.of(person.id)) {
      own.send({ type: "presence", joined: [person], left: [], people, ...mark });
    }
    this.changed();
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
    const everything = this.#behind.size > 0 ? encode(NOTHING, told) : null;
    for (const session of this.#sessions) {
      session.announce(told.people.has(session.author));
      if (session.pace() !== "good") this.#wait(session, now);
      else this.#tell(session, this.#behind.delete(session) ? everything : change);
    }
    for (const session of this.#behind.keys()) {
      if (!this.#sessions.has(session)) this.#behind.delete(session);
    }
    const due = this.#presence.due(now) ?? Infinity;
    const again = this.#behind.size > 0 ? AGAIN : Infinity;
    // Those who have left one after another have gone together: looking at all for each would be N².
    const next = Math.max(QUIET.min, Math.min(due, again));
    if (next < Infinity) this.#announceIn(next);
  }

  #tell(session: Session, text: string | null): void {
    session.knowsCrowd(this.#presence.told.crowded);
    if (text !== null) session.sendText(text);
  }

  #wait(session: Session, now: number): void {
    // When the clock has been set back, their time begins anew.
    const since = Math.min(this.#behind.get(session) ?? now, now);
    this.#behind.set(session, since);
    if (now - since >= BEHIND_TIME) this.#tooSlow(session);
  }
}

function encode(before: Told, after: Told): string | null {
  const change = news(before, after);
  return change && JSON.stringify(change);
}
