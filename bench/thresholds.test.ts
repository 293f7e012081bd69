import { expect, test } from "vitest";
import type { Figures } from "./metrics.ts";
import { judge, type Verdict } from "./thresholds.ts";

type All = Readonly<Record<string, Figures>>;

/** @param measured the figures of "scenario target" */
function verdicts(measured: All): Verdict[] {
  return judge((scenario, target) => measured[`${scenario} ${target}`]);
}

function failing(measured: All): string[] {
  return verdicts(measured)
    .filter(({ holds }) => !holds)
    .map(({ threshold: { metric, over } }) => [metric, over].join(" ").trim());
}

test("a rate is compared with another target's", () => {
  const peers = { "closed node-ws": { rate: 100 }, "closed loop": { rate: 100 } };
  expect(failing({ ...peers, "closed gatehouse": { rate: 300 } })).toEqual([]);
  expect(failing({ ...peers, "closed gatehouse": { rate: 299 } })).toEqual(["rate loop"]);
  expect(failing({ ...peers, "closed gatehouse": { rate: 99 } })).toEqual([
    "rate node-ws",
    "rate loop",
  ]);
});

test("a latency may not be longer by more than a run can tell", () => {
  const loop = { "steady loop": { p50: 2, p99: 4 } };
  expect(failing({ ...loop, "steady gatehouse": { p50: 2.66, p99: 4 } })).toEqual([]);
  expect(failing({ ...loop, "steady gatehouse": { p50: 2.67, p99: 4 } })).toEqual(["p50 loop"]);
});

test("a figure may have a bound of its own", () => {
  const good = { welcomed: 2_000, right: 2_000, wrong: 0, unlisted: 0, frames: 3_000 };
  expect(failing({ "storm gatehouse": good })).toEqual([]);
  expect(failing({ "storm gatehouse": { ...good, frames: 3_001 } })).toEqual(["frames"]);
});

test("what was not measured is not judged", () => {
  expect(verdicts({ "closed gatehouse": { rate: 1 }, "closed node-ws": { rate: 1 } })).toHaveLength(
    1,
  );
});

test("a figure that is missing, or none, fails", () => {
  const peers = { "steady loop": { p50: 2, p99: 4 } };
  expect(failing({ ...peers, "steady gatehouse": { p50: 2 } })).toEqual(["p99 loop"]);
  expect(failing({ ...peers, "steady gatehouse": { p50: 2, p99: NaN } })).toEqual(["p99 loop"]);
});
