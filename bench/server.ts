/** A target that is running: a process of its own, on data of its own. */

import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { build } from "esbuild";
import * as v from "valibot";
import { Child, cpuOf, memoryOf } from "./children.ts";
import { MEMORY } from "./machine.ts";
import { COUNTS, type Counts } from "./targets/counts.ts";
import type { Runs } from "./targets.ts";

const STARTED = v.object({ port: v.number(), pid: v.number() });
const EVICTED = v.object({ evicted: v.boolean(), because: v.optional(v.string()) });

/** A server is idle that uses no more than this CPU time for so long, in milliseconds. */
const IDLE = { cpu: 1, for: 300, patience: 10_000 };

/** Milliseconds in which a room must have come to rest. */
const REST = 10_000;

const here = (path: string): string => join(import.meta.dirname, path);

export class Server {
  readonly port: number;
  /** The process that serves, and nothing but it. */
  readonly #pid: number;
  readonly #child: Child;
  readonly #folder: string;

  private constructor(child: Child, folder: string, { port, pid }: v.InferOutput<typeof STARTED>) {
    this.#child = child;
    this.#folder = folder;
    this.port = port;
    this.#pid = pid;
  }

  /** @param disk whether to store on disk, and not in memory where the machine has a place for it */
  static async start({ on, file }: Runs, disk: boolean): Promise<Server> {
    const folder = await mkdtemp(join(place(disk), "gatehouse-bench-"));
    const child =
      on === "node" ? new Child(file) : new Child("targets/host.ts", await bundle(file, folder));
    return new Server(child, folder, v.parse(STARTED, await child.hear()));
  }

  /** CPU time so far, in milliseconds. */
  get cpu(): number {
    return cpuOf(this.#pid);
  }

  /** Memory in RAM, in bytes. */
  get memory(): number {
    return memoryOf(this.#pid);
  }

  /** Waits until the server has nothing more to do. */
  async idle(): Promise<void> {
    const deadline = performance.now() + IDLE.patience;
    for (let before = -Infinity, cpu = this.cpu; performance.now() < deadline; cpu = this.cpu) {
      if (cpu - before < IDLE.cpu) return;
      before = cpu;
      await wait(IDLE.for);
    }
  }

  /** Puts a room to sleep as soon as nothing keeps it awake. */
  async evict(room: string): Promise<void> {
    const deadline = performance.now() + REST;
    for (;;) {
      const { evicted, because } = v.parse(EVICTED, await this.#child.ask({ evict: room }));
      if (evicted) return;
      if (performance.now() > deadline) throw new Error(`A room stays awake: ${because}`);
      await wait(100);
    }
  }

  /** What is served at a path. */
  async text(path: string): Promise<string> {
    const response = await fetch(`http://127.0.0.1:${this.port}${path}`);
    if (!response.ok) throw new Error(`${path} is answered with ${response.status}.`);
    return response.text();
  }

  /** The same, where it is JSON. */
  async json(path: string): Promise<unknown> {
    return JSON.parse(await this.text(path));
  }

  /** What a room has done so far, if the server observes its rooms. */
  async counts(room: string): Promise<Counts> {
    return v.parse(COUNTS, await this.json(`/bench/counts?room=${room}`));
  }

  /** The same, once nothing keeps the room awake. */
  async atRest(room: string): Promise<Counts> {
    const deadline = performance.now() + REST;
    for (;;) {
      const counts = await this.counts(room);
      if (!counts.isAwake) return counts;
      if (performance.now() > deadline) throw new Error("A room does not come to rest.");
      await wait(20);
    }
  }

  async stop(): Promise<void> {
    await this.#child.end();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/**
 * Where a target stores. A disk of this machine has no part in what is compared: the peers store
 * nothing, and a deployed room has none.
 */
function place(disk: boolean): string {
  return !disk && existsSync(MEMORY) ? MEMORY : tmpdir();
}

/** Bundles a worker, and gives the arguments of its host. */
async function bundle(file: string, folder: string): Promise<string[]> {
  const script = join(folder, "worker.mjs");
  await build({
    entryPoints: [here(file)],
    bundle: true,
    outfile: script,
    format: "esm",
    target: "es2024",
    external: ["cloudflare:workers"],
    logLevel: "warning",
  });
  return [script, join(folder, "data"), ...(await compatibility())];
}

/** The date and the flags that the project is deployed with. */
async function compatibility(): Promise<string[]> {
  const settings = await readFile(here("../wrangler.toml"), "utf8");
  const [, date] = /^compatibility_date = "(.+)"$/m.exec(settings) ?? [];
  if (date === undefined) throw new Error("wrangler.toml names no compatibility date.");
  const [, flags = ""] = /^compatibility_flags = \[(.*)\]$/m.exec(settings) ?? [];
  return [date, ...Array.from(flags.matchAll(/"([^"]+)"/g), ([, flag = ""]) => flag)];
}
