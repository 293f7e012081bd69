/** What is measured, and how each is started. */

import type { WireName } from "./load/wires.ts";

export const TARGET_NAMES = [
  "gatehouse",
  "gatehouse-disk",
  "loop",
  "coalescing",
  "node-ws",
  "socket.io",
  "echo",
] as const;
export type TargetName = (typeof TARGET_NAMES)[number];

/** What serves: workerd with this file bundled, or Node with it as it is. From the bench's folder. */
export interface Runs {
  readonly on: "workerd" | "node";
  readonly file: string;
}

export interface Target {
  readonly title: string;
  readonly runs: Runs;
  /** Whether it stores on disk, though the others do not. */
  readonly disk?: true;
  /** Whether it is measured in the first round only, and not in a quick run. */
  readonly isAside?: true;
  readonly wire: WireName;
  /** Who is sent a message. */
  readonly audience: "all" | "sender";
}

/** Gatehouse, and a count of what its rooms do. */
export const OBSERVED: Runs = { on: "workerd", file: "targets/observed.ts" };

export const TARGETS: Readonly<Record<TargetName, Target>> = {
  gatehouse: {
    title: "Gatehouse: the whole room",
    runs: { on: "workerd", file: "../src/worker/index.ts" },
    wire: "gatehouse",
    audience: "all",
  },
  "gatehouse-disk": {
    title: "Gatehouse, storing on this machine's disk",
    runs: { on: "workerd", file: "../src/worker/index.ts" },
    disk: true,
    isAside: true,
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
    isAside: true,
    wire: "plain",
    audience: "sender",
  },
};

/** What a quick run measures if nothing else is asked for. */
export const QUICK_TARGETS = TARGET_NAMES.filter((name) => TARGETS[name].isAside !== true);
