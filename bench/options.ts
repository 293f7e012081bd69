/** The command line of the bench. */

import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { QUICK_SCENARIOS, SCENARIO_NAMES, type ScenarioName } from "./scenarios.ts";
import { QUICK_TARGETS, TARGET_NAMES, type TargetName } from "./targets.ts";

export interface Options {
  /** One round, smaller, without what takes long. */
  readonly quick: boolean;
  readonly rounds: number;
  readonly targets: readonly TargetName[];
  readonly scenarios: readonly ScenarioName[];
  /** Processes that play clients. */
  readonly loads: number;
  /** Whether the targets store on disk, where the machine can also have them store in its memory. */
  readonly disk: boolean;
  readonly markdown: boolean;
  /** Whether to count what is billed, and nothing else. */
  readonly cost: boolean;
  /** Whether nothing is left out. */
  readonly isWhole: boolean;
  /** Whether to write the figures into the documentation. */
  readonly writeDocs: boolean;
}

const MOST_LOADS = 4;

/** @throws Error if an option is none, or names nothing */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: "boolean", default: false },
      rounds: { type: "string" },
      targets: { type: "string", default: "" },
      only: { type: "string", default: "" },
      loads: { type: "string" },
      disk: { type: "boolean", default: false },
      markdown: { type: "boolean", default: false },
      cost: { type: "boolean", default: false },
      "write-docs": { type: "boolean", default: false },
    },
  });
  const { quick, disk, markdown, cost } = values;
  return {
    quick,
    rounds: wholeNumber("rounds", values.rounds, quick ? 1 : 3),
    targets: chosen("targets", values.targets, TARGET_NAMES, quick ? QUICK_TARGETS : TARGET_NAMES),
    scenarios: chosen(
      "only",
      values.only,
      SCENARIO_NAMES,
      quick ? QUICK_SCENARIOS : SCENARIO_NAMES,
    ),
    // One core is the server's.
    loads: wholeNumber(
      "loads",
      values.loads,
      Math.min(MOST_LOADS, availableParallelism() - 1) || 1,
    ),
    disk,
    markdown,
    cost,
    isWhole: !quick && values.targets === "" && values.only === "",
    writeDocs: values["write-docs"],
  };
}

/**
 * Those that are named, separated by commas, or whose names begin with what is no name.
 * @param otherwise those that are meant if none is named
 */
function chosen<Name extends string>(
  option: string,
  list: string,
  names: readonly Name[],
  otherwise: readonly Name[],
): readonly Name[] {
  const wanted = list.split(",").filter((it) => it !== "");
  if (wanted.length === 0) return otherwise;
  const meant = new Set<string>();
  for (const it of wanted) {
    const exact = names.filter((name) => name === it);
    const found = exact.length > 0 ? exact : names.filter((name) => name.startsWith(it));
    if (found.length === 0) throw new Error(`--${option} ${it} is none of ${names.join(", ")}.`);
    for (const name of found) meant.add(name);
  }
  return names.filter((name) => meant.has(name));
}

function wholeNumber(option: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`--${option} is a whole number.`);
  return Number(text);
}
