/** The server under test: a process group of its own on data of its own, killed and started at will. */

import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { buildWorker } from "./build.ts";
import { HOST_ANSWER, type HostWish } from "./wishes.ts";

/** Milliseconds in which a start, an eviction or a reload must be done. */
const PATIENCE = 60_000;

/** Below the ports that systems give to outgoing connections: those begin at 32,768 or 49,152. */
const PORTS = { first: 20_000, count: 10_000 };

/** Characters of the server's output to keep for the report of a failure. */
const TAIL = 4_000;

/** A moment in the turn of a room's next post at which it fails. */
export type Moment = "before" | "after" | "sent" | "full";

export class Server {
  readonly url: string;
  readonly #port: number;
  readonly #folder: string;
  #child: ChildProcess | null = null;
  #output = "";

  private constructor(port: number, folder: string) {
    this.#port = port;
    this.#folder = folder;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** Builds the worker and starts it. */
  static async start(folder: string): Promise<Server> {
    const server = new Server(await freePort(), folder);
    await writeFile(server.#script, await buildWorker());
    await server.restart();
    return server;
  }

  /** The last lines that the server has printed. */
  get output(): string {
    return this.#output;
  }

  /** Starts the process on what the last one has left. */
  async restart(): Promise<void> {
    const host = fileURLToPath(new URL("host.ts", import.meta.url));
    const child = fork(host, [`${this.#port}`, this.#data, this.#script], {
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      execArgv: ["--no-warnings"],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk) => (this.#output = (this.#output + chunk).slice(-TAIL)));
    }
    this.#child = child;
    await this.#answer(child);
  }

  /** Kill -9 of the whole group, the runtime among it: nobody gets to say goodbye or to flush. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child?.pid === undefined || child.exitCode !== null) return;
    const ended = once(child, "exit");
    process.kill(-child.pid, "SIGKILL");
    await ended;
  }

  /** Removes all that was ever stored. The server must not be running. */
  async wipe(): Promise<void> {
    await rm(this.#data, { recursive: true, force: true });
  }

  /**
   * Takes the room's memory, and with "close" its sockets, too. False if the room was never quiet
   * enough: as in real life, it sleeps only between two turns with nothing under way.
   */
  evict(room: string, sockets: "hibernate" | "close"): Promise<boolean> {
    return this.#wish({ do: "evict", room, sockets });
  }

  /** Deploys the same code as a new version: every socket is dropped at once. */
  async reload(): Promise<void> {
    await this.#wish({ do: "reload" });
  }

  /** Lets the turn of the next post in a room fail. */
  async abort(room: string, moment: Moment): Promise<void> {
    await fetch(`${this.url}/chaos/abort?room=${room}&moment=${moment}`);
  }

  async jump(milliseconds: number): Promise<void> {
    await fetch(`${this.url}/chaos/clock?by=${milliseconds}`);
  }

  get #data(): string {
    return join(this.#folder, "data");
  }

  get #script(): string {
    return join(this.#folder, "worker.mjs");
  }

  async #wish(wish: HostWish): Promise<boolean> {
    const child = this.#child;
    if (!child) throw new Error("The server is down.");
    child.send(wish);
    return this.#answer(child);
  }

  /** Waits for an answer, and tells whether the wish could be carried out. */
  async #answer(child: ChildProcess): Promise<boolean> {
    const given = new AbortController();
    const { signal } = given;
    const end = once(child, "exit", { signal }).then(() => "It has ended.");
    const late = new Promise((done) => setTimeout(done, PATIENCE).unref()).then(() => "It hangs.");
    const message = once(child, "message", { signal }).then(([it]) => v.parse(HOST_ANSWER, it));
    end.catch(() => {});
    const answer = await Promise.race([message, end, late]);
    given.abort();
    if (typeof answer === "string") throw new Error(`The server: ${answer}\n${this.#output}`);
    if (answer.kind === "failed") throw new Error(`The server: ${answer.error}\n${this.#output}`);
    return answer.kind === "done";
  }
}

/** A port that is free, and that no outgoing connection is given while the server is down. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = PORTS.first + Math.floor(Math.random() * PORTS.count);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  return new Promise((done) => {
    probe.on("error", () => done(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => done(true)));
  });
}
