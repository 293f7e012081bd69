/** What a room does for its people, counted by a room that is observed. */

import { placeOf, quietOf, type Ground } from "../ground.ts";
import { faultsText, isFaultless, type Faults } from "../load/check.ts";
import type { Plan } from "../load/wishes.ts";
import { withPast } from "../scenarios/past.ts";
import { times, together, usageBetween, type Usage } from "./bill.ts";

/** People of the rooms that are counted. */
export const SIZES = [10, 100, 1_000] as const;

const SENDERS = 10;

/** Seconds of silence in which everybody pings once a second. */
export const SILENCE = 5;

/** What a room of some people has done. */
export interface RoomUsage {
  readonly people: number;
  /** For 1,000 posts that come in quick succession. */
  readonly lively: Usage;
  /** For 1,000 posts each of which finds the room asleep. */
  readonly calm: Usage;
  /** For the first post of one author. */
  readonly firstPost: Usage;
  /** For the silence, in all. */
  readonly idle: Usage;
  readonly pings: { readonly sent: number; readonly answered: number };
}

/** For one visit each, which finds the room asleep. */
export interface VisitUsage {
  readonly silent: Usage;
  readonly hundred: Usage;
  readonly tenThousand: Usage;
  readonly resume: Usage;
  readonly page: Usage;
  /** Bytes of the database for each of 10,000 messages with a text of 64 bytes. */
  readonly stored: number;
}

/** Lets people talk, one by one, and be silent. */
export async function roomUsage(ground: Ground, people: number): Promise<RoomUsage> {
  const { loads, quick } = ground;
  const room = { ...ground, room: `cost-${people}` };
  await loads.open(placeOf(room, people), "all", quietOf(room, people));
  const first = await use(room, () => say(room, { senders: SENDERS, perSender: 1 }));
  const perSender = quick ? 5 : 10;
  const lively = await use(room, () => say(room, { senders: SENDERS, perSender }));
  const calm: Usage[] = [];
  for (let time = 0; time < (quick ? 3 : 10); time++) {
    calm.push(await asleep(room, () => say(room, { senders: 1, perSender: 1 })));
  }
  let pings = { sent: 0, answered: 0 };
  const idle = await use(room, async () => {
    pings = await loads.ping(SILENCE, 1);
  });
  await loads.close();
  await ground.server.idle();
  return {
    people,
    lively: times(1_000 / (SENDERS * perSender), lively),
    calm: times(1_000 / calm.length, calm.reduce(together)),
    firstPost: times(1 / SENDERS, first),
    idle,
    pings,
  };
}

/** Lets people come and go, one at a time. */
export async function visitUsage(ground: Ground): Promise<VisitUsage> {
  const hundred = await withPast(ground, 100);
  const tenThousand = await withPast(ground, 10_000);
  const { head, epoch, server } = tenThousand;
  const silent = { ...ground, room: "cost-silent" };
  return {
    // Nobody was ever there, so that there is nothing to put to sleep.
    silent: await use(silent, () => visit(silent, null)),
    hundred: await asleep(hundred, () => visit(hundred, null)),
    tenThousand: await asleep(tenThousand, () => visit(tenThousand, null)),
    resume: await asleep(tenThousand, () => visit(tenThousand, { since: head - 500, epoch })),
    page: await asleep(tenThousand, async () => {
      await server.text(`/rooms/${tenThousand.room}`);
    }),
    stored: (await server.counts(tenThousand.room)).stored / head,
  };
}

async function visit(
  ground: Ground,
  reached: { readonly since: number; readonly epoch: string } | null,
): Promise<void> {
  const { wrong } = await ground.loads.arrive(placeOf(ground, 1), 1, reached);
  if (wrong > 0) throw new Error("A welcome was not right.");
}

/** Somebody writes, and then says it. */
async function say(
  { loads }: Ground,
  plan: Pick<Extract<Plan, { kind: "steady" }>, "senders" | "perSender">,
): Promise<void> {
  const { faults } = await loads.run({ kind: "steady", perSecond: 10, typing: true, ...plan });
  check(faults);
}

function check(faults: Faults): void {
  if (!isFaultless(faults))
    throw new Error(`What was counted was not right: ${faultsText(faults)}.`);
}

/** What a room does that sleeps when the work begins. */
async function asleep(ground: Ground, work: () => Promise<void>): Promise<Usage> {
  await ground.server.evict(ground.room);
  return use(ground, work);
}

/** What a room does for some work, until nothing keeps it awake any more. */
async function use({ server, room }: Ground, work: () => Promise<void>): Promise<Usage> {
  const before = await server.atRest(room);
  const cpuBefore = server.cpu;
  await work();
  // Before asking whether it rests: to answer takes CPU time, too.
  const cpu = server.cpu - cpuBefore;
  return usageBetween(before, await server.atRest(room), cpu);
}
