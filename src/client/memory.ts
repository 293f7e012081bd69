/** What this browser remembers of the page's room. */

import type { History } from "../protocol/frames.ts";
import { Draft } from "./memory/draft.ts";
import { laterOf, withLog } from "./memory/logs.ts";
import { KEYS, keysOf, recall, remember } from "./memory/storage.ts";
import type { Joining, RoomState } from "./state.ts";
import { toPage } from "./store.ts";
import { parseVisits, visitOf, withVisit } from "./memory/visits.ts";

export class RoomMemory {
  readonly draft: Draft;
  readonly #keys: ReturnType<typeof keysOf>;

  constructor(room: string) {
    this.draft = new Draft(room);
    this.#keys = keysOf(room);
  }

  /** The name to begin with: the last one that was taken, which is asked for again if it was in this room. */
  joining(): Joining {
    const remembered = recall(KEYS.name) ?? "";
    return { remembered, asked: recall(this.#keys.name), refused: null };
  }

  keepName(name: string): void {
    if (recall(this.#keys.name) === name) return;
    remember(KEYS.name, name);
    remember(this.#keys.name, name);
  }

  /** What was last seen of the room, if it goes beyond its page. */
  laterOf(page: History): History {
    return laterOf(page, recall(KEYS.logs));
  }

  /** The next page may have to come without a network, and then is older than what was read here. */
  keepLog(room: RoomState): void {
    remember(KEYS.logs, withLog(recall(KEYS.logs), toPage(room)));
  }

  /** How far the room has been read in this browser; null if this log is not known here. */
  readOf({ room, epoch }: RoomState): number | null {
    const visits = parseVisits(recall(KEYS.visits));
    return visits.find((it) => it.room === room && it.epoch === epoch)?.read ?? null;
  }

  /** Calls each time that another page of this browser has changed how far rooms have been read. */
  onVisit(changed: () => void): void {
    addEventListener("storage", ({ key }) => key === KEYS.visits && changed());
  }

  /** Puts the room, read so far, at the top of those that one has been in. */
  noteVisit(room: RoomState, read: number): void {
    const visit = visitOf({ ...room, head: read }, Date.now());
    remember(KEYS.visits, JSON.stringify(withVisit(parseVisits(recall(KEYS.visits)), visit)));
  }
}
