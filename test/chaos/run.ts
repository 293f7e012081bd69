/** `node test/chaos/run.ts --short`: one run from a seed, and if it fails, a search for a shorter one. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { commandOf, configFrom, FULL, OPTIONS, SHORT, type Config } from "./config.ts";
import { Run, type Outcome } from "./drive.ts";
import { shrink } from "./shrink.ts";

/** Milliseconds between two lines of progress. */
const PROGRESS = { short: 2_000, full: 10_000 };

const { values } = parseArgs({
  options: {
    ...OPTIONS,
    short: { type: "boolean" },
    full: { type: "boolean" },
    shrink: { type: "boolean", default: true },
  },
  allowNegative: true,
});
const preset = values.full === true ? FULL : SHORT;
const config = configFrom(preset, values);
const print = (text: string): boolean => process.stdout.write(`${text}\n`);

print(commandOf(config));
const outcome = await runOnce(config, values.full === true ? PROGRESS.full : PROGRESS.short);
print(summary(outcome));
if (outcome.violationCount > 0) {
  report(config, outcome);
  if (values.shrink) {
    const smaller = await shrink(config, (it) => runOnce(it, Infinity), print);
    if (smaller) report(smaller.config, smaller.outcome);
  }
}
// The sockets of the clients would try for ever.
process.exit(outcome.violationCount > 0 ? 1 : 0);

async function runOnce(it: Config, every: number): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), "gatehouse-chaos-"));
  print(`History: ${join(folder, "history.jsonl")}`);
  const run = await Run.begin(it, folder);
  const progress = every === Infinity ? undefined : setInterval(() => print(line(run, it)), every);
  try {
    const played = await run.play();
    if (played.violationCount === 0) await rm(folder, { recursive: true });
    return played;
  } finally {
    clearInterval(progress);
  }
}

function line({ figures }: Run, { posts }: Config): string {
  const { acknowledged, disconnections, faults } = figures;
  const memory = Math.round(process.memoryUsage().rss / 2 ** 20);
  return `${count(acknowledged)} of ${count(posts)} posts, ${count(disconnections)} disconnections, ${faultsOf(faults)}, ${memory} MB`;
}

function summary({ figures, posting, duration, violationCount }: Outcome): string {
  const { acknowledged, disconnections, faults } = figures;
  const rate = Math.round(acknowledged / (posting / 1_000));
  return [
    `${count(acknowledged)} posts (${count(rate)} a second), ${count(disconnections)} disconnections`,
    faultsOf(faults),
    `${count(violationCount)} violations after ${(duration / 1_000).toFixed(1)} s`,
  ].join("\n");
}

function report(it: Config, { violations, tail, output }: Outcome): void {
  print(`\nSeed ${it.seed} fails: ${commandOf(it)}`);
  print("\nThe end of its history:");
  for (const text of tail.slice(-20)) print(`  ${text.slice(0, 200)}`);
  if (output !== "") print(`\nThe server's last words:\n${output.slice(-1_500)}`);
  print("\nViolations:");
  for (const violation of violations) print(`  ${violation}`);
}

function faultsOf(faults: Readonly<Record<string, number>>): string {
  const named = Object.entries(faults).toSorted(([one], [other]) => one.localeCompare(other));
  return named.map(([name, times]) => `${name} ${count(times)}`).join(", ") || "no faults";
}

function count(number: number): string {
  return number.toLocaleString("en");
}
