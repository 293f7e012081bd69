import { expect, test } from "vitest";
import { chart, decades } from "./chart.ts";

const bar = (name: string, value: number, isOwn = false) => ({ name, value, isOwn });

function widths(svg: string): number[] {
  return [...svg.matchAll(/<rect [^>]*width="([\d.]+)"/g)].map(([, width]) => Number(width));
}

test("ten times as much is as much longer, wherever it begins", () => {
  const bars = [bar("a", 20), bar("b", 200), bar("c", 2_000)];
  const [a = 0, b = 0, c = 0] = widths(chart("all", [{ title: "Rates", bars }]));
  expect(a).toBeGreaterThan(0);
  expect(b - a).toBeCloseTo(c - b, 0);
});

test("every value lies between the powers of ten, and none at the lower one", () => {
  expect(decades([20, 2_000])).toEqual({ low: 1, high: 4 });
  expect(decades([10, 100])).toEqual({ low: 0, high: 2 });
  expect(decades([0.34, 24])).toEqual({ low: -1, high: 2 });
  expect(decades([5])).toEqual({ low: 0, high: 1 });
});

test("no name can become markup", () => {
  const svg = chart('"all"', [{ title: "a < b & c", bars: [bar("<script>", 1)] }]);
  expect(svg).not.toContain("<script>");
  expect(svg).toContain("a &#60; b &#38; c");
  expect(svg).toContain('aria-label="&#34;all&#34;"');
});

test("one bar is the project's own", () => {
  const svg = chart("all", [
    { title: "Rates", bars: [bar("a", 1), bar("b", 2, true), bar("c", 3)] },
  ]);
  expect(svg.match(/class="bar own"/g)).toHaveLength(1);
});

test("panels stand below each other", () => {
  const panel = { title: "Rates", bars: [bar("a", 1), bar("b", 2)] };
  const svg = chart("all", [panel, panel]);
  expect(svg).toContain("translate(0 0)");
  expect(svg).toContain("translate(0 104)");
});
