/**
 * The checker: reads a history and the logs of its rooms, knows nothing of how either came about, and
 * prints what is wrong between them. `node test/chaos/check.ts HISTORY URL`
 */

import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import * as v from "valibot";
import { LINE, type Line } from "./history.ts";
import { RoomLog } from "./room-log.ts";

/** Violations to print; one bug can make millions. */
const PRINTED = 20;

/** What the checker knows of a client. */
interface Track {
  readonly room: string;
  readonly author: string;
  /** What it has written and not heard of again: only these outlive a wipe. */
  readonly open: Map<string, number>;
  /** The last seq that it holds, 0 for none. */
  held: number;
  /** The seq of the last post of its own that was found. */
  ownLast: number;
  left: boolean;
  /** Whether it still has to be told that the log is another one. */
  mustRestart: boolean;
  rest: Extract<Line, { e: "rest" }> | null;
}

class Checker {
  readonly violations: string[] = [];
  violationCount = 0;
  acknowledged = 0;
  readonly #url: string;
  readonly #tracks = new Map<number, Track>();
  readonly #logs = new Map<string, RoomLog>();
  /** Wipes that are still to come: what was before the last one can be compared with nothing. */
  #wipes: number;

  constructor(url: string, wipes: number) {
    this.#url = url;
    this.#wipes = wipes;
  }

  get entries(): number {
    return Array.from(this.#logs.values()).reduce((total, { head }) => total + head, 0);
  }

  async take(line: Line): Promise<void> {
    switch (line.e) {
      case "client":
        return this.#meet(line);
      case "wrote":
        return this.#wrote(line.c, line.id, line.sum);
      case "stored":
        return this.#stored(line);
      case "refused":
        return this.#violated(`client ${line.c}: ${line.id} was refused with ${line.code}`);
      case "saw":
        return this.#saw(line);
      case "fresh":
        return this.#fresh(line);
      case "link":
        if (line.is === "closed") this.#violated(`client ${line.c} was closed for good`);
        return;
      case "left":
        this.#track(line.c).left = true;
        return;
      case "rest":
        this.#track(line.c).rest = line;
        return;
      case "wipe":
        return this.#wiped();
      case "run":
      case "fault":
    }
  }

  /** What can only be said in the end. */
  finish(): void {
    for (const [c, track] of this.#tracks) {
      if (track.left) continue;
      this.#atRest(c, track);
    }
    for (const log of this.#logs.values()) {
      for (const seq of log.unwritten()) {
        this.#violated(`entry ${seq} of ${log.room} was written by nobody`);
      }
    }
  }

  async #meet({ c, room, author }: Extract<Line, { e: "client" }>): Promise<void> {
    const held = { held: 0, ownLast: 0, left: false, mustRestart: false, rest: null };
    this.#tracks.set(c, { room, author, open: new Map(), ...held });
    if (this.#logs.has(room)) return;
    this.#logs.set(room, await RoomLog.read(this.#url, room, (what) => this.#violated(what)));
  }

  #wrote(c: number, id: string, sum: number): void {
    const track = this.#track(c);
    track.open.set(id, sum);
    if (this.#wipes === 0) this.#find(c, track, id, sum);
  }

  /** Looks for a post in the log: under its author's id, as it was written, in the author's order. */
  #find(c: number, track: Track, id: string, sum: number): void {
    const log = this.#log(track);
    const seq = log.seqOf(track.author, id);
    // One that was never acknowledged is missed at rest.
    const entry = seq === undefined ? undefined : log.at(seq);
    if (seq === undefined || !entry) return;
    entry.written = true;
    if (entry.textSum !== sum) this.#violated(`client ${c}: ${id} has another text than written`);
    if (seq < track.ownLast) {
      this.#violated(`client ${c}: ${id} is entry ${seq}, after a later one (${track.ownLast})`);
    }
    track.ownLast = seq;
  }

  #stored({ c, id, seq }: Extract<Line, { e: "stored" }>): void {
    const track = this.#track(c);
    if (!track.open.delete(id)) this.#violated(`client ${c}: ${id} was acknowledged unasked`);
    if (this.#wipes > 0) return;
    this.acknowledged++;
    const entry = this.#log(track).at(seq);
    if (entry?.id !== id || entry.author !== track.author) {
      const there = entry ? `${entry.id} by ${entry.author}` : "nothing";
      this.#violated(`client ${c}: ${id} was acknowledged as entry ${seq}, which is ${there}`);
    }
  }

  #saw({ c, from, ids, sum }: Extract<Line, { e: "saw" }>): void {
    const track = this.#track(c);
    const to = from + ids.length - 1;
    if (this.#wipes === 0) {
      if (track.mustRestart) this.#violated(`client ${c} goes on in another log and is not told`);
      if (from !== track.held + 1) {
        this.#violated(`client ${c} holds ${track.held} and sees ${from} next`);
      }
      const log = this.#log(track);
      const entries = ids.map((_, i) => log.at(from + i));
      const stored = entries.reduce((total, entry) => (total + (entry?.sum ?? 0)) >>> 0, 0);
      const wrong = ids.findIndex((id, i) => entries[i]?.id !== id);
      if (wrong >= 0) {
        const there = entries[wrong]?.id ?? "nothing";
        this.#violated(`client ${c} sees ${ids[wrong]} at ${from + wrong}, the log has ${there}`);
      } else if (stored !== sum) {
        this.#violated(`client ${c} sees other entries ${from} to ${to} than the log has`);
      }
    }
    track.held = to;
  }

  #fresh({ c, from, lack }: Extract<Line, { e: "fresh" }>): void {
    const track = this.#track(c);
    if (this.#wipes === 0) {
      if (lack === "restarted" && !track.mustRestart) {
        this.#violated(`client ${c} was told of another log, and it is the same`);
      }
      if (lack === "restarted") track.mustRestart = false;
      else if (from > track.held + 1 && track.held > 0 && lack !== "skipped") {
        this.#violated(`client ${c} lacks ${track.held + 1} to ${from - 1} and is not told`);
      }
    }
    track.held = from - 1;
  }

  #wiped(): void {
    this.#wipes--;
    for (const [c, track] of this.#tracks) {
      track.mustRestart = track.held > 0;
      track.ownLast = 0;
      track.rest = null;
      if (this.#wipes > 0) continue;
      for (const [id, sum] of track.open) this.#find(c, track, id, sum);
    }
  }

  #atRest(c: number, track: Track): void {
    const { rest, mustRestart, room, open } = track;
    if (!rest) return this.#violated(`client ${c} never came to rest`);
    const { head } = this.#log(track);
    if (mustRestart) this.#violated(`client ${c} was not told that the log is another one`);
    if (rest.head !== head || track.held !== head) {
      this.#violated(`client ${c} rests at ${rest.head}, sees ${track.held}, the log has ${head}`);
    }
    if (rest.pending.length > 0) {
      this.#violated(`client ${c} rests with ${rest.pending.length} posts that are not stored`);
    }
    for (const id of open.keys()) this.#violated(`client ${c}: ${id} was never acknowledged`);
    const here = this.#present(room);
    if (rest.here.join(" ") !== here.join(" ")) {
      this.#violated(`client ${c} lists ${rest.here.join(", ")}; here are ${here.join(", ")}`);
    }
  }

  #present(room: string): string[] {
    const here = Array.from(this.#tracks.values()).filter((it) => it.room === room && !it.left);
    return Array.from(new Set(here.map(({ author }) => author))).toSorted();
  }

  #track(c: number): Track {
    const track = this.#tracks.get(c);
    if (!track) throw new Error(`The history has no client ${c}.`);
    return track;
  }

  #log({ room }: Track): RoomLog {
    const log = this.#logs.get(room);
    if (!log) throw new Error(`The history has no room ${room}.`);
    return log;
  }

  #violated(what: string): void {
    this.violationCount++;
    if (this.violations.length < PRINTED) this.violations.push(what);
  }
}

const [path, url] = process.argv.slice(2);
if (path === undefined || url === undefined) throw new Error("usage: check.ts HISTORY URL");

const lines = (): AsyncIterable<string> =>
  createInterface({ input: createReadStream(path), crlfDelay: Infinity });

let wipes = 0;
for await (const line of lines()) if (line === '{"e":"wipe"}') wipes++;

const checker = new Checker(url, wipes);
for await (const line of lines()) {
  if (line !== "") await checker.take(v.parse(LINE, JSON.parse(line)));
}
checker.finish();
const { violations, violationCount, acknowledged, entries } = checker;
process.stdout.write(`${JSON.stringify({ violations, violationCount, acknowledged, entries })}\n`);
