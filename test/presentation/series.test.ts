import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PULSE } from "../../src/protocol/limits.ts";
import {
  known,
  perSecond,
  spanOf,
  unknownAt,
  until,
  withLast,
  withPulse,
  type Series,
} from "../../src/presentation/series.ts";

const { span: SPAN, spans: SPANS } = PULSE;
const START = 1_790_000_000_000;
const first = spanOf(START);
const of = (...values: Series["values"]): Series => ({ first, values });

describe("a series", () => {
  it("begins with the span that is running, of which nothing is known", () => {
    expect(unknownAt(START + SPAN - 1)).toEqual(of(null));
    expect(unknownAt(START + SPAN)).toEqual({ first: first + 1, values: [null] });
  });

  it("goes on with time, span by span", () => {
    const series = of(1, 2);
    expect(until(series, START + 2 * SPAN - 1, 0)).toEqual(series);
    expect(until(series, START + 2 * SPAN, 0)).toEqual(of(1, 2, 0));
    expect(until(series, START + 4 * SPAN, 7)).toEqual(of(1, 2, 7, 7, 7));
    expect(until(series, START + 3 * SPAN, null)).toEqual(of(1, 2, null, null));
  });

  it("does not go back with a clock that does", () => {
    expect(until(of(1, 2), START - 60_000, 0)).toEqual(of(1, 2));
  });

  it("forgets what is older than its plot, however long the page has slept", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1 }), fc.nat(1_000), (values, later) => {
        const end = first + values.length - 1 + later;
        const series = until(of(...values), end * SPAN, 0);
        expect(series.values.length).toBe(Math.min(values.length + later, SPANS));
        expect(series.first + series.values.length - 1).toBe(end);
      }),
    );
    expect(until(of(5), START + (SPANS - 1) * SPAN, 0).values[0]).toBe(5);
    expect(until(of(5), START + SPANS * SPAN, 0).values[0]).toBe(0);
  });

  it("has the span that is running at its end", () => {
    expect(withLast(of(1, 2), 9)).toEqual(of(1, 9));
    expect(known(of(null, 1, null, 0))).toEqual([1, 0]);
  });

  it("takes over what a pulse knows, and keeps what lies before it", () => {
    const pulse = (spans: number, ...messages: number[]) => ({
      from: START + spans * SPAN,
      messages,
    });
    expect(withPulse(of(1, null, null), pulse(1, 5, 6))).toEqual(of(1, 5, 6));
    expect(withPulse(of(null), pulse(-2, 1, 0, 3))).toEqual({
      first: first - 2,
      values: [1, 0, 3],
    });
    expect(withPulse(of(1), pulse(2, 4))).toEqual(of(1, null, 4));
    expect(withPulse(of(1, 2), pulse(2))).toEqual(of(1, 2));
    const long = Array.from({ length: SPANS }, () => 1);
    expect(withPulse(of(9, 9), pulse(2, ...long))).toEqual({ first: first + 2, values: long });
  });
});

describe("the rate", () => {
  it("is that of the running span and of the one before", () => {
    expect(perSecond(of(9, 5, 5), START + 2 * SPAN + 5_000)).toBe(1);
    expect(perSecond(of(9, 10, 0), START + 2 * SPAN)).toBe(2);
    expect(perSecond(of(0, 0), START + SPAN)).toBe(0);
  });

  it("of a page that has just been opened is not that of a moment", () => {
    expect(perSecond(of(3), START + 10)).toBe(3);
    expect(perSecond(of(null, 4), START + SPAN + 2_000)).toBe(2);
    expect(perSecond(of(null), START)).toBe(0);
  });
});
