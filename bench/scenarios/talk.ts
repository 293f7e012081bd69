/** People talk: all at once, in turn, or at an even pace. */

import { placeOf, quietOf, type Ground, type Measured } from "../ground.ts";
import type { Faults } from "../load/check.ts";
import type { Plan } from "../load/wishes.ts";
import type { Result } from "../loads.ts";
import { percentile } from "../metrics.ts";
import { TARGETS } from "../targets.ts";

const SENDERS = 10;

/** Lets a fresh server compile what will be measured. */
export async function warmUp(ground: Ground): Promise<void> {
  await talk(ground, 100, { kind: "closed", senders: SENDERS, perSender: 100, unanswered: 8 });
}

export async function flood(ground: Ground, people: number): Promise<Measured> {
  // The bare loop takes half a minute for a million deliveries.
  const deliveries = ground.quick ? 250_000 : 1_000_000;
  const perSender = deliveries / people / SENDERS;
  return throughput(await talk(ground, people, { kind: "flood", senders: SENDERS, perSender }));
}

export async function closed(ground: Ground): Promise<Measured> {
  const perSender = ground.quick ? 200 : 500;
  const plan = { kind: "closed", senders: SENDERS, perSender, unanswered: 8 } as const;
  return throughput(await talk(ground, 100, plan));
}

export async function steady(ground: Ground): Promise<Measured> {
  // Twenty of them talk, one message a second each, for 3 or 12 seconds.
  const perSender = ground.quick ? 3 : 12;
  const plan = { kind: "steady", senders: 20, perSender, perSecond: 20, typing: false } as const;
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

type Talk = Result & {
  /** CPU time of the server in milliseconds. */
  readonly serverCpu: number;
};

/** Fills a room with people, lets them talk, and empties it. */
export async function talk(ground: Ground, people: number, plan: Plan): Promise<Talk> {
  const { server, loads, target } = ground;
  await loads.open(placeOf(ground, people), TARGETS[target].audience, quietOf(ground, people));
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
