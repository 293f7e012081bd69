/** A program that fills a room before the browsers come. */

import { randomUUID } from "node:crypto";
import { serverUrl } from "./visitor.ts";

/** Posts the texts in their order, under one name, and waits until all are stored. */
export async function fill(room: string, name: string, texts: readonly string[]): Promise<void> {
  const url = new URL(`/rooms/${room}/socket`, serverUrl());
  url.protocol = "ws:";
  url.searchParams.set("name", name);
  const socket = new WebSocket(url);
  let stored = 0;
  await new Promise<void>((done, fail) => {
    socket.addEventListener("error", () => fail(new Error("The socket failed.")));
    socket.addEventListener("message", ({ data }) => {
      const frame: unknown = JSON.parse(String(data));
      if (typeof frame !== "object" || frame === null || !("type" in frame)) return;
      if (frame.type === "refused") fail(new Error(String(data)));
      if (frame.type === "welcome") {
        for (const text of texts) {
          socket.send(JSON.stringify({ type: "post", id: randomUUID(), after: 0, text }));
        }
      }
      if (frame.type === "entries" && "entries" in frame && Array.isArray(frame.entries)) {
        stored += frame.entries.length;
        if (stored === texts.length) done();
      }
    });
  });
  socket.close();
}

/** Posts so many messages a second, evenly, for so many seconds. */
export async function flood(room: string, perSecond: number, seconds: number): Promise<void> {
  const url = new URL(`/rooms/${room}/socket`, serverUrl());
  url.protocol = "ws:";
  url.searchParams.set("name", `Flood ${randomUUID().slice(0, 8)}`);
  const socket = new WebSocket(url);
  await new Promise((done) => socket.addEventListener("message", done, { once: true }));
  const start = performance.now();
  let sent = 0;
  while (sent < perSecond * seconds) {
    await new Promise((done) => setTimeout(done, 10));
    const due = ((performance.now() - start) / 1000) * perSecond;
    for (; sent < Math.min(due, perSecond * seconds); sent++) {
      const text = `Message ${sent} of a flood, about as long as what people write`;
      socket.send(JSON.stringify({ type: "post", id: randomUUID(), after: 0, text }));
    }
  }
  socket.close();
}

/** The texts "Message 1" to "Message N". */
export function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `Message ${i + 1}`);
}
