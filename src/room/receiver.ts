/** What the frames of a session lead to: one synchronous stretch from the text to the answer. */

import { CLOSE, type Close } from "../protocol/close.ts";
import { decodeClientFrame, type Refused } from "../protocol/decode.ts";
import type { ClientFrame, Entry, NameFrame, PostFrame } from "../protocol/frames.ts";
import { LIMITS } from "../protocol/limits.ts";
import { REFUSALS } from "../protocol/refusal.ts";
import type { Announcer } from "./announcer.ts";
import type { Boards } from "./boards.ts";
import type { Broadcast } from "./broadcast.ts";
import type { Gate } from "./gate.ts";
import type { Log } from "./log.ts";
import type { Presence } from "./presence.ts";
import type { Session } from "./session.ts";
import type { Typing } from "./typing.ts";
import { refused, type Refusal } from "./verdict.ts";

/** Tokens that a roster costs: in a crowd it is as long as many posts. */
const ROSTER_PRICE = 5;

/** The parts of a room that a frame can concern. */
export interface Parts {
  readonly log: Log;
  readonly gate: Gate;
  readonly presence: Presence;
  readonly announcer: Announcer;
  readonly broadcast: Broadcast;
  readonly typing: Typing;
  readonly boards: Boards;
}

export class Receiver {
  readonly #parts: Parts;
  readonly #end: (session: Session, close: Close) => void;

  /** @param end ends a session from this side */
  constructor(parts: Parts, end: (session: Session, close: Close) => void) {
    this.#parts = parts;
    this.#end = end;
  }

  /** Reads a frame and does what it asks for, or answers why not. */
  receive(session: Session, data: string | ArrayBuffer): void {
    if (typeof data !== "string") return this.#end(session, CLOSE.badFrame);
    // Answers pile up with whoever asks and does not read them.
    if (session.pace() === "tooSlow") return this.#end(session, CLOSE.tooSlow);
    if (data.length > LIMITS.frame) return this.#end(session, CLOSE.frameTooLarge);
    const decoded = decodeClientFrame(data);
    switch (decoded.kind) {
      case "frame":
        return this.#carryOut(session, decoded.frame);
      case "refused":
        return this.#reject(session, decoded);
      case "unparseable":
        return this.#end(session, CLOSE.badFrame);
    }
  }

  #carryOut(session: Session, frame: ClientFrame): void {
    switch (frame.type) {
      case "name":
        return this.#name(session, frame);
      case "post":
        session.measured(frame.rtt);
        return this.#post(session, frame);
      case "typing":
        session.measured(frame.rtt);
        return this.#type(session);
      case "roster":
        return this.#tellRoster(session);
    }
  }

  #name(session: Session, frame: NameFrame): void {
    const verdict = this.#parts.gate.name(session, frame.name, Date.now());
    if (verdict.kind === "refused") return this.refuse(session, verdict);
    this.#parts.announcer.named(session.person);
  }

  #post(session: Session, frame: PostFrame): void {
    const verdict = this.#parts.gate.admit(frame, session, Date.now());
    switch (verdict.kind) {
      case "accepted":
        this.#parts.typing.ended(session.author);
        return this.#parts.gate.full ? this.#parts.broadcast.flush() : this.#parts.broadcast.soon();
      case "duplicate":
        return this.#tellAgain(session, frame, verdict.seq);
      case "refused":
        return this.refuse(session, verdict, frame.id);
    }
  }

  /** Stores what the gate has let in, and gives what everybody may now be told. */
  commit(): readonly Entry[] {
    const commit = this.#parts.gate.commit();
    if (commit.kind === "stored") {
      // With the post it was too early: a report between the two does not tell of it.
      if (commit.entries.length > 0) this.#parts.boards.changed();
      return commit.entries;
    }
    for (const { session, entry } of commit.posts) this.refuse(session, commit.refusal, entry.id);
    return [];
  }

  #tellAgain(session: Session, frame: PostFrame, seq: number): void {
    this.#parts.broadcast.flush();
    const entry = this.#parts.log.at(seq);
    if (entry) return session.send({ type: "entries", entries: [entry] });
    // The storage was full just now. Only who sent it first has been told, maybe over a dead link.
    this.#post(session, frame);
  }

  #type(session: Session): void {
    const { author: id, standing } = session;
    const limited = this.#parts.gate.spend(session, Date.now());
    if (limited) return this.refuse(session, limited);
    if (standing.kind === "reading") return this.refuse(session, refused("name_required"));
    this.#parts.typing.began({ id, name: standing.name });
  }

  #tellRoster(session: Session): void {
    const limited = this.#parts.gate.spend(session, Date.now(), ROSTER_PRICE);
    if (limited) return this.refuse(session, limited);
    session.send({ type: "roster", ...this.#parts.presence.roster(session.person) });
  }

  /** Answers a frame that could not be read, which costs as much as one that could. */
  #reject(session: Session, { code, message, id, fault }: Refused): void {
    const limited = this.#parts.gate.spend(session, Date.now());
    if (limited) return this.refuse(session, limited, id);
    session.send({ type: "refused", ...(id !== undefined && { id }), code, message });
    if (fault && session.strike() >= LIMITS.strikes) this.#end(session, CLOSE.badFrame);
  }

  /** Answers a frame that was not carried out. Whoever takes no notice of haste is closed. */
  refuse(session: Session, { kind: type, code, ...details }: Refusal, id?: string): void {
    session.send({
      type,
      ...(id !== undefined && { id }),
      code,
      message: REFUSALS[code],
      ...details,
    });
    if (code === "rate_limited" && session.hasten() >= LIMITS.hasty)
      this.#end(session, CLOSE.tooFast);
  }
}
