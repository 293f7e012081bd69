/** What the bench asks of a load process, and what it answers. */

import * as v from "valibot";
import { WIRES } from "./wires.ts";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Who sends what. Microseconds and seconds are in the names. */
const plan = v.variant("kind", [
  /** Each sender sends all of theirs at once. */
  v.object({ kind: v.literal("flood"), senders: count, perSender: count }),
  /** Each sender keeps some unanswered. */
  v.object({ kind: v.literal("closed"), senders: count, perSender: count, unanswered: count }),
  /** The senders take turns, at an even pace. */
  v.object({
    kind: v.literal("steady"),
    senders: count,
    perSender: count,
    perSecond: count,
    /** Whether each is seen to write before. */
    typing: v.boolean(),
  }),
]);
export type Plan = v.InferOutput<typeof plan>;

/** The people of a room that one process plays: every `of`-th from `index` on. */
const part = v.object({ index: count, of: count });

const room = { wire: v.picklist(WIRES), port: count, room: v.string() };
const place = { ...room, people: count, part };

export const WISH = v.variant("do", [
  /** Opens the sockets and waits until all have joined and nothing has come for `quiet` ms. */
  v.object({
    do: v.literal("open"),
    ...place,
    /** Who gets a message: everybody, or its sender alone. */
    audience: v.picklist(["all", "sender"]),
    quiet: count,
  }),
  v.object({ do: v.literal("arm"), plan }),
  /** Begins at this time, in microseconds. */
  v.object({ do: v.literal("go"), at: v.number() }),
  /** Everybody sends a ping every so many seconds, for so many seconds. */
  v.object({ do: v.literal("ping"), seconds: count, every: count }),
  v.object({ do: v.literal("close") }),
  /** People come one after another. They have come this far in the log, or were never there. */
  v.object({
    do: v.literal("arrive"),
    ...room,
    times: count,
    place: v.nullable(v.object({ since: count, epoch: v.string() })),
  }),
  /** Opens all sockets at once at this time, and looks at everything that comes. */
  v.object({ do: v.literal("storm"), ...place, at: v.number(), quiet: count }),
]);
export type Wish = v.InferOutput<typeof WISH>;

const faults = v.object({
  lost: count,
  doubled: count,
  outOfOrder: count,
  unknown: count,
  disagreeing: count,
});

/** What came of a plan. Times are microseconds. */
const outcome = v.object({
  first: v.number(),
  last: v.number(),
  deliveries: count,
  bytes: count,
  faults,
  order: v.array(v.number()),
  /** CPU time that the process has used, and how long it took. */
  cpu: v.number(),
  took: v.number(),
  /** From each post to each delivery; empty unless the plan is steady. */
  latencies: v.array(v.number()),
});
export type Outcome = v.InferOutput<typeof outcome>;

/** What came of a storm. Times are microseconds since it began. */
const storm = v.object({
  people: count,
  welcomed: count,
  allWelcomed: v.number(),
  /** Who knows in the end how many people there are. */
  right: count,
  allRight: v.number(),
  /** How many people one of them is told of who asks for the names; null where nobody has asked. */
  listed: v.nullable(count),
  frames: count,
  bytes: count,
});
export type Storm = v.InferOutput<typeof storm>;

const pings = v.object({ sent: count, answered: count });
export type Pings = v.InferOutput<typeof pings>;

/** How each got in: in how many microseconds, and with how many bytes. */
const arrivals = v.object({
  took: v.array(count),
  bytes: v.array(count),
  /** Welcomes that did not tell all that they should. */
  wrong: count,
});
export type Arrivals = v.InferOutput<typeof arrivals>;

export const ANSWER = v.variant("kind", [
  v.object({ kind: v.literal("done") }),
  v.object({ kind: v.literal("ran"), outcome }),
  v.object({ kind: v.literal("pinged"), pings }),
  v.object({ kind: v.literal("arrived"), arrivals }),
  v.object({ kind: v.literal("stormed"), storm }),
  v.object({ kind: v.literal("failed"), error: v.string() }),
]);
export type Answer = v.InferOutput<typeof ANSWER>;
