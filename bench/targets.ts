/** What is measured, and how each is started. */

import type { WireName } from "./load/wires.ts";

export const TARGET_NAMES = [
  "gatehouse",
  "loop",
  "coalescing",
  "node-ws",
  "socket.io",
  "echo",
] as const;
export type TargetName = (typeof TARGET_NAMES)[number];

export interface Target {
  readonly title: string;
  /** What serves it: workerd with this bundled, or Node with this as it is. From the bench's folder. */
  readonly runs: { readonly on: "workerd" | "node"; readonly file: string };
  readonly wire: WireName;
  /** Who is sent a message. */
  readonly audience: "all" | "sender";
}

export const TARGETS: Readonly<Record<TargetName, Target>> = {
  gatehouse: {
    title: "Gatehouse: the whole room",
    runs: { on: "workerd", file: "../src/worker/index.ts" },
    wire: "gatehouse",
    audience: "all",
  },
  loop: {
    title: "bare Durable Object, loop over the sockets, nothing stored",
    runs: { on: "workerd", file: "targets/loop.ts" },
    wire: "plain",
    audience: "all",
  },
  coalescing: {
    title: "bare Durable Object, one frame and one INSERT per 5 ms burst",
    runs: { on: "workerd", file: "targets/coalescing.ts" },
    wire: "plain",
    audience: "all",
  },
  "node-ws": {
    title: "Node, ws",
    runs: { on: "node", file: "targets/node-ws.ts" },
    wire: "plain",
    audience: "all",
  },
  "socket.io": {
    title: "Node, Socket.IO",
    runs: { on: "node", file: "targets/socket-io.js" },
    wire: "socket.io",
    audience: "all",
  },
  echo: {
    title: "bare Durable Object, echo to the sender alone",
    runs: { on: "workerd", file: "targets/echo.ts" },
    wire: "plain",
    audience: "sender",
  },
};
