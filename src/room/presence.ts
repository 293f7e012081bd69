/** Who is here: what everybody has been told, and what has changed since. People, not sockets. */

import type { Person, PresenceFrame } from "../protocol/frames.ts";

/** Absences up to this many milliseconds are a reload or a lost signal, not a leave. */
export const ABSENCE_GRACE = 5_000;

/** Compares who is here with what was last told. It has no timer: the room asks when it is `due`. */
export class Presence {
  /** What every session has been told, by author. */
  readonly #told: Map<string, Person>;
  /** The people among them who hold no socket, and since when, in milliseconds since 1970. */
  readonly #absent = new Map<string, number>();

  /** @param people whoever was here before the room slept: the others know of them */
  constructor(people: Iterable<Person>) {
    this.#told = byId(people);
  }

  /** Everybody whom the sessions know of, and this person: what a newcomer must start from. */
  with(person: Person): ReadonlyMap<string, Person> {
    return new Map(this.#told).set(person.id, person);
  }

  /** Takes note of a person whom the sessions were told of before the room slept. */
  recall(person: Person): void {
    if (!this.#told.has(person.id)) this.#told.set(person.id, person);
  }

  /** What has changed since the last call, to be sent to every session; null if nothing has. */
  change(present: Iterable<Person>, now: number): PresenceFrame | null {
    const here = byId(present);
    const joined = [...here.values()].filter(({ id, name }) => this.#told.get(id)?.name !== name);
    const left = [...this.#told.values()].filter(({ id }) => this.#isGone(id, here, now));
    if (joined.length === 0 && left.length === 0) return null;

    for (const person of joined) this.#told.set(person.id, person);
    for (const { id } of left) {
      this.#told.delete(id);
      this.#absent.delete(id);
    }
    return { type: "presence", joined, left, people: this.#told.size };
  }

  /** In how many milliseconds the first of the absent will have left; null if nobody is absent. */
  due(now: number): number | null {
    if (this.#absent.size === 0) return null;
    return Math.max(0, Math.min(...this.#absent.values()) + ABSENCE_GRACE - now);
  }

  #isGone(id: string, here: ReadonlyMap<string, Person>, now: number): boolean {
    if (here.has(id)) {
      this.#absent.delete(id);
      return false;
    }
    // A clock that was set back must not keep the absent here until it has caught up.
    const since = Math.min(this.#absent.get(id) ?? now, now);
    this.#absent.set(id, since);
    return now - since >= ABSENCE_GRACE;
  }
}

function byId(people: Iterable<Person>): Map<string, Person> {
  return new Map(Array.from(people, (person) => [person.id, person]));
}
