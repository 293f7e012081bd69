/**
 * Whose name is whose. A name that is spoken under belongs to its author for good: nobody can later
 * write as them. A name that is only worn is its wearer's while they are here, and costs no row.
 */

import { nameKey, numberedName } from "../protocol/names.ts";
import type { Log } from "./log.ts";
import type { Presence } from "./presence.ts";
import type { Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";
import { refused, type NameVerdict } from "./verdict.ts";

/** Names that an author can hold in a room. What they speak under beyond these is only worn. */
export const HELD_MAX = 5;

/** Numbers to try for a suggestion: a name with more holders wants another name. */
const SUGGESTIONS = 20;

export class Names {
  readonly #log: Log;
  readonly #sessions: Sessions;
  readonly #presence: Presence;

  constructor(log: Log, sessions: Sessions, presence: Presence) {
    this.#log = log;
    this.#sessions = sessions;
    this.#presence = presence;
  }

  /** Gives all sessions of the author this name, or says that it is taken and what is free. */
  claim(session: Session, name: string): NameVerdict {
    const { author } = session;
    const holder = this.#holder(nameKey(name), author);
    if (holder === "other") return this.#taken(name, author);
    session.wear(name, holder === "self");
    this.#wear(author, name, holder === "self");
    return { kind: "named", name };
  }

  /** Gives a newcomer the name that their other sessions wear: one person has one name. */
  adopt(session: Session): boolean {
    for (const { standing } of this.#sessions.of(session.author)) {
      if (standing.kind === "reading") continue;
      session.wear(standing.name, standing.settled);
      return true;
    }
    return false;
  }

  /** Makes the name of a session its author's for good; called when they speak. */
  hold({ author, standing }: Session): void {
    if (standing.kind === "reading" || standing.settled) return;
    if (this.#log.heldBy(author) < HELD_MAX) this.#log.hold(standing.key, author);
    this.#wear(author, standing.name, true);
  }

  #wear(author: string, name: string, settled: boolean): void {
    for (const session of this.#sessions.of(author)) session.wear(name, settled);
  }

  #taken(name: string, author: string): NameVerdict {
    for (let number = 2; number < 2 + SUGGESTIONS; number++) {
      const suggestion = numberedName(name, number);
      if (this.#holder(nameKey(suggestion), author) !== "other") {
        return { ...refused("name_taken"), suggestion };
      }
    }
    return refused("name_taken");
  }

  /** Who has the name with this key: the author for good, somebody else in any way, or nobody else. */
  #holder(key: string, author: string): "self" | "other" | "nobody" {
    const holder = this.#log.holder(key);
    if (holder !== undefined) return holder === author ? "self" : "other";
    return this.#isWornByAnother(key, author) ? "other" : "nobody";
  }

  #isWornByAnother(key: string, author: string): boolean {
    for (const { author: wearer, standing } of this.#sessions) {
      if (wearer !== author && standing.kind === "named" && standing.key === key) return true;
    }
    // Whoever has gone a moment ago may well be back with their name.
    return this.#presence.absent.some(
      ({ id, name }) => id !== author && name !== null && nameKey(name) === key,
    );
  }
}
