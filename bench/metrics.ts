/** What is measured, each with its unit. */

export const METRICS = {
  rate: { title: "deliveries/s", digits: 0 },
  serverCpu: { title: "server CPU ms/1,000", digits: 2 },
  serverBusy: { title: "server busy %", digits: 0 },
  clientCpu: { title: "client CPU ms/1,000", digits: 2 },
  clientBusy: { title: "client busy %", digits: 0 },
  bytes: { title: "bytes/delivery", digits: 0 },
  p50: { title: "p50 ms", digits: 2 },
  p99: { title: "p99 ms", digits: 2 },
  max: { title: "max ms", digits: 1 },
  welcomed: { title: "all welcomed ms", digits: 0 },
  right: { title: "all count right ms", digits: 0 },
  wrong: { title: "count wrongly", digits: 0 },
  unlisted: { title: "not listed by name", digits: 0 },
  frames: { title: "frames in all", digits: 0 },
  megabytes: { title: "MB in all", digits: 1 },
  kilobytes: { title: "kB", digits: 1 },
  memory: { title: "kB of memory", digits: 1 },
  firstTold: { title: "first told ms", digits: 1 },
  allTold: { title: "all told ms", digits: 1 },
  inMemory: { title: "still in memory", digits: 0 },
  awake: { title: "awake ms", digits: 0 },
  rowsWritten: { title: "rows written", digits: 0 },
  pings: { title: "pings", digits: 0 },
  unanswered: { title: "unanswered", digits: 0 },
  storedCpu: { title: "server CPU ms", digits: 0 },
} as const satisfies Record<string, { title: string; digits: number }>;

export type Metric = keyof typeof METRICS;

export const METRIC_NAMES = Object.keys(METRICS).filter((it): it is Metric =>
  Object.hasOwn(METRICS, it),
);

/** Some of the metrics, as one run of a scenario has measured them. */
export type Figures = Readonly<Partial<Record<Metric, number>>>;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? NaN;
  return Number.isInteger(middle) ? (upper + (sorted[middle - 1] ?? NaN)) / 2 : upper;
}

/** The smallest value that this part of the ascending values does not exceed. */
export function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? NaN;
}

/** The median of each metric. */
export function medians(runs: readonly Figures[]): Figures {
  const all: Partial<Record<Metric, number>> = {};
  for (const metric of METRIC_NAMES) {
    const values = runs.flatMap((figures) => figures[metric] ?? []);
    if (values.length > 0) all[metric] = median(values);
  }
  return all;
}
