/** How long and how rough a run is. Each number is an option of `run.ts` of the same name. */

export const FAULTS = [
  "kills",
  "reloads",
  "evictions",
  "aborts",
  "jumps",
  "resets",
  "stalls",
  "halfOpens",
  "drops",
  "doubles",
  "swaps",
  "slows",
  "lates",
] as const;
export type FaultName = (typeof FAULTS)[number];

export interface Config extends Readonly<Record<FaultName, number>> {
  readonly seed: number;
  readonly posts: number;
  readonly rooms: number;
  /** People in each room; the first of each has two tabs, and one more person forges what they can. */
  readonly people: number;
  /** People in the first room: from 20 sockets on, a room gathers its entries. */
  readonly crowd: number;
  /** 1 to take the data away in the end, 0 not to. */
  readonly wipes: number;
  /** Seconds in which everybody must know who is here, when somebody has come or gone. */
  readonly presence: number;
  /** Seconds without a single acknowledgement after which a run is stuck. */
  readonly stuck: number;
}

/** Part of `npm test`: some seconds. */
export const SHORT: Config = {
  seed: 1,
  posts: 6_000,
  rooms: 3,
  people: 4,
  crowd: 20,
  kills: 3,
  reloads: 1,
  evictions: 12,
  aborts: 9,
  jumps: 2,
  resets: 60,
  stalls: 12,
  halfOpens: 4,
  drops: 8,
  doubles: 16,
  swaps: 16,
  slows: 4,
  lates: 16,
  wipes: 1,
  presence: 60,
  stuck: 30,
};

/** The proof. */
export const FULL: Config = {
  seed: 1,
  posts: 1_000_000,
  rooms: 8,
  people: 5,
  crowd: 20,
  kills: 100,
  reloads: 20,
  evictions: 1_100,
  aborts: 300,
  jumps: 20,
  resets: 4_000,
  stalls: 1_000,
  halfOpens: 300,
  drops: 500,
  doubles: 1_000,
  swaps: 1_000,
  slows: 200,
  lates: 1_000,
  wipes: 1,
  presence: 60,
  stuck: 30,
};

const NAMES = Object.keys(SHORT).filter((name): name is keyof Config => Object.hasOwn(SHORT, name));

/** The options of `run.ts`, as `parseArgs` wants them. */
export const OPTIONS = Object.fromEntries(NAMES.map((name) => [name, { type: "string" } as const]));

/**
 * A preset with what the command line changes.
 * @throws Error if an option is no whole number
 */
export function configFrom(
  preset: Config,
  options: Readonly<Record<string, string | boolean | undefined>>,
): Config {
  const config = { ...preset };
  for (const name of NAMES) {
    const value = options[name];
    if (value === undefined) continue;
    if (!/^\d+$/.test(String(value))) throw new Error(`--${name} is a whole number.`);
    config[name] = Number(value);
  }
  return config;
}

/** The command that repeats a run. */
export function commandOf(config: Config): string {
  const changed = NAMES.filter((name) => config[name] !== SHORT[name]);
  const options = changed.map((name) => ` --${name} ${config[name]}`);
  return `node test/chaos/run.ts --short${options.join("")}`;
}
