/** Everybody arrives at once: when all are in, when all know how many they are, and what it took. */

import { setTimeout as wait } from "node:timers/promises";
import { decodeServerFrame } from "../../src/protocol/answers.ts";
import type { ServerFrame } from "../../src/protocol/frames.ts";
import { now } from "./marks.ts";
import { RawSocket } from "./socket.ts";
import { WIRE } from "./wires.ts";
import type { Storm, Wish } from "./wishes.ts";

/** Milliseconds after which whoever is not in yet does not count. */
const PATIENCE = 20_000;

/** Milliseconds in which the names must have come. */
const ANSWER = 5_000;

export interface Arrival {
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
  const [somebody] = sockets;
  const [heardBySomebody] = arrivals;
  const asks = part.index === 0 && somebody && heardBySomebody;
  const listed = asks ? await listedTo(somebody, heardBySomebody) : null;
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
    listed,
    frames: arrivals.flat().length,
    bytes: arrivals.flat().reduce((bytes, { frame }) => bytes + frame.length, 0),
  };
}

/** How many people somebody is told of who asks for the names. */
async function listedTo(socket: RawSocket, arrivals: readonly Arrival[]): Promise<number> {
  const before = arrivals.length;
  socket.send(JSON.stringify({ type: "roster" }));
  const deadline = performance.now() + ANSWER;
  while (performance.now() < deadline) {
    await wait(10);
    for (const { frame } of arrivals.slice(before)) {
      const told = decodeServerFrame(frame.toString());
      if (told?.type === "roster") return new Set(told.sessions.map(({ id }) => id)).size;
    }
  }
  return 0;
}

/**
 * Since when somebody has known how many people there are, and who, unless they are too many to be
 * named; null if they do not know it in the end.
 */
export function rightSince(arrivals: readonly Arrival[], people: number): number | null {
  const roster = new Set<string>();
  let since: number | null = null;
  for (const { at, frame } of arrivals) {
    const told = decodeServerFrame(frame.toString());
    if (told?.type !== "welcome" && told?.type !== "presence" && told?.type !== "roster") continue;
    apply(told, roster);
    const named = told.crowded === true || roster.size === people;
    since = told.people === people && named ? (since ?? at) : null;
  }
  return since;
}

function apply(
  told: Extract<ServerFrame, { type: "welcome" | "presence" | "roster" }>,
  roster: Set<string>,
): void {
  const isWhole = told.type !== "presence";
  if (isWhole) roster.clear();
  for (const { id } of isWhole ? told.sessions : told.joined) roster.add(id);
  for (const { id } of isWhole ? [] : told.left) roster.delete(id);
}
