/** Runs the scenarios, round by round and target by target. */

import type { Ground } from "./ground.ts";
import { Loads } from "./loads.ts";
import type { Options } from "./options.ts";
import { line } from "./report.ts";
import type { Run } from "./runs.ts";
import { SCENARIOS, type Scenario, type ScenarioName } from "./scenarios.ts";
import { warmUp } from "./scenarios/talk.ts";
import { Server } from "./server.ts";
import { OBSERVED, TARGETS, type Runs, type TargetName } from "./targets.ts";

/** @param progress told each line as soon as it is known */
export async function measure(options: Options, progress: (text: string) => void): Promise<Run[]> {
  const all: Run[] = [];
  for (let round = 1; round <= options.rounds; round++) {
    for (const target of options.targets) {
      const due = options.scenarios.filter((name) => isDue(scenarioOf(name), target, round));
      if (due.length === 0) continue;
      progress(`\nRound ${round} of ${options.rounds}: ${TARGETS[target].title}`);
      for (const { runs, names } of servers(target, due)) {
        await withServer(target, runs, options, async (ground) => {
          for (const scenario of names) {
            const measured = await scenarioOf(scenario).run({ ...ground, room: scenario });
            progress(`  ${scenario.padEnd(14)} ${line(measured)}`);
            all.push({ round, scenario, target, ...measured });
          }
        });
      }
    }
  }
  return all;
}

function isDue({ targets, rounds }: Scenario, target: TargetName, round: number): boolean {
  const isOnce = rounds === "first" || TARGETS[target].isAside === true;
  return targets.includes(target) && (round === 1 || !isOnce);
}

/** The servers of a round: one for all who can share it, and one for each who cannot. */
function servers(
  target: TargetName,
  names: readonly ScenarioName[],
): { readonly runs: Runs; readonly names: readonly ScenarioName[] }[] {
  const { runs } = TARGETS[target];
  const common = names.filter((name) => scenarioOf(name).server === "common");
  const own = names.filter((name) => !common.includes(name));
  return [
    ...(common.length > 0 ? [{ runs, names: common }] : []),
    ...own.map((name) => ({
      runs: scenarioOf(name).server === "observed" ? OBSERVED : runs,
      names: [name],
    })),
  ];
}

/** Starts a server and the load, and ends both. */
export async function withServer(
  target: TargetName,
  runs: Runs,
  { loads: count, quick, disk }: Pick<Options, "loads" | "quick" | "disk">,
  work: (ground: Ground) => Promise<void>,
): Promise<void> {
  const loads = new Loads(count);
  const server = await Server.start(runs, disk || TARGETS[target].disk === true);
  try {
    const ground = { target, server, loads, quick, room: "warm-up" };
    await warmUp(ground);
    await work(ground);
  } finally {
    await Promise.all([server.stop(), loads.end()]);
  }
}

function scenarioOf(name: ScenarioName): Scenario {
  return SCENARIOS[name];
}
