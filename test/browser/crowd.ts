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
    const sockets: WebSocket[] = [];
    while (sockets.length < size) {
      const names = Array.from({ length: Math.min(AT_ONCE, size - sockets.length) }, (_, i) =>
        enter(room, `Person ${sockets.length + i}`),
      );
      sockets.push(...(await Promise.all(names)));
    }
    return new Crowd(sockets);
  }

  /** Some of them post so many messages a second, for so many seconds. */
  async talk(perSecond: number, seconds: number): Promise<void> {
    for (let sent = 0; sent < perSecond * seconds; sent++) {
      const post = { type: "post", id: randomUUID(), after: 0, text: "Hello", rtt: sent };
      this.#sockets[(sent * 37) % this.#sockets.length]?.send(JSON.stringify(post));
      await new Promise((done) => setTimeout(done, 1_000 / perSecond));
    }
  }

  leave(): void {
    for (const socket of this.#sockets) socket.close();
  }
}

async function enter(room: string, name: string): Promise<WebSocket> {
  const url = new URL(`/rooms/${room}/socket`, serverUrl());
  url.protocol = "ws:";
  url.searchParams.set("name", name);
  const socket = new WebSocket(url);
  await new Promise<void>((done, fail) => {
    socket.addEventListener("message", () => done(), { once: true });
    socket.addEventListener("error", () => fail(new Error("The socket failed.")));
  });
  return socket;
}
