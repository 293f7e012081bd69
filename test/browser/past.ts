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

/** The texts "Message 1" to "Message N". */
export function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `Message ${i + 1}`);
}
