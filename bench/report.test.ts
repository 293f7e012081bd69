import { expect, test } from "vitest";
import { NO_FAULTS } from "./load/check.ts";
import { line, report } from "./report.ts";
import type { Run } from "./runs.ts";
import { asText } from "./table.ts";

function run(
  scenario: Run["scenario"],
  target: Run["target"],
  figures: Run["figures"],
  lost = 0,
): Run {
  return { round: 1, scenario, target, figures, faults: { ...NO_FAULTS, lost } };
}

/** The cells of the line that begins with this. */
function lineOf(text: string, name: string): string[] {
  const found = text.split("\n").find((it) => it.startsWith(name)) ?? "";
  return found.split(/ {2,}/);
}

test("a rate is given as a multiple of the peers', too", () => {
  const runs = [
    run("closed", "gatehouse", { rate: 900_000 }),
    run("closed", "loop", { rate: 45_000 }),
    run("closed", "node-ws", { rate: 150_000 }),
  ];
  const text = report(runs, [], asText);
  expect(lineOf(text, "gatehouse")).toEqual(["gatehouse", "900,000", "6.00", "20.00", "none"]);
  expect(lineOf(text, "loop")).toEqual(["loop", "45,000", "0.30", "1.00", "none"]);
});

test("a row has the median of the rounds, and the faults of all", () => {
  const runs = [1, 5, 4].map((rate, index) => run("closed", "loop", { rate }, index));
  expect(lineOf(report(runs, [], asText), "loop")).toEqual(["loop", "4", "1.00", "3 lost"]);
});

test("what is known of the room alone stands in one table, if the same is known", () => {
  const runs = [
    run("page-newest", "gatehouse", { p50: 1, p99: 2 }),
    run("page-middle", "gatehouse", { p50: 3, p99: 4 }),
    run("wake-1", "gatehouse", { firstTold: 5 }),
  ];
  const text = report(runs, [], asText);
  expect(text.match(/Gatehouse alone/g)).toHaveLength(2);
  expect(lineOf(text, "A page from the middle")).toEqual([
    "A page from the middle of 100,000 messages, over HTTP",
    "3.00",
    "4.00",
    "none",
  ]);
});

test("a figure that was not measured is a dash, and in a line of progress nothing", () => {
  const runs = [run("closed", "loop", { rate: 1 }), run("closed", "echo", { p50: 1 })];
  expect(lineOf(report(runs, [], asText), "echo").slice(0, 3)).toEqual(["echo", "–", "1.00"]);
  expect(line({ figures: { p50: 1.234 }, faults: { ...NO_FAULTS, doubled: 2 } })).toBe(
    "1.23 p50 ms, 2 doubled",
  );
});
