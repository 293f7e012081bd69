/** What the runtime itself agrees on: the proxy of `wrangler dev` would compress frames by itself. */

import { once } from "node:events";
import { expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { Server } from "./server.ts";
import { TARGETS } from "./targets.ts";

// The bench finds its servers' processes in /proc.
it.runIf(process.platform === "linux").each(["socket", "threads/socket"])(
  "A frame of /rooms/lobby/%s is not compressed, though its reader offers it",
  async (path) => {
    const server = await Server.start(TARGETS.gatehouse.runs, false);
    onTestFinished(() => server.stop());
    const url = `ws://127.0.0.1:${server.port}/rooms/lobby/${path}`;
    const socket = new WebSocket(url, { perMessageDeflate: true });
    onTestFinished(() => socket.terminate());
    await once(socket, "open");
    expect(socket.extensions).toBe("");
  },
  20_000,
);
