/** A board for conversations with a room in the test's own runtime: it waits for reports. */

import { exports } from "cloudflare:workers";
import { expect, vi } from "vitest";
import { decodeThreadsFrame } from "../../src/protocol/answers.ts";
import type { ThreadsFrame } from "../../src/protocol/frames.ts";
import { OFTEN } from "./talker.ts";

export class Watcher {
  readonly socket: WebSocket;
  /** Every report that has come, in order. */
  readonly reports: ThreadsFrame[] = [];
  /** Everything else that has come. */
  readonly others: string[] = [];
  closed: { readonly code: number; readonly reason: string } | null = null;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.addEventListener("message", ({ data }) => this.#take(String(data)));
    socket.addEventListener("close", ({ code, reason }) => {
      this.closed = { code, reason };
    });
    socket.accept();
  }

  /** Opens a board on a room. */
  static async open(room: string, headers: Record<string, string> = {}): Promise<Watcher> {
    return new Watcher(await openBoard(room, headers));
  }

  /** Opens a board and waits for its first report. */
  static async watch(room: string): Promise<Watcher> {
    const watcher = await Watcher.open(room);
    await watcher.until({ room });
    return watcher;
  }

  get last(): ThreadsFrame | undefined {
    return this.reports.at(-1);
  }

  /** Waits until the last report says this. */
  async until(report: object, timeout = 3_000): Promise<ThreadsFrame> {
    return vi.waitFor(
      () => {
        expect(this.last).toMatchObject(report);
        return this.last!;
      },
      { ...OFTEN, timeout },
    );
  }

  async untilClosed(): Promise<{ readonly code: number; readonly reason: string }> {
    return vi.waitFor(() => {
      expect(this.closed, "a close").not.toBeNull();
      return this.closed!;
    }, OFTEN);
  }

  /** Waits for an answer to a ping: whatever was sent before it has come by then. */
  async settle(): Promise<void> {
    const pongs = this.others.length;
    this.socket.send("ping");
    await vi.waitFor(() => expect(this.others.slice(pongs)).toEqual(["pong"]), OFTEN);
  }

  #take(text: string): void {
    const report = decodeThreadsFrame(text);
    if (report) this.reports.push(report);
    else this.others.push(text);
  }
}

/** The board's end of a socket, not accepted yet. */
export async function openBoard(room: string, headers = {}): Promise<WebSocket> {
  const url = `http://gatehouse.test/rooms/${room}/threads/socket`;
  const response = await exports.default.fetch(url, {
    headers: { Upgrade: "websocket", ...headers },
  });
  if (!response.webSocket) throw new Error(`No socket but ${response.status}.`);
  return response.webSocket;
}
