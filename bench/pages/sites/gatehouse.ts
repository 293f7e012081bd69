/** Gatehouse as `npm start` serves it, with a room in which something has been said. */

import { WebSocket } from "ws";
import { PING } from "../../../src/protocol/frames.ts";
import { startServer } from "../../../tools/server.ts";
import { PAST } from "../past.ts";
import type { Serving } from "../sites.ts";

const PLENTY = "100000";

/** Milliseconds between two signs of life. Whoever gives none for 65 s is not here any more. */
const SIGN = 20_000;

/** The room has its past, and the people who spoke are still there. */
export async function startGatehouse(): Promise<Serving> {
  const { port, stop } = await startServer({ POSTS_PER_SECOND: PLENTY, POSTS_BURST: PLENTY });
  const people = new Map<string, WebSocket>();
  for (const [number, { by, text }] of PAST.entries()) {
    const socket = people.get(by) ?? (await enter(port, by));
    people.set(by, socket);
    socket.send(JSON.stringify({ type: "post", id: String(number), after: number, text }));
    await told(socket, `"id":"${number}"`);
  }
  const signs = setInterval(() => {
    for (const socket of people.values()) socket.send(PING);
  }, SIGN);
  return {
    port,
    stop: async () => {
      clearInterval(signs);
      for (const socket of people.values()) socket.terminate();
      await stop();
    },
  };
}

async function enter(port: number, name: string): Promise<WebSocket> {
  const socket = new WebSocket(`ws://localhost:${port}/rooms/visit/socket?name=${name}`, {
    headers: { Authorization: `Bearer ${name.padEnd(32, "0")}` },
  });
  await told(socket, '"type":"welcome"');
  return socket;
}

/** Waits for a frame with these words. */
function told(socket: WebSocket, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (frame: Buffer): void => {
      if (!frame.toString().includes(words)) return;
      socket.off("message", look);
      resolve();
    };
    socket.on("message", look);
    socket.once("error", reject);
  });
}
