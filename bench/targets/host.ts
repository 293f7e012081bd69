/** Runs a worker on workerd, on a socket that leads straight to it, and tells where. */

import { readFileSync } from "node:fs";
import { Miniflare } from "miniflare";
import * as v from "valibot";

const [script, data, date, ...flags] = process.argv.slice(2);
if (script === undefined || data === undefined || date === undefined) {
  throw new Error("usage: host.ts SCRIPT DATA COMPATIBILITY-DATE FLAG…");
}
const contents = readFileSync(script, "utf8");

const EVICTION = v.object({ evict: v.string() });

/** Far above what any scenario sends. */
const UNLIMITED = { type: "text", value: "1000000" } as const;

const runtime = new Miniflare({
  host: "127.0.0.1",
  port: 0,
  resourcePersistencePath: data,
  workers: [
    {
      config: {
        name: "target",
        compatibilityDate: date,
        compatibilityFlags: flags,
        manifest: {
          mainModule: "worker.mjs",
          modules: { "worker.mjs": { type: "esm", contents } },
        },
        env: {
          ROOMS: { type: "durable-object", worker: "target", exportName: "Room" },
          POSTS_PER_SECOND: UNLIMITED,
          POSTS_BURST: UNLIMITED,
          ALLOWED_ORIGINS: { type: "text", value: "" },
        },
        exports: { Room: { type: "durable-object", storage: "sqlite" } },
      },
      dev: { unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }] },
    },
  ],
});
const url = await runtime.unsafeGetDirectURL("target");
process.send?.({ port: Number(url.port), pid: workerd() });
process.on("message", (message) => {
  evict(v.parse(EVICTION, message).evict).then(
    () => process.send?.({ evicted: true }),
    (error) => process.send?.({ evicted: false, because: String(error) }),
  );
});
process.on("disconnect", () => process.exit());

/** Puts a room to sleep as the runtime does when it is quiet: out of memory, its sockets stay open. */
function evict(name: string): Promise<void> {
  const options = { name, webSockets: "hibernate" } as const;
  return runtime.unsafeEvictDurableObject("target", "Room", options);
}

/** The runtime is this process's only child. */
function workerd(): number {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, "utf8");
  const pids = children.trim().split(" ").map(Number);
  for (const pid of pids) {
    if (readFileSync(`/proc/${pid}/comm`, "utf8").startsWith("workerd")) return pid;
  }
  throw new Error("workerd is not among the children of this process.");
}
