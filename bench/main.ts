/** `npm run bench`: every target through every scenario, round by round, and what came of it. */

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";
import { measure } from "./measure.ts";
import { readOptions } from "./options.ts";
import { report } from "./report.ts";
import { failuresOf, figuresOf, type Run } from "./runs.ts";
import { judge } from "./thresholds.ts";

/** Sockets of the largest room, and files besides. */
const FILES = 1_500;

/** Above this part of the time, in percent, a load process may be what limits the figures. */
const BUSY = 85;

const here = (path: string): string => join(import.meta.dirname, path);
const progress = (text: string): boolean => process.stderr.write(`${text}\n`);

const options = readOptions(process.argv.slice(2));
checkFiles();
installPeers();
const began = performance.now();
const runs = await measure(options, progress);
// Too little is measured in a hurry to fail for it.
const verdicts = judge(figuresOf(runs));
process.stdout.write(`\n${report(runs, verdicts, options.markdown)}\n`);
await keep(runs);
progress(`\nIt took ${Math.round((performance.now() - began) / 1_000)} s.`);
warnOfBusyLoads(runs);
const failures = failuresOf(runs, options.quick ? [] : verdicts);
for (const failure of failures) progress(`FAILED: ${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;

function warnOfBusyLoads(all: readonly Run[]): void {
  for (const { target, scenario, round, figures } of all) {
    const { clientBusy = 0 } = figures;
    if (clientBusy <= BUSY) continue;
    const where = `${target}, ${scenario}, round ${round}`;
    progress(`The load may be the limit: ${where}: busy ${clientBusy.toFixed(0)} %`);
  }
}

/** Writes down all that was measured. */
async function keep(all: readonly Run[]): Promise<void> {
  const folder = here("results");
  await mkdir(folder, { recursive: true });
  const at = new Date().toISOString();
  const file = `${folder}/${at.replaceAll(":", "-")}.json`;
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version };
  await writeFile(file, JSON.stringify({ at, machine, options, runs: all }, null, 2));
  progress(`\nAll figures: ${file}`);
}

/** The peers are not the project's: they are installed when they are first needed. */
function installPeers(): void {
  if (existsSync(here("node_modules"))) return;
  progress("Installing what the room is compared with …");
  execFileSync("npm", ["ci", "--prefix", here(".")], { stdio: ["ignore", "ignore", "inherit"] });
}

function checkFiles(): void {
  const [, soft] = /^Max open files +(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8")) ?? [];
  if (Number(soft) >= FILES) return;
  throw new Error(`A process may open ${soft} files only: \`ulimit -n ${FILES}\` first.`);
}
