/** Many people in a room, without browsers. */

import { randomUUID } from "node:crypto";
import { serverUrl } from "./visitor.ts";

/** Sockets that are opened at the same time. */
const AT_ONCE = 50;

export class Crowd {
  readonly #sockets: readonly WebSocket[];

  private constructor(sockets: readonly WebSocket[]) {
    this.#sockets = sockets;
  }

  /** Lets so many people into a room, each under a name of their own. */
  static async in(room: string, size: number): Promise<Crowd> {
    return Crowd.of(
      room,
      Array.from({ length: size }, (_, i) => `Person ${i}`),
    );
  }

  /** Lets people of these names into a room, or somebody without one. */
  static async of(room: string, names: readonly (string | null)[]): Promise<Crowd> {
    const sockets: WebSocket[] = [];
    for (let first = 0; first < names.length; first += AT_ONCE) {
      const next = names.slice(first, first + AT_ONCE).map((name) => enter(room, name));
      sockets.push(...(await Promise.all(next)));
    }
    return new Crowd(sockets);
  }

  /** Some of them post so many messages a second, for so many seconds. */
  async talk(perSecond: number, seconds: number): Promise<void> {
    for (let sent = 0; sent < perSecond * seconds; sent++) {
      this.say("Hello", (sent * 37) % this.#sockets.length, sent);
      await new Promise((done) => setTimeout(done, 1_000 / perSecond));
    }
  }

  /** One of them posts a message, and tells a round trip in milliseconds. */
  say(text: string, who = 0, rtt = 0): void {
    const post = { type: "post", id: randomUUID(), after: 0, text, rtt };
    this.#sockets[who]?.send(JSON.stringify(post));
  }

  leave(): void {
    for (const socket of this.#sockets) socket.close();
  }
}

async function enter(room: string, name: string | null): Promise<WebSocket> {
  const url = new URL(`/rooms/${room}/socket`, serverUrl());
  url.protocol = "ws:";
  if (name !== null) url.searchParams.set("name", name);
  const socket = new WebSocket(url);
  await new Promise<void>((done, fail) => {
    socket.addEventListener("message", () => done(), { once: true });
    socket.addEventListener("error", () => fail(new Error("The socket failed.")));
  });
  return socket;
}
