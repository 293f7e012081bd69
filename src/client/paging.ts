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
    const { room, older: former } = this.#owner.state();
    const first = room.messages[0];
    if (!first || first.seq === 1 || former === "loading") return;
    this.#owner.change({ older: "loading" });
    const page = await fetchPage(room.room, first.seq);
    const here = this.#room;
    const longer = page && prepend(here, first.seq, page);
    // Idle, it is asked again at once: only where the list has begun anew is that another question.
    const older = !longer && here.messages[0] === first ? "failed" : "idle";
    this.#owner.change({ older, room: longer ?? here });
  }

  /** Loads what comes after them, unless they reach to the end. */
  async loadNewer(): Promise<void> {
    const { room, newer: former } = this.#owner.state();
    if (room.tail === null || former === "loading") return;
    this.#owner.change({ newer: "loading" });
    const until = room.until + LIMITS.page;
    const page = await fetchPage(room.room, until + 1);
    const here = this.#room;
    const longer = page && extend(here, until, page);
    const newer = !longer && here.until === room.until ? "failed" : "idle";
    this.#owner.change({ newer, room: longer ?? here });
  }

  /**
   * Sees to it that a message is held, with those round it.
   * @returns whether it is; null if the reader has gone elsewhere meanwhile
   */
  async seek(seq: number): Promise<boolean | null> {
    this.#seeking = seq;
    const until = seq + LIMITS.page / 2;
    const page = holds(this.#room, seq) ? null : await fetchPage(this.#room.room, until + 1);
    if (this.#seeking !== seq) return null;
    this.#seeking = null;
    const here = this.#room;
    if (page && holds(page, seq)) this.#owner.change({ room: moveTo(here, until, page) ?? here });
    return holds(this.#room, seq);
  }

  /** The reader has gone elsewhere: what is being fetched does not call them back. */
  stopSeeking(): void {
    this.#seeking = null;
  }

  get #room(): RoomState {
    return this.#owner.state().room;
  }
}

function holds({ messages }: Pick<RoomState, "messages">, seq: number): boolean {
  return messages.some((message) => message.seq === seq);
}
