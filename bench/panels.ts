/** Which figures are drawn. */

import type { Panel } from "./chart.ts";
import type { Metric } from "./metrics.ts";
import type { FiguresOf } from "./runs.ts";
import type { ScenarioName } from "./scenarios.ts";
import { QUICK_TARGETS } from "./targets.ts";

interface Drawn {
  readonly title: string;
  readonly scenario: ScenarioName;
  readonly metric: Metric;
}

const DRAWN: readonly Drawn[] = [
  { title: "Closed loop, 100 people: deliveries per second", scenario: "closed", metric: "rate" },
  { title: "Flood, 100 people: deliveries per second", scenario: "flood-100", metric: "rate" },
  { title: "Flood, 1,000 people: deliveries per second", scenario: "flood-1000", metric: "rate" },
  {
    title: "Closed loop, 100 people: CPU ms of the server for 1,000 deliveries (less is better)",
    scenario: "closed",
    metric: "serverCpu",
  },
];

/** @param figuresOf what was measured; what was not is left out */
export function panels(figuresOf: FiguresOf): Panel[] {
  return DRAWN.flatMap(({ title, scenario, metric }) => {
    const bars = QUICK_TARGETS.flatMap((name) => {
      const value = figuresOf(scenario, name)?.[metric];
      return value === undefined ? [] : { name, value, isOwn: name === "gatehouse" };
    });
    return bars.length === 0 ? [] : [{ title, bars }];
  });
}
