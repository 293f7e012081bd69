/** From what the room has done to what it costs. Pure. */

import type { Counts } from "../targets/counts.ts";
import {
  FREE_DAY,
  INCLUDED,
  MESSAGES_PER_REQUEST,
  OBJECT_GIGABYTES,
  PRICE,
  type Billed,
} from "./prices.ts";

/** What a room has done in some time, and the CPU time of its server in milliseconds. */
export interface Usage extends Pick<
  Counts,
  "requests" | "messages" | "rowsRead" | "rowsWritten" | "awake" | "lives"
> {
  readonly cpu: number;
}

const USED = ["requests", "messages", "rowsRead", "rowsWritten", "awake", "lives"] as const;
const BILLED = [
  "rowsWritten",
  "rowsRead",
  "objectRequests",
  "gigabyteSeconds",
  "workerRequests",
  "workerCpu",
] as const satisfies (keyof Billed)[];

/** What came between two looks at the counts. */
export function usageBetween(before: Counts, after: Counts, cpu: number): Usage {
  const since = (key: (typeof USED)[number]): number => after[key] - before[key];
  return {
    requests: since("requests"),
    messages: since("messages"),
    rowsRead: since("rowsRead"),
    rowsWritten: since("rowsWritten"),
    awake: since("awake"),
    lives: since("lives"),
    cpu,
  };
}

export function together(one: Usage, other: Usage): Usage {
  return {
    requests: one.requests + other.requests,
    messages: one.messages + other.messages,
    rowsRead: one.rowsRead + other.rowsRead,
    rowsWritten: one.rowsWritten + other.rowsWritten,
    awake: one.awake + other.awake,
    lives: one.lives + other.lives,
    cpu: one.cpu + other.cpu,
  };
}

/** So many times the usage. */
export function times(factor: number, usage: Usage): Usage {
  return {
    requests: usage.requests * factor,
    messages: usage.messages * factor,
    rowsRead: usage.rowsRead * factor,
    rowsWritten: usage.rowsWritten * factor,
    awake: usage.awake * factor,
    lives: usage.lives * factor,
    cpu: usage.cpu * factor,
  };
}

/**
 * What is billed for a usage. Each request of a room came through a request of the worker. The CPU
 * time is that of the whole server, so it is more than the worker's; frames never reach the worker.
 */
export function billed({ rowsWritten, rowsRead, requests, messages, awake, cpu }: Usage): Billed {
  return {
    rowsWritten,
    rowsRead,
    objectRequests: requests + messages / MESSAGES_PER_REQUEST,
    gigabyteSeconds: (awake / 1_000) * OBJECT_GIGABYTES,
    workerRequests: requests,
    workerCpu: requests > 0 ? cpu : 0,
  };
}

/** Dollars for all of it, as if nothing were included. */
export function dollars(bill: Billed): number {
  return BILLED.reduce((sum, key) => sum + bill[key] * PRICE[key], 0);
}

/** Dollars of a month beyond what the paid plan includes, for an account that has nothing else. */
export function beyondIncluded(month: Billed): number {
  return BILLED.reduce((sum, key) => sum + Math.max(0, month[key] - INCLUDED[key]) * PRICE[key], 0);
}

/** The limit of the free plan that a day comes nearest to, and how much of it the day takes. */
export function freeShare(day: Billed): {
  readonly of: keyof typeof FREE_DAY;
  readonly share: number;
} {
  const { rowsWritten, rowsRead, objectRequests, gigabyteSeconds, workerRequests } = FREE_DAY;
  const shares = [
    { of: "rowsWritten", share: day.rowsWritten / rowsWritten },
    { of: "rowsRead", share: day.rowsRead / rowsRead },
    { of: "objectRequests", share: day.objectRequests / objectRequests },
    { of: "gigabyteSeconds", share: day.gigabyteSeconds / gigabyteSeconds },
    { of: "workerRequests", share: day.workerRequests / workerRequests },
  ] as const;
  return shares.reduce((most, it) => (it.share > most.share ? it : most));
}
