/** From a run that fails to the smallest that still does. */

import { commandOf, FAULTS, type Config } from "./config.ts";
import type { Outcome } from "./drive.ts";

/** A run of so many posts is short. */
const ENOUGH = 100;

export interface Failure {
  readonly config: Config;
  readonly outcome: Outcome;
}

/**
 * Halves the run, and leaves out one kind of fault after the other, as long as it still fails. Chance
 * in the network makes two runs differ, so a success may be luck: the result is short, not shortest.
 */
export async function shrink(
  config: Config,
  run: (config: Config) => Promise<Outcome>,
  print: (text: string) => unknown,
): Promise<Failure | null> {
  let failure: Failure | null = null;
  // What is not right within seconds is not right: a search has no minutes to wait.
  let smallest = { ...config, presence: 12, stuck: 10 };
  const fails = async (smaller: typeof smallest): Promise<boolean> => {
    const outcome = await run(smaller);
    print(`Shrinking: ${commandOf(smaller)}\n  ${outcome.violationCount} violations`);
    if (outcome.violationCount === 0) return false;
    failure = { config: smaller, outcome };
    smallest = smaller;
    return true;
  };
  const halve = async (): Promise<void> => {
    while (smallest.posts > ENOUGH && (await fails(halved(smallest)))) continue;
  };
  await halve();
  for (const name of FAULTS) {
    if (smallest[name] > 0) await fails({ ...smallest, [name]: 0 });
  }
  await halve();
  return failure;
}

function halved(config: Config): Config {
  const half = { ...config, posts: Math.ceil(config.posts / 2) };
  for (const name of FAULTS) half[name] = Math.ceil(config[name] / 2);
  return half;
}
