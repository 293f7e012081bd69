/** Everybody arrives at once: when all are in, when all know of all, and what it took. */

import { setTimeout as wait } from "node:timers/promises";
import { decodeServerFrame } from "../../src/protocol/answers.ts";
import { now } from "./marks.ts";
import { RawSocket } from "./socket.ts";
import { WIRE } from "./wires.ts";
import type { Storm, Wish } from "./wishes.ts";

/** Milliseconds after which whoever is not in yet does not count. */
const PATIENCE = 20_000;

interface Arrival {
  /** Microseconds since the storm began. */
  readonly at: number;
  readonly frame: Buffer;
}

/** Plays a part of the crowd. What comes is kept, and read only when nothing comes any more. */
export async function storm(wish: Extract<Wish, { do: "storm" }>): Promise<Storm> {
  const { port, room, people, part, at, quiet } = wish;
  const wire = WIRE[wish.wire];
  const arrivals: Arrival[][] = [];
  let heard = Infinity;
  await wait(Math.max(0, (at - now()) / 1_000));
  const sockets: RawSocket[] = [];
  for (let person = part.index; person < people; person += part.of) {
    const own: Arrival[] = [];
    arrivals.push(own);
    const message = (frame: Buffer): void => {
      heard = performance.now();
      own.push({ at: now() - at, frame: Buffer.from(frame) });
    };
    const events = { open: () => {}, message, end: () => {} };
    sockets.push(new RawSocket(port, wire.path(room, person), wire.headers(person), events));
  }
  const deadline = performance.now() + PATIENCE;
  const isOver = (): boolean => {
    const moment = performance.now();
    const all = arrivals.every((own) => own.length > 0);
    return moment > deadline || (all && moment - heard > quiet);
  };
  while (!isOver()) await wait(50);
  for (const socket of sockets) socket.close();

  const seen = arrivals.map((own) => ({ welcome: own[0]?.at, right: rightSince(own, people) }));
  const welcomes = seen.flatMap(({ welcome }) => welcome ?? []);
  const rights = seen.flatMap(({ right }) => right ?? []);
  return {
    people: arrivals.length,
    welcomed: welcomes.length,
    allWelcomed: Math.max(0, ...welcomes),
    right: rights.length,
    allRight: Math.max(0, ...rights),
    frames: arrivals.flat().length,
    bytes: arrivals.flat().reduce((bytes, { frame }) => bytes + frame.length, 0),
  };
}

/** Since when somebody has known of all the people; null if they do not in the end. */
function rightSince(arrivals: readonly Arrival[], people: number): number | null {
  const roster = new Set<string>();
  let since: number | null = null;
  for (const { at, frame } of arrivals) {
    const told = decodeServerFrame(frame.toString());
    if (told?.type !== "welcome" && told?.type !== "presence") continue;
    const [come, gone] = told.type === "welcome" ? [told.sessions, []] : [told.joined, told.left];
    for (const { id } of come) roster.add(id);
    for (const { id } of gone) roster.delete(id);
    const right = told.people === people && roster.size === people;
    since = right ? (since ?? at) : null;
  }
  return since;
}
