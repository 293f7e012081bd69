/** What each frame of the room leads to. */

import type { AnyEntry, RefusedFrame, ServerFrame, WelcomeFrame } from "../protocol/frames.ts";
import type { Naming } from "./naming.ts";
import type { Outbox } from "./outbox.ts";
import type { Reading } from "./reading.ts";
import { NO_NAMES, type RoomState, type State } from "./state.ts";
import { receive } from "./store.ts";
import type { Typists } from "./typing.ts";
import { leaveOff } from "./unread.ts";

/** The parts of the page that hear of it. */
export interface ReceiverOwner {
  readonly state: () => State;
  readonly change: (part: Partial<State>) => void;
  readonly outbox: Pick<Outbox, "restart" | "stored" | "refused">;
  readonly naming: Pick<Naming, "welcomed" | "met" | "refused">;
  readonly reading: Pick<Reading, "restart" | "look">;
  readonly typists: Pick<Typists, "heard" | "ended">;
  /** Something between what is held and this frame was lost. */
  readonly missed: () => void;
  /** The room is there again, or for the first time. */
  readonly welcomed: () => void;
  /** With a name that the room has granted, one can write. */
  readonly named: () => void;
}

export class Receiver {
  readonly #owner: ReceiverOwner;

  constructor(owner: ReceiverOwner) {
    this.#owner = owner;
  }

  receive(frame: ServerFrame): void {
    const { change, typists } = this.#owner;
    const before = this.#room;
    const room = receive(before, frame);
    if (room === null) return this.#owner.missed();
    change({ room });
    switch (frame.type) {
      case "welcome":
        return this.#welcomed(frame, before);
      case "entries":
        return this.#heard(frame.entries);
      case "presence":
        if (room.crowded && !before.crowded) change({ names: NO_NAMES });
        return this.#meet();
      case "typing":
        return typists.heard(frame.by.filter(({ id }) => id !== room.you?.id));
      case "roster":
        return change({ names: room.crowded ? { at: Date.now(), asked: false } : NO_NAMES });
      case "refused":
        return this.#refused(frame);
    }
  }

  #welcomed(frame: WelcomeFrame, before: RoomState): void {
    const { state, change, outbox, naming, reading, welcomed } = this.#owner;
    const { epoch, head } = this.#room;
    if (epoch !== before.epoch || head < before.head) {
      outbox.restart();
      reading.restart();
      change({ leftOff: null, older: "idle", newer: "idle" });
    }
    const { leftOff, link } = state();
    // What has come within a moment is read on from the line that is there.
    const isMoment = frame.resumed && !("wasLost" in link && link.wasLost);
    if (leftOff === null || !isMoment || !document.hasFocus()) this.#leaveOff();
    welcomed();
    this.#acknowledge(frame.resumed ? frame.entries : frame.messages);
    naming.welcomed();
    reading.look();
    this.#meet();
  }

  #heard(entries: readonly AnyEntry[]): void {
    // Nobody is looking: what has been read is read, and what comes now is new.
    if (!document.hasFocus()) this.#leaveOff();
    this.#acknowledge(entries);
  }

  /** What was being written is said. One's own entries are the room's word that it has stored one's posts. */
  #acknowledge(entries: readonly AnyEntry[]): void {
    const { outbox, typists } = this.#owner;
    const said = entries.filter((entry) => entry.kind === "message");
    typists.ended(said.map(({ by }) => by));
    const own = said.filter(({ by }) => by.id === this.#room.you?.id);
    outbox.stored(...own.map(({ id }) => id));
  }

  #leaveOff(): void {
    this.#owner.change({ leftOff: leaveOff(this.#owner.state()) });
  }

  #meet(): void {
    if (this.#owner.naming.met()) this.#owner.named();
  }

  /** Without an id, what was refused is the wish for a name, or for the names of a crowd. */
  #refused(frame: RefusedFrame): void {
    const { state, change, outbox, naming } = this.#owner;
    const { id, code, retryAfter } = frame;
    const { names } = state();
    if (id !== undefined) return outbox.refused(id, code, retryAfter);
    if (names.asked && code === "rate_limited") {
      return change({ names: { ...names, asked: false } });
    }
    naming.refused(frame);
  }

  get #room(): RoomState {
    return this.#owner.state().room;
  }
}
