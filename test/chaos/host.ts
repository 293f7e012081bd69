/** The process that a kill -9 hits: the runtime with the worker, told what to do by its parent. */

import { readFileSync } from "node:fs";
import { Miniflare, type MiniflareOptions } from "miniflare";
import * as v from "valibot";
import { HOST_WISH, type HostAnswer } from "./wishes.ts";

const [port, data, script] = process.argv.slice(2);
if (port === undefined || data === undefined || script === undefined) {
  throw new Error("usage: host.ts PORT DATA SCRIPT");
}
const contents = readFileSync(script, "utf8");
let versions = 0;

const runtime = new Miniflare(options());
await runtime.ready;
answer({ kind: "done" });

// One wish at a time: an eviction during a reload would wait for a runtime that is going.
let last = Promise.resolve();
process.on("message", (message) => {
  last = last.then(() => carryOut(message));
});
process.on("disconnect", () => process.exit());

async function carryOut(message: unknown): Promise<void> {
  try {
    const wish = v.parse(HOST_WISH, message);
    switch (wish.do) {
      case "evict":
        return answer(await evict(wish.room, wish.sockets));
      case "reload":
        versions++;
        await runtime.setOptions(options());
        return answer({ kind: "done" });
    }
  } catch (error) {
    answer({ kind: "failed", error: String(error) });
  }
}

async function evict(room: string, webSockets: "hibernate" | "close"): Promise<HostAnswer> {
  try {
    await runtime.unsafeEvictDurableObject("gatehouse", "Room", { name: room, webSockets });
    return { kind: "done" };
  } catch (error) {
    if (/not currently running|active references/.test(String(error)))
      return { kind: "impossible" };
    throw error;
  }
}

/** As wrangler would run it, on a socket that leads straight to the worker. */
function options(): MiniflareOptions {
  return {
    host: "127.0.0.1",
    port: 0,
    resourcePersistencePath: data,
    workers: [
      {
        config: {
          name: "gatehouse",
          compatibilityDate: "2026-11-17",
          manifest: {
            mainModule: "worker.mjs",
            modules: {
              "worker.mjs": { type: "esm", contents: `${contents}\n// Version ${versions}\n` },
            },
          },
          env: {
            ROOMS: { type: "durable-object", worker: "gatehouse", exportName: "Room" },
            // So that whoever was away, and has much to say, is now and then told to wait.
            POSTS_PER_SECOND: { type: "text", value: "60" },
            POSTS_BURST: { type: "text", value: "4" },
            ALLOWED_ORIGINS: { type: "text", value: "" },
          },
          exports: { Room: { type: "durable-object", storage: "sqlite" } },
        },
        dev: { unsafeDirectSockets: [{ host: "127.0.0.1", port: Number(port) }] },
      },
    ],
  };
}

function answer(message: HostAnswer): void {
  process.send?.(message);
}
