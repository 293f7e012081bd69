/** What the targets are put through. */

import { NO_FAULTS, type Faults } from "./load/check.ts";
import type { Plan } from "./load/wishes.ts";
import type { Loads, Place, Result } from "./loads.ts";
import { percentile, type Figures } from "./metrics.ts";
import type { Server } from "./server.ts";
import { TARGET_NAMES, TARGETS, type TargetName } from "./targets.ts";

/** Where a scenario takes place: a server that is warm, and a room of it that nobody has seen. */
export interface Ground {
  readonly target: TargetName;
  readonly server: Server;
  readonly loads: Loads;
  readonly room: string;
  /** Whether a smaller run will do. */
  readonly quick: boolean;
}

export interface Measured {
  readonly figures: Figures;
  readonly faults: Faults;
}

export interface Scenario {
  readonly title: string;
  /** For whom it makes sense. */
  readonly targets: readonly TargetName[];
  readonly run: (ground: Ground) => Promise<Measured>;
}

const SENDERS = 10;

const ROOMS = TARGET_NAMES.filter((name) => TARGETS[name].audience === "all");

export const SCENARIOS = {
  "flood-1000": {
    title: "Flood: 10 senders, all of their messages at once, to 1,000 people",
    targets: ROOMS,
    run: (ground) => flood(ground, 1_000),
  },
  "flood-100": {
    title: "Flood: 10 senders, all of their messages at once, to 100 people",
    targets: ROOMS,
    run: (ground) => flood(ground, 100),
  },
  closed: {
    title: "Closed loop: 100 people, 10 of them keep 8 messages unanswered each",
    targets: ROOMS,
    run: closed,
  },
  steady: {
    title: "Steady: 200 people, 20 messages a second in all",
    targets: TARGET_NAMES,
    run: steady,
  },
  storm: {
    title: "Join storm: 1,000 people at once",
    targets: ["gatehouse"],
    run: storm,
  },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;

export const SCENARIO_NAMES = Object.keys(SCENARIOS).filter((it): it is ScenarioName =>
  Object.hasOwn(SCENARIOS, it),
);

/** Lets a fresh server compile what will be measured. */
export async function warmUp(ground: Ground): Promise<void> {
  await talk(ground, 100, { kind: "closed", senders: SENDERS, perSender: 100, unanswered: 8 });
}

async function flood(ground: Ground, people: number): Promise<Measured> {
  // The bare loop takes a minute for two million deliveries.
  const perSender = ground.quick && people === 1_000 ? 30 : 200;
  return throughput(await talk(ground, people, { kind: "flood", senders: SENDERS, perSender }));
}

async function closed(ground: Ground): Promise<Measured> {
  const perSender = ground.quick ? 200 : 500;
  const plan = { kind: "closed", senders: SENDERS, perSender, unanswered: 8 } as const;
  return throughput(await talk(ground, 100, plan));
}

async function steady(ground: Ground): Promise<Measured> {
  // One message of each of the senders, so that it takes 3 or 10 seconds.
  const senders = ground.quick ? 60 : 200;
  const plan = { kind: "steady", senders, perSender: 1, perSecond: 20 } as const;
  const measured = await talk(ground, 200, plan);
  const { latencies } = measured;
  const { serverCpu, clientBusy } = throughput(measured).figures;
  return {
    figures: {
      p50: percentile(latencies, 0.5),
      p99: percentile(latencies, 0.99),
      max: percentile(latencies, 1),
      serverCpu,
      clientBusy,
    },
    faults: measured.faults,
  };
}

async function storm(ground: Ground): Promise<Measured> {
  const people = 1_000;
  const { server, loads } = ground;
  const before = server.cpu;
  const seen = await loads.storm(placeOf(ground, people), quietOf(people));
  const figures = {
    welcomed: seen.allWelcomed / 1e3,
    right: seen.allRight / 1e3,
    missing: people - seen.right,
    frames: seen.frames,
    megabytes: seen.bytes / 1e6,
    storedCpu: server.cpu - before,
  };
  await server.idle();
  return { figures, faults: { ...NO_FAULTS, lost: people - seen.welcomed } };
}

type Talk = Result & {
  /** CPU time of the server in milliseconds. */
  readonly serverCpu: number;
};

/** Fills a room with people, lets them talk, and empties it. */
async function talk(ground: Ground, people: number, plan: Plan): Promise<Talk> {
  const { server, loads, target } = ground;
  await loads.open(placeOf(ground, people), TARGETS[target].audience, quietOf(people));
  const before = server.cpu;
  const result = await loads.run(plan);
  const serverCpu = server.cpu - before;
  await loads.close();
  await server.idle();
  return { ...result, serverCpu };
}

function throughput({ deliveries, seconds, bytes, cpu, busy, serverCpu, faults }: Talk): {
  readonly figures: {
    readonly rate: number;
    readonly serverCpu: number;
    readonly serverBusy: number;
    readonly clientCpu: number;
    readonly clientBusy: number;
    readonly bytes: number;
  };
  readonly faults: Faults;
} {
  return {
    figures: {
      rate: deliveries / seconds,
      serverCpu: (serverCpu / deliveries) * 1_000,
      serverBusy: serverCpu / seconds / 10,
      clientCpu: (cpu / deliveries) * 1_000,
      clientBusy: busy * 100,
      bytes: bytes / deliveries,
    },
    faults,
  };
}

function placeOf({ target, server, room }: Ground, people: number): Place {
  return { wire: TARGETS[target].wire, port: server.port, room, people };
}

/** Milliseconds without a frame after which the news of who has come is over. */
function quietOf(people: number): number {
  return 500 + 2 * people;
}
