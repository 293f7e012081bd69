import { expect, test } from "vitest";
import {
  beyondIncluded,
  billed,
  dollars,
  freeShare,
  times,
  together,
  usageBetween,
} from "./bill.ts";
import type { Usage } from "./bill.ts";
import { INCLUDED } from "./prices.ts";

const NOTHING: Usage = {
  requests: 0,
  messages: 0,
  rowsRead: 0,
  rowsWritten: 0,
  awake: 0,
  lives: 0,
  cpu: 0,
};

test("what was counted before does not count", () => {
  const before = { ...NOTHING, messages: 5, rowsWritten: 7, isAwake: false, stored: 1 };
  const after = { ...before, messages: 8, rowsWritten: 10, awake: 40, stored: 2 };
  expect(usageBetween(before, after, 3)).toEqual({
    ...NOTHING,
    messages: 3,
    rowsWritten: 3,
    awake: 40,
    cpu: 3,
  });
});

test("twenty messages are one request, and a message is no request of the worker", () => {
  const bill = billed({ ...NOTHING, messages: 40, requests: 3 });
  expect(bill.objectRequests).toBe(5);
  expect(bill.workerRequests).toBe(3);
});

test("an object is billed for 128 MB while it is awake", () => {
  expect(billed({ ...NOTHING, awake: 10_000 }).gigabyteSeconds).toBeCloseTo(1.28);
});

test("CPU time is billed where the worker has a part in it", () => {
  expect(billed({ ...NOTHING, messages: 1, cpu: 50 }).workerCpu).toBe(0);
  expect(billed({ ...NOTHING, requests: 1, cpu: 50 }).workerCpu).toBe(50);
});

test("the prices are those of the price list", () => {
  // A million rows written, a billion read, a million requests of an object, and of the worker.
  expect(dollars(billed({ ...NOTHING, rowsWritten: 1e6 }))).toBeCloseTo(1);
  expect(dollars(billed({ ...NOTHING, rowsRead: 1e9 }))).toBeCloseTo(1);
  expect(dollars(billed({ ...NOTHING, messages: 20e6 }))).toBeCloseTo(0.15);
  expect(dollars(billed({ ...NOTHING, requests: 1e6 }))).toBeCloseTo(0.15 + 0.3);
  // A room that never sleeps in 30 days, as the price list's examples reckon: 331,776 GB-s.
  const month = billed({ ...NOTHING, awake: 30 * 24 * 3_600_000 });
  expect(month.gigabyteSeconds).toBeCloseTo(331_776);
  expect(dollars(month)).toBeCloseTo(4.1472);
});

test("what the plan includes costs nothing, and only what is beyond it costs", () => {
  expect(beyondIncluded(INCLUDED)).toBe(0);
  const more = { ...INCLUDED, rowsWritten: INCLUDED.rowsWritten + 3e6, rowsRead: 0 };
  expect(beyondIncluded(more)).toBeCloseTo(3);
});

test("of the free plan's limits the nearest one counts", () => {
  const day = billed({ ...NOTHING, rowsWritten: 50_000, rowsRead: 1e6, messages: 100_000 });
  expect(freeShare(day)).toEqual({ of: "rowsWritten", share: 0.5 });
  expect(freeShare(billed({ ...NOTHING, messages: 4e6 }))).toEqual({
    of: "objectRequests",
    share: 2,
  });
});

test("usages can be added and multiplied", () => {
  const one = { ...NOTHING, requests: 1, messages: 2, rowsRead: 3, rowsWritten: 4 };
  const other = {
    ...NOTHING,
    messages: 1,
    rowsRead: 1,
    rowsWritten: 1,
    awake: 5,
    lives: 6,
    cpu: 7,
  };
  const sum = { requests: 1, messages: 3, rowsRead: 4, rowsWritten: 5, awake: 5, lives: 6, cpu: 7 };
  expect(together(one, other)).toEqual(sum);
  expect(times(3, { ...NOTHING, rowsRead: 2, cpu: 1 })).toEqual({
    ...NOTHING,
    rowsRead: 6,
    cpu: 3,
  });
});
