/**
 * The boards: sockets that watch the live sessions and are none themselves. They cost a room nothing
 * while none is open, and while nothing happens: then they let it sleep.
 */

import { CLOSE, type Close } from "../protocol/close.ts";
import type { ThreadsFrame } from "../protocol/frames.ts";
import { LIMITS } from "../protocol/limits.ts";
import type { Later } from "./broadcast.ts";
import { backlogOf } from "./session.ts";

/** The tag by which the runtime finds the boards among a room's sockets after a sleep. */
export const BOARD = "board";

/** Milliseconds from what happens to its report, and from one report to the next at the least. */
const WINDOW = { first: 200, next: 1_000 };

/**
 * Bytes that wait for a board when it is told nothing more: a few reports. After so many reports in a
 * row that it was not told it is closed, for until it has caught up it keeps the room awake.
 */
const BEHIND = { bytes: 100_000, reports: 30 };

export class Boards {
  /** For each board, the oldest first, how many reports in a row have passed it by. */
  readonly #missed = new Map<WebSocket, number>();
  readonly #later: Later;
  readonly #report: (first: boolean) => ThreadsFrame;
  #due = false;
  /** When the last report was told, in milliseconds since 1970: not since the room woke. */
  #toldAt = 0;

  /**
   * @param sockets the boards that the runtime has kept while the room slept
   * @param report what there is to tell, asked for when it is told; to one that has just come it is
   * the `first`
   */
  constructor(
    sockets: readonly WebSocket[],
    later: Later,
    report: (first: boolean) => ThreadsFrame,
  ) {
    this.#later = later;
    this.#report = report;
    for (const socket of sockets) {
      // A board that was closed lingers until its page has answered.
      if (socket.readyState === WebSocket.OPEN) this.#missed.set(socket, 0);
    }
  }

  /** Takes a board in, and tells it at once what there is. */
  add(socket: WebSocket): void {
    const [oldest] = this.#missed.keys();
    if (oldest && this.#missed.size >= LIMITS.boards) this.#end(oldest, CLOSE.replaced);
    this.#missed.set(socket, 0);
    socket.send(JSON.stringify(this.#report(true)));
  }

  /** A board has sent something. It has nothing to say, and could keep the room awake with it. */
  spoke(socket: WebSocket): void {
    if (this.#missed.has(socket)) this.#end(socket, CLOSE.badFrame);
  }

  remove(socket: WebSocket): void {
    this.#missed.delete(socket);
  }

  /** Something has happened: the boards hear of it soon, and of what follows on it with it. */
  changed(): void {
    if (this.#missed.size === 0 || this.#due) return;
    this.#due = true;
    const wait = this.#toldAt + WINDOW.next - Date.now();
    this.#later(Math.min(WINDOW.next, Math.max(WINDOW.first, wait)), () => this.#tell());
  }

  #tell(): void {
    this.#due = false;
    this.#toldAt = Date.now();
    if (this.#missed.size === 0) return;
    const text = JSON.stringify(this.#report(false));
    for (const [socket, missed] of this.#missed) {
      if (backlogOf(socket) <= BEHIND.bytes) {
        this.#missed.set(socket, 0);
        send(socket, text);
      } else if (missed < BEHIND.reports) {
        this.#missed.set(socket, missed + 1);
        // The last report must not pass it by.
        this.changed();
      } else {
        this.#end(socket, CLOSE.tooSlow);
      }
    }
  }

  #end(socket: WebSocket, { code, reason }: Close): void {
    this.#missed.delete(socket);
    socket.close(code, reason);
  }
}

/** A socket that is going away takes nothing; its close event is on the way. */
function send(socket: WebSocket, text: string): void {
  try {
    socket.send(text);
  } catch {
    // It is removed when it has closed.
  }
}
