/** One run: the server, the network, the clients and the faults, and in the end the checker. */

import { execFile } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import * as v from "valibot";
import { buildSocket } from "./build.ts";
import { cast, roomName, socketMaker, type Part } from "./cast.ts";
import { Client } from "./client.ts";
import { commandOf, type Config } from "./config.ts";
import { History } from "./history.ts";
import { plan, type Fault, type Planned, type ServerFault } from "./plan.ts";
import { Proxy } from "./proxy.ts";
import { Random } from "./random.ts";
import { Server } from "./server.ts";

/** A little more than the silence after which somebody is not here any more, in milliseconds. */
const SILENCE = 70_000;

/** Milliseconds in which a room that is busy must have been evicted. */
const EVICT_PATIENCE = 3_000;

/** Posts that each client may write while a fault of the server takes place. */
const MEANWHILE = 5;

/** Posts that each client writes while the server has lost everything. */
const WHILE_DOWN = 2;

/** What a run has come to so far. */
export interface Figures {
  acknowledged: number;
  disconnections: number;
  readonly faults: Record<string, number>;
}

const VERDICT = v.object({
  violations: v.array(v.string()),
  violationCount: v.number(),
  acknowledged: v.number(),
  entries: v.number(),
});

export interface Outcome {
  readonly figures: Figures;
  readonly violations: readonly string[];
  readonly violationCount: number;
  /** The last lines of the history, and of what the server has printed. */
  readonly tail: readonly string[];
  readonly output: string;
  /** Milliseconds of posting, and of the whole. */
  readonly posting: number;
  readonly duration: number;
}

export class Run {
  readonly figures: Figures = { acknowledged: 0, disconnections: 0, faults: {} };
  readonly #config: Config;
  readonly #server: Server;
  readonly #proxy: Proxy;
  readonly #history: History;
  readonly #historyPath: string;
  readonly #planned: Planned[];
  readonly #quota = { left: 0 };
  #released = 0;
  readonly #clients: readonly Client[];
  /** Those who have not left. */
  #staying: readonly Client[];
  readonly #started = Date.now();
  /** The faults of the server: the next begins when the last is over, at its due. */
  #repairs = Promise.resolve();
  readonly #duesOfServer: number[];

  private constructor(
    config: Config,
    folder: string,
    server: Server,
    proxy: Proxy,
    connect: Awaited<ReturnType<typeof socketMaker>>,
  ) {
    const random = new Random(config.seed);
    const parts = cast(config);
    this.#config = config;
    this.#server = server;
    this.#proxy = proxy;
    this.#historyPath = join(folder, "history.jsonl");
    this.#history = new History(this.#historyPath);
    this.#history.write({ e: "run", seed: config.seed, command: commandOf(config) });
    this.#planned = plan(config, parts.length, random.fork());
    this.#duesOfServer = this.#planned
      .filter(({ fault }) => fault.at === "server")
      .map(({ due }) => due);
    this.#clients = parts.map((part) => this.#enter(part, random.fork(), connect));
    this.#staying = this.#clients;
  }

  /** Starts everything in a folder of its own. */
  static async begin(config: Config, folder: string): Promise<Run> {
    const script = join(folder, "socket.mjs");
    const [server] = await Promise.all([
      Server.start(folder),
      buildSocket().then((text) => writeFile(script, text)),
    ]);
    const proxy = await Proxy.to(server.url);
    return new Run(config, folder, server, proxy, await socketMaker(script));
  }

  /** Plays the whole plan and judges it. */
  async play(): Promise<Outcome> {
    try {
      this.#release();
      const rests = await this.#untilRest();
      const posting = Date.now() - this.#started;
      if (rests) await this.#partings();
      else for (const client of this.#clients) client.rest();
      let verdict = await this.#judge();
      if (this.#config.wipes > 0 && verdict.violationCount === 0) {
        await this.#wipe();
        verdict = await this.#judge();
      }
      const { violations, violationCount } = verdict;
      return {
        figures: this.figures,
        violations,
        violationCount,
        // A copy: when the clients are sent home, they say so.
        tail: Array.from(this.#history.tail),
        output: this.#server.output,
        posting,
        duration: Date.now() - this.#started,
      };
    } finally {
      this.#proxy.dismiss();
      await this.#server.kill();
      await rm(join(this.#historyPath, "..", "data"), { recursive: true, force: true });
    }
  }

  #enter(
    { who, headers }: Part,
    random: Random,
    connect: Awaited<ReturnType<typeof socketMaker>>,
  ): Client {
    return new Client(who, {
      url: this.#proxy.url,
      random,
      quota: this.#quota,
      connect: (owner) => connect(headers, owner),
      note: (line) => this.#history.write(line),
      acknowledged: () => this.#acknowledged(),
      disconnected: () => this.figures.disconnections++,
    });
  }

  #acknowledged(): void {
    const { acknowledged } = this.figures;
    this.figures.acknowledged++;
    while (this.#planned[0] && this.#planned[0].due <= acknowledged) {
      const next = this.#planned.shift();
      if (next) this.#inflict(next.fault);
    }
  }

  /** Lets the clients write up to a little past the next fault of the server, so that it hits them. */
  #release(): void {
    const due = this.#duesOfServer[0] ?? Infinity;
    const released = Math.min(this.#config.posts, due + MEANWHILE * this.#clients.length);
    this.#quota.left += Math.max(0, released - this.#released);
    this.#released = Math.max(this.#released, released);
    for (const { writer } of this.#clients) writer.start();
  }

  #inflict(fault: Fault): void {
    if (fault.at === "wire") {
      this.#history.write({ e: "fault", fault });
      this.#count(fault.fault.kind === "prank" ? fault.fault.prank : fault.fault.kind);
      this.#proxy.inflict(fault.fault, fault.client);
      return;
    }
    const last = this.#repairs;
    this.#repairs = (async () => {
      await last;
      this.#history.write({ e: "fault", fault });
      await this.#break(fault.fault);
      this.#duesOfServer.shift();
      this.#release();
    })();
    // Whoever waits for it is told; until then nobody may be there to hear.
    this.#repairs.catch(() => {});
  }

  #count(fault: string): void {
    this.figures.faults[fault] = (this.figures.faults[fault] ?? 0) + 1;
  }

  async #break(fault: ServerFault): Promise<void> {
    switch (fault.kind) {
      case "kill":
        await this.#server.kill();
        await this.#server.restart();
        break;
      case "reload":
        await this.#server.reload();
        break;
      case "evict":
        return this.#evict(roomName(fault.room), fault.sockets);
      case "abort":
        await this.#server.abort(roomName(fault.room), fault.moment);
        break;
      case "jump":
        await this.#server.jump(fault.by);
    }
    this.#count(fault.kind);
  }

  /**
   * Evicts a room as soon as it can be: a busy one is left in peace for a moment. One in which
   * nothing happens any more is asleep already.
   */
  async #evict(room: string, sockets: "hibernate" | "close"): Promise<void> {
    const deadline = Date.now() + EVICT_PATIENCE;
    while (Date.now() < deadline) {
      if (await this.#server.evict(room, sockets)) return this.#count("evict");
      await pause(20);
    }
    this.#count("evict in vain");
  }

  /**
   * Waits until all is written and acknowledged and everybody holds the same. False if nothing moves
   * any more before that.
   */
  async #untilRest(): Promise<boolean> {
    let moved = Date.now();
    let before = -1;
    for (;;) {
      await pause(50);
      await this.#repairs;
      const { acknowledged } = this.figures;
      if (acknowledged !== before) moved = Date.now();
      before = acknowledged;
      const here = this.#staying;
      const heads = new Map(here.map(({ who, head }) => [who.room, head]));
      const atRest = here.every((it) => it.isAtRest && it.head === heads.get(it.who.room));
      const allWritten = this.#released === this.#config.posts && this.#quota.left <= 0;
      if (allWritten && atRest) return true;
      if (Date.now() - moved > this.#config.stuck * 1_000) return false;
    }
  }

  /**
   * Some leave, some vanish without a word, and a minute passes by the room's clock. The others speak
   * once more, and soon everybody must know who is still here.
   */
  async #partings(): Promise<void> {
    this.#proxy.calm();
    for (let room = 0; room < this.#config.rooms; room++) {
      const here = this.#clients.filter(({ who }) => who.room === roomName(room));
      // The first two are the tabs of one person.
      this.#part(here[2], "closed");
      this.#part(here[3], "vanished");
    }
    await this.#server.jump(SILENCE);
    for (const { writer } of this.#staying) writer.write();
    await this.#untilRest();
    await this.#untilPresenceIsRight();
    for (const client of this.#staying) client.rest();
  }

  #part(client: Client | undefined, how: "closed" | "vanished"): void {
    if (!client) return;
    this.#staying = this.#staying.filter((it) => it !== client);
    this.#proxy.bar(client.who.client, how);
    this.#history.write({ e: "left", c: client.who.client });
  }

  async #untilPresenceIsRight(): Promise<void> {
    const deadline = Date.now() + this.#config.presence * 1_000;
    const isRight = (client: Client): boolean => {
      const here = this.#staying.filter(({ who }) => who.room === client.who.room);
      const authors = Array.from(new Set(here.map(({ who }) => who.author))).toSorted();
      return client.here.join(" ") === authors.join(" ");
    };
    while (!this.#staying.every(isRight) && Date.now() < deadline) await pause(100);
  }

  /** All data are lost while everybody has something to say. */
  async #wipe(): Promise<void> {
    await this.#server.kill();
    while (this.#staying.some(({ isUp }) => isUp)) await pause(10);
    for (const { writer } of this.#staying) {
      for (let i = 0; i < WHILE_DOWN; i++) writer.write();
    }
    await this.#server.wipe();
    this.#history.write({ e: "wipe" });
    await this.#server.restart();
    await this.#untilRest();
    await this.#untilPresenceIsRight();
    for (const client of this.#staying) client.rest();
  }

  async #judge(): Promise<v.InferOutput<typeof VERDICT>> {
    await this.#history.flush();
    const checker = fileURLToPath(new URL("check.ts", import.meta.url));
    const options = ["--no-warnings", "--max-old-space-size=8192"];
    const args = [...options, checker, this.#historyPath, this.#server.url];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    return v.parse(VERDICT, JSON.parse(stdout));
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
