import { expect, test } from "vitest";
import { NO_FAULTS } from "./load/check.ts";
import { failuresOf, figuresOf, type Run } from "./runs.ts";
import { judge } from "./thresholds.ts";

function run(target: Run["target"], rate: number, round: number, lost = 0): Run {
  const faults = { ...NO_FAULTS, lost };
  return { round, scenario: "closed", target, figures: { rate }, faults };
}

test("the medians are of one scenario and one target", () => {
  const runs = [run("loop", 1, 1), run("loop", 7, 2), run("loop", 3, 3), run("gatehouse", 50, 1)];
  expect(figuresOf(runs)("closed", "loop")).toEqual({ rate: 3 });
  expect(figuresOf(runs)("steady", "loop")).toBeUndefined();
});

test("a threshold that does not hold is named", () => {
  const runs = [run("loop", 100, 1), run("gatehouse", 299, 1)];
  expect(failuresOf(runs, judge(figuresOf(runs)))).toEqual([
    "closed: deliveries/s ÷ loop is 2.990, wanted at least 3",
  ]);
});

test("nothing fails where every threshold holds", () => {
  const runs = [run("loop", 100, 1), run("gatehouse", 300, 1)];
  expect(failuresOf(runs, judge(figuresOf(runs)))).toEqual([]);
});

test("one lost message in one round is a failure, of a peer too", () => {
  expect(failuresOf([run("gatehouse", 1, 1), run("gatehouse", 1, 2, 1)], [])).toEqual([
    "closed, gatehouse, round 2: 1 lost",
  ]);
  expect(failuresOf([run("node-ws", 1, 1, 2_000)], [])).toHaveLength(1);
});
