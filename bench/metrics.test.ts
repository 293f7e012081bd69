import { expect, test } from "vitest";
import { median, medians, percentile } from "./metrics.ts";

test("a median does not depend on the order, and lies between two in the middle", () => {
  expect(median([9, 1, 10])).toBe(9);
  expect(median([4, 1, 10, 2])).toBe(3);
  expect(median([])).toBeNaN();
});

test("a percentile is a value that was measured", () => {
  const sorted = Array.from({ length: 200 }, (_, it) => it + 1);
  expect(percentile(sorted, 0.5)).toBe(100);
  expect(percentile(sorted, 0.99)).toBe(198);
  expect(percentile(sorted, 1)).toBe(200);
  expect(percentile([7], 0.01)).toBe(7);
  expect(percentile([], 0.5)).toBeNaN();
});

test("medians are taken of each figure, over the runs that have it", () => {
  expect(medians([{ rate: 1, p50: 5 }, { rate: 3 }, { rate: 2 }])).toEqual({ rate: 2, p50: 5 });
});
