/**
 * Whose name is whose. A name that is spoken under belongs to its author for good: nobody can later
 * write as them. A name that is only worn is its wearer's while they are here, and costs no row.
 */

import { nameKey, numberedName } from "../protocol/names.ts";
import type { Log } from "./log.ts";
import type { Session } from "./session.ts";
import { refused, type NameVerdict } from "./verdict.ts";

/** Numbers to try for a suggestion: a name with more holders wants another name. */
const SUGGESTIONS = 20;

export class Names {
  readonly #log: Log;
  readonly #sessions: { values(): Iterable<Session> };

  constructor(log: Log, sessions: { values(): Iterable<Session> }) {
    this.#log = log;
    this.#sessions = sessions;
  }

  /** Gives all sessions of the author this name, or says that it is taken and what is free. */
  claim(session: Session, name: string): NameVerdict {
    const holder = this.#holder(nameKey(name), session.author);
    if (holder === "other") return this.#taken(name, session.author);
    for (const other of this.#sessions.values()) {
      if (other.author === session.author) other.named(name, holder === "self");
    }
    return { kind: "named", name };
  }

  /** Gives a newcomer the name that their other sessions wear: one person has one name. */
  adopt(session: Session): void {
    for (const { author, standing } of this.#sessions.values()) {
      if (author !== session.author || standing.kind === "reading") continue;
      session.named(standing.name, standing.held);
      return;
    }
  }

  /** Makes the name of a session its author's for good; called when they speak. */
  hold({ author, standing }: Session): void {
    if (standing.kind === "reading" || standing.held) return;
    this.#log.hold(standing.key, author);
    for (const other of this.#sessions.values()) {
      if (other.author === author) other.named(standing.name, true);
    }
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
    for (const { author: wearer, standing } of this.#sessions.values()) {
      if (wearer !== author && standing.kind === "named" && standing.key === key) return "other";
    }
    return "nobody";
  }
}
