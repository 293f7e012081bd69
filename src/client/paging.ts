/** Pages of history, fetched as the reader comes near them. */

import { LIMITS } from "../protocol/limits.ts";
import { fetchPage } from "./history.ts";
import type { RoomState, State } from "./state.ts";
import { extend, moveTo, prepend } from "./store.ts";

/** What is asked for the state as it is by then, and told what changes in it. */
export interface PagingOwner {
  readonly state: () => Pick<State, "room" | "older" | "newer">;
  readonly change: (part: Partial<State>) => void;
}

export class Paging {
  readonly #owner: PagingOwner;
  #seeking: number | null = null;

  constructor(owner: PagingOwner) {
    this.#owner = owner;
  }

  /** Whether the reader is on their way to a message that has to be fetched. */
  get seeks(): boolean {
    return this.#seeking !== null;
  }

  /** Loads what comes before the messages that are held. */
  async loadOlder(): Promise<void> {
    const { room, older } = this.#owner.state();
    const first = room.messages[0];
    if (!first || first.seq === 1 || older === "loading") return;
    this.#owner.change({ older: "loading" });
    const page = await fetchPage(room.room, first.seq);
    const here = this.#room;
    const longer = page && prepend(here, first.seq, page);
    // Idle, it is asked again at once: only where the list has begun anew is that another question.
    if (!longer && here.messages[0] === first) return this.#owner.change({ older: "failed" });
    this.#owner.change({ older: "idle", room: longer ?? here });
  }

  /** Loads what comes after them, unless they reach to the end. */
  async loadNewer(): Promise<void> {
    const { room, newer } = this.#owner.state();
    if (room.tail === null || newer === "loading") return;
    this.#owner.change({ newer: "loading" });
    const until = room.until + LIMITS.page;
    const page = await fetchPage(room.room, until + 1);
    const here = this.#room;
    const longer = page && extend(here, until, page);
    if (!longer && here.until === room.until) return this.#owner.change({ newer: "failed" });
    this.#owner.change({ newer: "idle", room: longer ?? here });
  }

  /**
   * Sees to it that a message is held, with those round it.
   * @returns whether it is; null if another one has been sought since
   */
  async seek(seq: number): Promise<boolean | null> {
    this.#seeking = seq;
    if (!holds(this.#room, seq)) await this.#fetchRound(seq);
    if (this.#seeking !== seq) return null;
    this.#seeking = null;
    return holds(this.#room, seq);
  }

  async #fetchRound(seq: number): Promise<void> {
    const until = seq + LIMITS.page / 2;
    const page = await fetchPage(this.#room.room, until + 1);
    if (this.#seeking !== seq || !page || !holds(page, seq)) return;
    this.#owner.change({ room: moveTo(this.#room, until, page) ?? this.#room });
  }

  get #room(): RoomState {
    return this.#owner.state().room;
  }
}

function holds({ messages }: Pick<RoomState, "messages">, seq: number): boolean {
  return messages.some((message) => message.seq === seq);
}
