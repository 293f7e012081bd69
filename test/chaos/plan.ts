/** From a seed to the faults of a run, each due when so many posts have been acknowledged. */

import type { Config, FaultName } from "./config.ts";
import type { Random } from "./random.ts";
import type { Moment } from "./server.ts";

/** What befalls the server: one at a time. */
export type ServerFault =
  | { readonly kind: "kill" }
  | { readonly kind: "reload" }
  | { readonly kind: "evict"; readonly room: number; readonly sockets: "hibernate" | "close" }
  | { readonly kind: "abort"; readonly room: number; readonly moment: Moment }
  | { readonly kind: "jump"; readonly by: number };

/** What befalls the connection of one client. */
export type WireFault =
  | { readonly kind: "reset" }
  | { readonly kind: "stall"; readonly milliseconds: number }
  /** Nothing arrives any more, and neither end is told. The far end notices after so long. */
  | { readonly kind: "halfOpen"; readonly milliseconds: number }
  | { readonly kind: "prank"; readonly prank: Prank; readonly lane: Lane }
  | { readonly kind: "slow"; readonly milliseconds: number }
  /** The client is cut off just when it has sent a frame, which arrives after so long. */
  | { readonly kind: "late"; readonly milliseconds: number };

/** What happens to the next frame of a lane. */
export type Prank = "drop" | "double" | "swap";
export type Lane = "up" | "down";

export type Fault =
  | { readonly at: "server"; readonly fault: ServerFault }
  | { readonly at: "wire"; readonly client: number; readonly fault: WireFault };

export interface Planned {
  /** The number of acknowledged posts at which it is due. */
  readonly due: number;
  readonly fault: Fault;
}

/** A day, in milliseconds. */
const DAY = 86_400_000;

/** Draws all faults of a run, in the order in which they are due. */
export function plan(config: Config, clients: number, random: Random): Planned[] {
  const wire = (fault: WireFault): Fault => ({
    at: "wire",
    client: random.between(0, clients - 1),
    fault,
  });
  const server = (fault: ServerFault): Fault => ({ at: "server", fault });
  const room = () => random.between(0, config.rooms - 1);
  const lane = () => random.pick<Lane>(["up", "down"]);
  const draw: Record<FaultName, () => Fault> = {
    kills: () => server({ kind: "kill" }),
    reloads: () => server({ kind: "reload" }),
    evictions: () => {
      const sockets = random.pick(["hibernate", "hibernate", "close"] as const);
      return server({ kind: "evict", room: room(), sockets });
    },
    aborts: () => {
      const moment = random.pick<Moment>(["before", "after", "sent", "full"]);
      return server({ kind: "abort", room: room(), moment });
    },
    jumps: () => server({ kind: "jump", by: random.pick([DAY, -DAY]) }),
    resets: () => wire({ kind: "reset" }),
    stalls: () => wire({ kind: "stall", milliseconds: random.between(50, 2_000) }),
    halfOpens: () => wire({ kind: "halfOpen", milliseconds: random.between(100, 8_000) }),
    drops: () => wire({ kind: "prank", prank: "drop", lane: lane() }),
    doubles: () => wire({ kind: "prank", prank: "double", lane: lane() }),
    swaps: () => wire({ kind: "prank", prank: "swap", lane: lane() }),
    slows: () => wire({ kind: "slow", milliseconds: random.between(200, 3_000) }),
    lates: () => wire({ kind: "late", milliseconds: random.between(0, 3_000) }),
  };
  const planned: Planned[] = [];
  for (const name of namesOf(draw)) {
    for (let i = 0; i < config[name]; i++) {
      const due = Math.floor(config.posts * (0.02 + 0.93 * random.next()));
      planned.push({ due, fault: draw[name]() });
    }
  }
  return planned.toSorted((one, other) => one.due - other.due);
}

function namesOf(draw: Readonly<Record<FaultName, unknown>>): FaultName[] {
  return Object.keys(draw).filter((name): name is FaultName => Object.hasOwn(draw, name));
}
