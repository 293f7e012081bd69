/** `npm run bench`: every target through every scenario, round by round, and what came of it. */

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chart } from "./chart.ts";
import { costFailures } from "./cost/failures.ts";
import { measureCost } from "./cost/measure.ts";
import { costReport } from "./cost/report.ts";
import { writeFileOfDocs, writePage } from "./docs.ts";
import { machine, machineText } from "./machine.ts";
import { measure } from "./measure.ts";
import { readOptions } from "./options.ts";
import { panels } from "./panels.ts";
import { report } from "./report.ts";
import { failuresOf, figuresOf, type Run } from "./runs.ts";
import { asMarkdown, asText } from "./table.ts";
import { judge } from "./thresholds.ts";

/** Sockets of the largest room, and files besides. */
const FILES = 1_500;

/** Above this part of the time, in percent, a load process may be what limits the figures. */
const BUSY = 85;

const LABEL = "Deliveries per second, and CPU time of the server, of each target in each scenario.";

const here = (path: string): string => join(import.meta.dirname, path);
const progress = (text: string): boolean => process.stderr.write(`${text}\n`);

const options = readOptions(process.argv.slice(2));
checkFiles();
installPeers();
const began = performance.now();
const at = new Date().toISOString();
const runs = options.cost ? [] : await measure(options, progress);
const cost = options.cost || options.isWhole ? await measureCost(options, progress) : null;
const verdicts = judge(figuresOf(runs));

const draw = options.markdown ? asMarkdown : asText;
if (runs.length > 0) process.stdout.write(`\n${report(runs, verdicts, draw)}\n`);
if (cost) process.stdout.write(`\n${costReport(cost, draw)}\n`);
await keep();
if (options.writeDocs) await writeDocs();
progress(`\nIt took ${Math.round((performance.now() - began) / 1_000)} s.`);
warnOfBusyLoads(runs);
// Too little is measured in a hurry to fail for a figure.
const failures = [
  ...failuresOf(runs, options.quick ? [] : verdicts),
  ...(cost ? costFailures(cost) : []),
];
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
async function keep(): Promise<void> {
  const folder = here("results");
  await mkdir(folder, { recursive: true });
  const file = `${folder}/${at.replaceAll(":", "-")}`;
  const all = { at, machine: machine(options.disk), options, runs, verdicts, cost };
  await writeFile(`${file}.json`, JSON.stringify(all, null, 2));
  progress(`\nAll figures: ${file}.json`);
  const drawn = panels(figuresOf(runs));
  if (drawn.length > 0) await writeFile(`${file}.svg`, chart(LABEL, drawn));
}

/** Puts the figures into the pages that tell of them. */
async function writeDocs(): Promise<void> {
  const rounds = options.quick ? "one quick round" : `medians of ${options.rounds} rounds`;
  const where = `Measured on ${at.slice(0, 10)}: ${machineText(machine(options.disk))}`;
  if (runs.length > 0) {
    const tables = report(runs, verdicts, asMarkdown);
    await writePage("performance.md", `${where}; ${rounds}.\n\n${tables}`);
    await writeFileOfDocs("performance.svg", chart(LABEL, panels(figuresOf(runs))));
  }
  if (cost) await writePage("cost.md", `${where}.\n\n${costReport(cost, asMarkdown)}`);
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
