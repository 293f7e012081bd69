import { expect, it } from "vitest";
import { FIGURES, type Figure, type Figures } from "./figures.ts";
import { judge, type Run, type VisitName } from "./report.ts";
import type { SiteName } from "./sites.ts";

const names = Object.keys(FIGURES);
const isFigure = (name: string): name is Figure => names.includes(name);
const zeros = Object.fromEntries(names.filter(isFigure).map((name) => [name, 0]));

function run(
  figures: Partial<Figures>,
  site: SiteName = "gatehouse",
  visit: VisitName = "first",
): Run {
  return { round: 1, site, visit, figures: { ...GOOD, ...figures } };
}
const GOOD: Figures = figuresOf({ text: 999, ready: 1_999 });

function figuresOf(some: Partial<Figures>): Figures {
  return JSON.parse(JSON.stringify({ ...zeros, ...some }));
}

const failing = (runs: readonly Run[]): Figure[] =>
  judge(runs)
    .filter(({ holds }) => !holds)
    .map(({ threshold }) => threshold.figure);

it("holds at the last value that is wanted, and not one past it", () => {
  expect(failing([run({})])).toEqual([]);
  expect(failing([run({ text: 1_000 })])).toEqual(["text"]);
  expect(failing([run({ ready: 2_000 })])).toEqual(["ready"]);
  expect(failing([run({ shift: 0.001 })])).toEqual(["shift"]);
});

it("judges times by the median, and wants every visit without a shift", () => {
  expect(failing([run({ text: 5_000 }), run({}), run({})])).toEqual([]);
  expect(failing([run({ shift: 0.001 }), run({}), run({})])).toEqual(["shift"]);
});

it("fails what was never seen", () => {
  expect(failing([run({ text: NaN })])).toEqual(["text"]);
});

it("judges each visit, and Gatehouse alone", () => {
  expect(failing([run({}), run({ ready: 3_000 }, "gatehouse", "next")])).toEqual(["ready"]);
  expect(judge([run({ ready: 3_000 }, "react")])).toEqual([]);
});
