/** People who come one after another into a room with a past, and what they find there. */

import { decodeServerFrame } from "../../src/protocol/answers.ts";
import type { WelcomeFrame } from "../../src/protocol/frames.ts";
import { LIMITS } from "../../src/protocol/limits.ts";
import { now } from "./marks.ts";
import { RawSocket } from "./socket.ts";
import { WIRE } from "./wires.ts";
import type { Arrivals, Wish } from "./wishes.ts";

/** Different people, so that an author's sockets stay below what an author may have. */
const PEOPLE = 20;

/** Milliseconds in which somebody must be in. */
const PATIENCE = 10_000;

type Arriving = Extract<Wish, { do: "arrive" }>;

interface Arrival {
  readonly welcome: WelcomeFrame;
  /** Microseconds from the beginning of the connection until the welcome is there, whole. */
  readonly took: number;
  readonly bytes: number;
}

export async function arrive(wish: Arriving): Promise<Arrivals> {
  const { place } = wish;
  const query = place === null ? "" : `&since=${place.since}&epoch=${place.epoch}`;
  const arrivals: Arrival[] = [];
  for (let number = 0; number < wish.times; number++) {
    arrivals.push(await arriveOnce(wish, number % PEOPLE, query));
  }
  return {
    took: arrivals.map((it) => Math.round(it.took)),
    bytes: arrivals.map((it) => it.bytes),
    wrong: arrivals.filter((it) => !tellsAll(it.welcome, place?.since ?? null)).length,
  };
}

function arriveOnce(
  { wire, port, room }: Arriving,
  person: number,
  query: string,
): Promise<Arrival> {
  const { path, headers } = WIRE[wire];
  const { promise, resolve, reject } = Promise.withResolvers<Arrival>();
  const began = now();
  const socket = new RawSocket(port, path(room, person) + query, headers(person), {
    open: () => {},
    message: (frame) => {
      const took = now() - began;
      const welcome = decodeServerFrame(frame.toString());
      if (welcome?.type === "welcome") resolve({ welcome, took, bytes: frame.length });
    },
    end: (reason) => reject(new Error(reason)),
  });
  const timer = setTimeout(() => reject(new Error("Nobody says welcome.")), PATIENCE);
  return promise.finally(() => {
    clearTimeout(timer);
    socket.close();
  });
}

/**
 * Whether a welcome has every entry that it should have, in their order.
 * @param since where its reader was in the log; null if they were never there
 */
export function tellsAll(welcome: WelcomeFrame, since: number | null): boolean {
  if (welcome.resumed !== (since !== null)) return false;
  const entries = welcome.resumed ? welcome.entries : welcome.messages;
  const after = since ?? Math.max(0, welcome.head - LIMITS.welcome);
  const isDense = entries.every(({ seq }, index) => seq === after + 1 + index);
  return isDense && entries.length === welcome.head - after;
}
