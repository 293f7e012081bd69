/** The people in the pictures: programs, each with a secret and thus a face of their own. */

import { randomUUID } from "node:crypto";
import { WebSocket } from "ws";

/** A part of a conversation: who says it, how many minutes before the picture, and what. */
export type Line = readonly [by: string, minutes: number, text: string];

/** Milliseconds after which the room would take a silent program for one that has gone. */
const PING = 20_000;

export class People {
  readonly #site: string;
  readonly #here = new Map<string, Promise<WebSocket>>();
  readonly #told = new Map<string, Promise<void>>();

  /** @param site where the rooms are */
  constructor(site: string) {
    this.#site = site;
  }

  /** Lets them into a room, and waits until they are there. */
  async enter(room: string, names: readonly string[]): Promise<void> {
    for (const name of names) await this.#in(room, name);
  }

  /** Has this said in a room, once, whoever asks for it how often. */
  tell(room: string, lines: readonly Line[]): Promise<void> {
    const told = this.#told.get(room) ?? this.say(room, lines);
    this.#told.set(room, told);
    return told;
  }

  /** Has this said in a room, line by line. */
  async say(room: string, lines: readonly Line[]): Promise<void> {
    for (const [by, , text] of lines) {
      const id = randomUUID();
      const socket = await this.#in(room, by);
      const stored = answer(socket, id);
      socket.send(JSON.stringify({ type: "post", id, after: 0, text }));
      await stored;
    }
  }

  async type(room: string, names: readonly string[]): Promise<void> {
    for (const name of names) (await this.#in(room, name)).send('{"type":"typing"}');
  }

  /** They leave everywhere. */
  async leave(): Promise<void> {
    for (const socket of this.#here.values()) (await socket).terminate();
  }

  #in(room: string, name: string): Promise<WebSocket> {
    const key = `${room} ${name}`;
    const socket = this.#here.get(key) ?? open(`${this.#site}/rooms/${room}/socket`, name);
    this.#here.set(key, socket);
    return socket;
  }
}

/** By which the room knows somebody; the same in each room, and each time. */
export function secretOf(name: string): string {
  return Buffer.from(name).toString("hex").padEnd(32, "0");
}

async function open(address: string, name: string): Promise<WebSocket> {
  const url = `${address.replace("http", "ws")}?${new URLSearchParams({ name })}`;
  const headers = { Authorization: `Bearer ${secretOf(name)}` };
  const socket = new WebSocket(url, { headers });
  const ping = setInterval(() => socket.send("ping"), PING);
  socket.on("close", () => clearInterval(ping));
  await new Promise((done, fail) => socket.once("message", done).once("error", fail));
  return socket;
}

/** Waits until a post is stored. */
function answer(socket: WebSocket, id: string): Promise<void> {
  return new Promise((done, fail) => {
    const listen = (data: Buffer): void => {
      const frame = data.toString();
      if (frame.includes('"refused"')) fail(new Error(frame));
      if (!frame.includes(id)) return;
      socket.off("message", listen);
      done();
    };
    socket.on("message", listen);
  });
}
