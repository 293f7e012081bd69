/** Who is here: what everybody has been told, and what has changed since. People, not sockets. */

import type { Person, PresenceFrame } from "../protocol/frames.ts";

/** Absences up to this many milliseconds are a reload or a lost signal, not a leave. */
export const ABSENCE_GRACE = 5_000;

/** The people of a room, by the author's id. */
export type People = ReadonlyMap<string, Person>;

/** Compares who is here with what was last told. Pure: the announcer asks when it is time. */
export class Presence {
  /** What every session has been told. */
  #told: Map<string, Person>;
  /** The people who hold no socket, as they were last, and since when, in milliseconds since 1970. */
  readonly #absent = new Map<string, { readonly person: Person; readonly since: number }>();

  /** @param people whoever was here before the room slept: the others know of them */
  constructor(people: Iterable<Person>) {
    this.#told = byId(people);
  }

  get told(): People {
    return this.#told;
  }

  /** Whoever has gone a moment ago, and may well be back. */
  get absent(): Person[] {
    return Array.from(this.#absent.values(), ({ person }) => person);
  }

  /** Somebody's last socket is gone. */
  lost(person: Person, now: number): void {
    this.#absent.set(person.id, { person, since: now });
  }

  /** Everybody whom the sessions know of, and this person: what a newcomer must start from. */
  with(person: Person): People {
    return new Map(this.#told).set(person.id, person);
  }

  /** Takes note of a person whom the sessions were told of before the room slept. */
  recall(person: Person): void {
    if (!this.#told.has(person.id)) this.#told.set(person.id, person);
  }

  /** What has changed since the last call, to be sent to every session; null if nothing has. */
  change(present: Iterable<Person>, now: number): PresenceFrame | null {
    const here = byId(present);
    const before = this.#told;
    this.#told = new Map(here);
    for (const [id, person] of before) {
      if (!here.has(id) && !this.#isGone(person, now)) this.#told.set(id, person);
    }
    for (const [id, { person }] of this.#absent) {
      if (here.has(id) || this.#isGone(person, now)) this.#absent.delete(id);
    }
    return difference(before, this.#told);
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

/** What somebody who knows of `before` must be told to know of `after`; null if it is the same. */
export function difference(before: People, after: People): PresenceFrame | null {
  const joined = Array.from(after.values()).filter(({ id, name }) => before.get(id)?.name !== name);
  const left = Array.from(before.values()).filter(({ id }) => !after.has(id));
  if (joined.length === 0 && left.length === 0) return null;
  return { type: "presence", joined, left, people: after.size };
}

function byId(people: Iterable<Person>): Map<string, Person> {
  return new Map(Array.from(people, (person) => [person.id, person]));
}
