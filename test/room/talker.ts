/** A client for conversations with a room in the test's own runtime: it sends, and waits for answers. */

import { exports } from "cloudflare:workers";
import { expect, vi } from "vitest";
import { decodeServerFrame } from "../../src/protocol/answers.ts";
import type {
  AnyEntry,
  Entry,
  PostFrame,
  RefusedFrame,
  ServerFrame,
  WelcomeFrame,
} from "../../src/protocol/frames.ts";

/** What a talker brings to the upgrade. */
export interface Visit {
  readonly name?: string;
  readonly since?: number;
  readonly epoch?: string;
  /** The secret; a new one for each visit unless it is given. */
  readonly token?: string;
  readonly headers?: Record<string, string>;
}

/** What a post may have besides its text. */
type Post = Partial<Pick<PostFrame, "id" | "after" | "replyTo" | "rtt">>;

type Of<Type extends ServerFrame["type"]> = Extract<ServerFrame, { type: Type }>;

/** How often to look for what comes, and for how long, in milliseconds. */
export const OFTEN = { interval: 5, timeout: 5_000 };

let rooms = 0;

/** A room that no other test has been in: storage is shared between the tests of a file. */
export function freshRoom(): string {
  return `room-${++rooms}-${crypto.randomUUID().slice(0, 8)}`;
}

/** A secret of 128 bits. */
export function freshToken(): string {
  return crypto.randomUUID().replaceAll("-", "");
}

export class Talker {
  readonly socket: WebSocket;
  /** Everything that has come, in its order. */
  readonly frames: ServerFrame[] = [];
  readonly raw: string[] = [];
  closed: { readonly code: number; readonly reason: string } | null = null;
  #posts = 0;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.addEventListener("message", ({ data }) => this.#take(data));
    socket.addEventListener("close", ({ code, reason }) => {
      this.closed = { code, reason };
    });
    socket.accept();
  }

  /** Opens a socket to a room. */
  static async open(room: string, visit: Visit = {}): Promise<Talker> {
    const { socket } = await upgrade(room, visit);
    return new Talker(socket);
  }

  /** Opens a socket and waits for the welcome. */
  static async join(room: string, visit: Visit = {}): Promise<Talker> {
    const talker = await Talker.open(room, visit);
    await talker.until("welcome");
    return talker;
  }

  get welcome(): WelcomeFrame {
    return this.#first("welcome");
  }

  /** Every entry that has come, in a welcome or after it. */
  get entries(): Entry[] {
    return this.#allEntries().filter((entry) => entry.kind === "message");
  }

  #allEntries(): AnyEntry[] {
    return this.frames.flatMap((frame): AnyEntry[] => {
      switch (frame.type) {
        case "welcome":
          return frame.resumed ? [...frame.entries] : [...frame.messages];
        case "entries":
          return [...frame.entries];
        case "presence":
        case "roster":
        case "typing":
        case "refused":
          return [];
      }
    });
  }

  get texts(): string[] {
    return this.entries.map(({ text }) => text);
  }

  get refusals(): RefusedFrame[] {
    return this.all("refused");
  }

  send(frame: unknown): void {
    this.sendText(JSON.stringify(frame));
  }

  sendText(text: string | ArrayBuffer): void {
    this.socket.send(text);
  }

  /** Sends a post and tells its id. */
  post(text: string, more: Post = {}): string {
    const id = more.id ?? `post-${++this.#posts}`;
    const after = more.after ?? this.entries.at(-1)?.seq ?? 0;
    this.send({ ...more, type: "post", id, after, text });
    return id;
  }

  /** Posts and waits until the entry has come back. */
  async say(text: string, more: Post = {}): Promise<Entry> {
    const id = this.post(text, more);
    return vi.waitFor(() => {
      const entry = this.entries.find((it) => it.id === id && it.by.id === this.welcome.you.id);
      expect(entry, `the echo of ${id}`).toBeDefined();
      return entry!;
    }, OFTEN);
  }

  all<Type extends ServerFrame["type"]>(type: Type): Of<Type>[] {
    return this.frames.filter((frame): frame is Of<Type> => frame.type === type);
  }

  /** Waits for the `count`th frame of a type. */
  async until<Type extends ServerFrame["type"]>(type: Type, count = 1): Promise<Of<Type>> {
    return vi.waitFor(() => {
      const frame = this.all(type)[count - 1];
      expect(frame, `${type} number ${count}`).toBeDefined();
      return frame!;
    }, OFTEN);
  }

  /** Waits until this many entries have come. */
  async untilEntries(count: number): Promise<Entry[]> {
    await vi.waitFor(() => expect(this.entries.length).toBeGreaterThanOrEqual(count), OFTEN);
    return this.entries;
  }

  /** Waits until a person of this name has been told to be here. */
  async untilKnows(name: string): Promise<void> {
    await vi.waitFor(() => {
      const joined = this.all("presence").flatMap((frame) => frame.joined.map((it) => it.name));
      expect(joined).toContain(name);
    }, OFTEN);
  }

  async untilClosed(): Promise<{ readonly code: number; readonly reason: string }> {
    return vi.waitFor(() => {
      expect(this.closed, "a close").not.toBeNull();
      return this.closed!;
    }, OFTEN);
  }

  /** Waits for an answer to a ping: whatever was sent before it has been answered by then. */
  async settle(): Promise<void> {
    const pongs = this.raw.filter((text) => text === "pong").length;
    this.sendText("ping");
    await vi.waitFor(() => {
      expect(this.raw.filter((text) => text === "pong").length).toBeGreaterThan(pongs);
    }, OFTEN);
  }

  leave(code = 1000): void {
    this.socket.close(code);
  }

  #first<Type extends ServerFrame["type"]>(type: Type): Of<Type> {
    const [frame] = this.all(type);
    if (!frame) throw new Error(`No ${type} has come.`);
    return frame;
  }

  #take(data: unknown): void {
    const text = String(data);
    this.raw.push(text);
    if (text === "pong") return;
    const frame = decodeServerFrame(text);
    if (!frame) throw new Error(`The room sent what the protocol does not know: ${text}`);
    this.frames.push(frame);
  }
}

/** Asks for an upgrade and gives the socket and the response. */
export async function upgrade(
  room: string,
  { name, since, epoch, token, headers }: Visit = {},
): Promise<{ socket: WebSocket; response: Response }> {
  const url = new URL(`http://gatehouse.test/rooms/${room}/socket`);
  if (name !== undefined) url.searchParams.set("name", name);
  if (since !== undefined) url.searchParams.set("since", String(since));
  if (epoch !== undefined) url.searchParams.set("epoch", epoch);
  const response = await exports.default.fetch(url, {
    headers: {
      Upgrade: "websocket",
      Authorization: `Bearer ${token ?? freshToken()}`,
      ...headers,
    },
  });
  if (!response.webSocket) throw new Error(`No socket but ${response.status}.`);
  return { socket: response.webSocket, response };
}
