import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PULSE } from "../../src/protocol/limits.ts";
import { bars, FRAME, scaleFor, steps } from "../../src/presentation/plot.ts";
import { spanOf, type Series } from "../../src/presentation/series.ts";

const NOW = 1_790_000_000_000;
const running = spanOf(NOW);
/** A series whose last value is of the span that is running. */
const ending = (...values: Series["values"]): Series => ({
  first: running - values.length + 1,
  values,
});

describe("the scale", () => {
  it.each([
    [1, 1],
    [1.2, 2],
    [2, 2],
    [3, 5],
    [5, 5],
    [5.1, 10],
    [10, 10],
    [11, 20],
    [730, 1_000],
    [0.3, 0.5],
  ])("for %d goes up to %d", (most, scale) => {
    expect(scaleFor(most)).toBeCloseTo(scale);
  });

  it("always holds the most, and more than a third of it is used", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 1e6, noNaN: true }), (most) => {
        const scale = scaleFor(most);
        expect(scale).toBeGreaterThanOrEqual(most * 0.999_999);
        expect(most / scale).toBeGreaterThan(1 / 3);
      }),
    );
  });
});

describe("bars", () => {
  it("stand where their spans are, the running one at the right edge", () => {
    expect(bars(ending(5, 0, 10), NOW, 10)).toBe("M57.125 20V10h0.75V20zM59.125 20V0h0.75V20z");
  });

  it("move with time, and out of the frame", () => {
    const later = (spans: number) => bars(ending(10), NOW + spans * PULSE.span, 10);
    expect(later(1)).toMatch(/^M58\.125 /);
    expect(later(59)).toMatch(/^M0\.125 /);
    expect(later(60)).toBe("");
  });

  it("are none where nothing is or nothing is known", () => {
    expect(bars(ending(null, 0, null), NOW, 10)).toBe("");
  });

  it("never leave the frame", () => {
    expect(bars(ending(99), NOW, 10)).toBe("M59.125 20V0h0.75V20z");
  });
});

describe("steps", () => {
  it("are one line over an area", () => {
    const { line, area } = steps(ending(0, 5, 10), NOW, 10);
    expect(line).toBe("M57 20h1V10h1V0h1");
    expect(area).toBe("M57 20V20h1V20zM58 20V10h1V20zM59 20V0h1V20z");
  });

  it("leave a gap where nothing is known", () => {
    expect(steps(ending(5, null, 5), NOW, 10).line).toBe("M57 10h1M59 10h1");
  });

  it("fill the frame and not more", () => {
    const full = ending(...Array.from({ length: FRAME.length }, () => 1));
    expect(steps(full, NOW, 1).line).toMatch(/^M0 0h1(V0h1){59}$/);
  });
});
