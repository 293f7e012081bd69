/**
 * Proof that the checker bites: bugs that somebody could really make, each put into a copy of the
 * sources and looked for by a short run, or by the pure models. `node test/chaos/mutants.ts [PATTERN]`
 * tries those whose names match, or all.
 */

import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { MUTANTS, withBug, type Mutant } from "./bugs.ts";

/** Rough enough to meet every bug, and short. */
const RUN =
  `--short --no-shrink --posts 1500 --rooms 2 --kills 3 --reloads 0 --evictions 10 --aborts 4
  --jumps 1 --resets 60 --stalls 6 --halfOpens 3 --drops 8 --doubles 12 --swaps 8 --slows 1 --lates 40
  --presence 12 --stuck 10`.split(/\s+/);

/** Seeds to try before a bug counts as not found. */
const SEEDS = [1, 2, 3];

/** Runs that go on side by side: most of their time they wait. */
const AT_ONCE = 2;

/** Milliseconds for one run. */
const PATIENCE = 90_000;

/** What a run and the models need. */
const PARTS = [
  "src",
  "test/chaos",
  "package.json",
  "tsconfig.json",
  "vitest.config.ts",
  "wrangler.toml",
];

const root = fileURLToPath(new URL("../..", import.meta.url));
const print = (text: string): boolean => process.stdout.write(`${text}\n`);

/** What a run says: the first violation, or null if it finds none. */
async function violation(mutant: Mutant | null, seed: number): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), "gatehouse-mutant-"));
  try {
    for (const part of PARTS) {
      await cp(join(root, part), join(folder, part), { recursive: true });
    }
    await symlink(join(root, "node_modules"), join(folder, "node_modules"));
    for (const change of mutant?.changes ?? []) await apply(folder, change);
    const { ending, output } = await (mutant?.by === "models" ? play(folder) : run(folder, seed));
    if (ending === "good") return null;
    if (ending === "late") return `no rest within ${PATIENCE / 1_000} s`;
    const [, first] =
      output.match(mutant?.by === "models" ? /Error: (.*)/ : /\nViolations:\n +(.*)/) ?? [];
    if (first === undefined) throw new Error(`The run itself failed.\n${output.slice(-2_000)}`);
    return first;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function apply(folder: string, change: Mutant["changes"][0]): Promise<void> {
  const path = join(folder, change.file);
  await writeFile(path, withBug(await readFile(path, "utf8"), change));
}

interface Ended {
  readonly ending: "good" | "bad" | "late";
  readonly output: string;
}

function run(folder: string, seed: number): Promise<Ended> {
  const script = join(folder, "test/chaos/run.ts");
  return start(root, ["--no-warnings", script, ...RUN, "--seed", `${seed}`]);
}

/** Plays the pure models, which draw their own seeds. */
function play(folder: string): Promise<Ended> {
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  return start(folder, [vitest, "run", "--no-color", "--project", "chaos", "model", "presence"]);
}

function start(cwd: string, args: readonly string[]): Promise<Ended> {
  const options = { timeout: PATIENCE, maxBuffer: 2 ** 26, cwd };
  return new Promise((done) => {
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      const bad = error?.killed === true ? "late" : "bad";
      done({ ending: error === null ? "good" : bad, output: stdout + stderr });
    });
  });
}

/** Tries one bug, and tells whether it was caught. */
async function isCaught(mutant: Mutant): Promise<boolean> {
  const { file } = mutant.changes[0];
  for (const seed of SEEDS) {
    const caught = await violation(mutant, seed);
    if (caught === null) continue;
    print(`| ${mutant.name} | ${file} | ${seed} | ${caught.slice(0, 100)} |`);
    return true;
  }
  print(`| ${mutant.name} | ${file} | | **not caught** |`);
  return false;
}

const [pattern = ""] = process.argv.slice(2);
const chosen = MUTANTS.filter(({ name }) => new RegExp(pattern).test(name));

const healthy = await violation(null, SEEDS[0] ?? 1);
if (healthy !== null) throw new Error(`Without any bug of ours: ${healthy}`);
print("| bug | where | seed | caught by |\n|---|---|---|---|");

const waiting = chosen.values();
let survivors = 0;
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (const mutant of waiting) if (!(await isCaught(mutant))) survivors++;
  }),
);
print(`\n${chosen.length - survivors} of ${chosen.length} bugs caught.`);
process.exit(survivors > 0 ? 1 : 0);
