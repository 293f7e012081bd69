import { expect, it } from "vitest";
import type { Figure, Figures } from "./figures.ts";
import type { Run, VisitName } from "./runs.ts";
import type { SiteName } from "./sites.ts";
import { judge } from "./thresholds.ts";

const GOOD: Figures = {
  paint: 500,
  text: 999,
  ready: 1_999,
  back: 2_500,
  shift: 0,
  moved: 0,
  longTasks: 1,
  blocked: 10,
  slower: 4,
  requests: 10,
  page: 4,
  style: 4,
  script: 20,
  image: 1,
  data: 0,
  socket: 1,
  all: 60,
};

const run = (
  figures: Partial<Figures>,
  site: SiteName = "gatehouse",
  visit: VisitName = "first",
): Run => ({ round: 1, site, visit, figures: { ...GOOD, ...figures } });

const failing = (runs: readonly Run[]): Figure[] =>
  judge(runs)
    .filter(({ holds }) => !holds)
    .map(({ threshold }) => threshold.figure);

it("holds at the last value that is wanted, and not one past it", () => {
  expect(failing([run({})])).toEqual([]);
  expect(failing([run({ text: 1_000 })])).toEqual(["text"]);
  expect(failing([run({ ready: 2_000 })])).toEqual(["ready"]);
  expect(failing([run({ shift: 0.001 })])).toEqual(["shift"]);
  expect(failing([run({ moved: 0.5 })])).toEqual(["moved"]);
  expect(failing([run({ all: 60.1 })])).toEqual(["all"]);
});

it("judges times by the median, and wants every visit without a shift", () => {
  expect(failing([run({ text: 5_000 }), run({}), run({})])).toEqual([]);
  expect(failing([run({ shift: 0.001 }), run({}), run({})])).toEqual(["shift"]);
});

it("fails what was never seen", () => {
  expect(failing([run({ text: NaN })])).toEqual(["text"]);
  expect(failing([run({ moved: NaN }), run({})])).toEqual(["moved"]);
});

it("judges each visit, and Gatehouse alone", () => {
  expect(failing([run({}), run({ ready: 3_000 }, "gatehouse", "next")])).toEqual(["ready"]);
  expect(judge([run({ ready: 3_000 }, "react")])).toEqual([]);
});
