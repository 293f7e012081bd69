import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MOUNTED, stepDown, stepUp, topOf, windowAt } from "../../src/client/view/window.ts";

const numbered = (count: number, first = 1) =>
  Array.from({ length: count }, (_, i) => ({ seq: first + i }));

describe("the window", () => {
  it.each([
    [0, null, 0, 0],
    [10, null, 0, 10],
    [MOUNTED, null, 0, MOUNTED],
    [1_000, null, 700, 1_000],
    [1_000, 1, 0, MOUNTED],
    [1_000, 101, 100, 400],
    [1_000, 950, 949, 1_000],
  ])("on %d messages with top %s is [%d, %d)", (count, top, start, end) => {
    expect(windowAt(numbered(count), top)).toEqual({ start, end });
  });

  it("is at the end if its top is gone, and at the top's successor if only that is", () => {
    expect(windowAt(numbered(1_000), 2_000)).toEqual({ start: 700, end: 1_000 });
    expect(windowAt(numbered(1_000, 500), 20)).toEqual({ start: 0, end: MOUNTED });
  });

  it("moves by steps, to either end and not beyond", () => {
    const messages = numbered(1_000);
    expect(stepUp(messages, { start: 700, end: 1_000 })).toBe(601);
    expect(stepUp(messages, { start: 50, end: 350 })).toBe(0);
    expect(stepDown(messages, { start: 0, end: 300 })).toBe(101);
    expect(stepDown(messages, { start: 650, end: 950 })).toBe(701);
    expect(stepUp([], { start: 0, end: 0 })).toBe(0);
  });

  it("stays where it is when older messages come in above, but at the beginning takes them in", () => {
    const messages = numbered(1_000, 501);
    const older = numbered(1_500);
    const inside = windowAt(older, topOf(messages, { start: 50 }));
    expect(inside).toEqual({ start: 550, end: 850 });
    expect(windowAt(older, topOf(messages, { start: 0 }))).toEqual({ start: 0, end: MOUNTED });
  });

  it("never mounts more than it may, and reaches every message", () => {
    fc.assert(
      fc.property(fc.nat(2_000), (count) => {
        const messages = numbered(count);
        const seen = new Set<number>();
        let window = windowAt(messages, null);
        for (let i = 0; i < 25; i++) {
          expect(window.end - window.start).toBeLessThanOrEqual(MOUNTED);
          for (const { seq } of messages.slice(window.start, window.end)) seen.add(seq);
          window = windowAt(messages, stepUp(messages, window));
        }
        expect(seen.size).toBe(count);
        for (let i = 0; i < 25; i++) window = windowAt(messages, stepDown(messages, window));
        expect(window).toEqual(windowAt(messages, null));
      }),
      { numRuns: 20 },
    );
  });
});
