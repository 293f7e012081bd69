/** Who is here: what everybody has been told, and what has changed since. People, not sockets. */

import type { Crowded, Person, PresenceFrame, RosterFrame } from "../protocol/frames.ts";
import { LIMITS } from "../protocol/limits.ts";

/** Absences up to this many milliseconds are a reload or a lost signal, not a leave. */
export const ABSENCE_GRACE = 5_000;

/**
 * People at whom a crowded room begins to tell their names again: well below the limit, so that a
 * room on the border does not send its whole list for each who comes and goes.
 */
export const CROWD_END = 150;

/** The people of a room, by the author's id. */
export type People = ReadonlyMap<string, Person>;

/** Who is here as a session knows it: by name, or in a crowd by number only. */
export interface Told {
  readonly people: People;
  readonly crowded: boolean;
}

/** What somebody knows who has to be told everything. */
export const NOTHING: Told = { people: new Map(), crowded: true };

/** Who is here, as a frame tells it. */
export type Census = Omit<RosterFrame, "type">;

/** Compares who is here with what was last told. Pure: the announcer asks when it is time. */
export class Presence {
  /** What every session has been told. */
  #people: Map<string, Person>;
  #crowded: boolean;
  /** The people who hold no socket, as they were last, and since when, in milliseconds since 1970. */
  readonly #absent = new Map<string, { readonly person: Person; readonly since: number }>();

  /**
   * @param people whoever was here before the room slept: the others know of them
   * @param crowded whether they know how many only
   */
  constructor(people: Iterable<Person>, crowded = false) {
    this.#people = byId(people);
    this.#crowded = crowded;
  }

  get told(): Told {
    return { people: this.#people, crowded: this.#crowded };
  }

  /** Whoever has gone a moment ago, and may well be back. */
  get absent(): Person[] {
    return Array.from(this.#absent.values(), ({ person }) => person);
  }

  /** Somebody's last socket is gone. */
  lost(person: Person, now: number): void {
    this.#absent.set(person.id, { person, since: now });
  }

  /** Takes note of a person whom the sessions were told of before the room slept. */
  recall(person: Person): void {
    if (!this.#people.has(person.id)) this.#people.set(person.id, person);
  }

  /** What a newcomer starts from: everybody whom the sessions know of, and this person. */
  census(person: Person): Census {
    if (this.#crowded) return { sessions: [], people: this.countWith(person), crowded: true };
    return this.roster(person);
  }

  countWith({ id }: Person): number {
    return this.#people.size + (this.#people.has(id) ? 0 : 1);
  }

  /** The same by name, in a crowd too. */
  roster(person: Person): Census {
    return named({ ...this.told, people: new Map(this.#people).set(person.id, person) });
  }

  /** Takes note of who is here now, and of whom the sessions are told from now on. */
  change(present: Iterable<Person>, now: number): void {
    const here = byId(present);
    const people = new Map(here);
    for (const [id, person] of this.#people) {
      if (!here.has(id) && !this.#isGone(person, now)) people.set(id, person);
    }
    for (const [id, { person }] of this.#absent) {
      if (here.has(id) || this.#isGone(person, now)) this.#absent.delete(id);
    }
    this.#people = people;
    this.#crowded = people.size > (this.#crowded ? CROWD_END : LIMITS.roster);
  }

  /** In how many milliseconds the first of the absent will have left; null if nobody is absent. */
  due(now: number): number | null {
    if (this.#absent.size === 0) return null;
    const times = Array.from(this.#absent.values(), ({ since }) => since);
    return Math.max(0, Math.min(...times) + ABSENCE_GRACE - now);
  }

  #isGone(person: Person, now: number): boolean {
    const known = this.#absent.get(person.id);
    // A clock that was set back must not keep the absent here until it has caught up.
    const since = Math.min(known?.since ?? now, now);
    this.#absent.set(person.id, { person: known?.person ?? person, since });
    return now - since >= ABSENCE_GRACE;
  }
}

/** What somebody who knows `before` must be told to know `after`; null if it is the same. */
export function news(before: Told, after: Told): PresenceFrame | RosterFrame | null {
  const people = after.people.size;
  if (after.crowded) {
    if (before.crowded && before.people.size === people) return null;
    return { type: "presence", joined: [], left: [], people, crowded: true };
  }
  if (before.crowded) return { type: "roster", ...named(after) };
  const joined = values(after.people).filter(
    ({ id, name }) => before.people.get(id)?.name !== name,
  );
  const left = values(before.people).filter(({ id }) => !after.people.has(id));
  if (joined.length === 0 && left.length === 0) return null;
  return { type: "presence", joined, left, people };
}

/** The mark of frames that tell a number for a list. */
export function crowdMark(crowded: boolean): { readonly crowded?: Crowded } {
  return crowded ? { crowded } : {};
}

function named({ people, crowded }: Told): Census {
  const sessions = values(people).filter(({ name }) => name !== null);
  return { sessions, people: people.size, ...crowdMark(crowded) };
}

function values(people: People): Person[] {
  return Array.from(people.values());
}

function byId(people: Iterable<Person>): Map<string, Person> {
  return new Map(Array.from(people, (person) => [person.id, person]));
}
