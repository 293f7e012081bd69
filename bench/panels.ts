/** Which figures are drawn. */

import type { Panel } from "./chart.ts";
import { METRICS, type Metric } from "./metrics.ts";
import type { FiguresOf } from "./runs.ts";
import { SCENARIOS, type ScenarioName } from "./scenarios.ts";
import { TARGET_NAMES } from "./targets.ts";

const DRAWN: readonly { readonly scenario: ScenarioName; readonly metric: Metric }[] = [
  { scenario: "closed", metric: "rate" },
  { scenario: "flood-100", metric: "rate" },
  { scenario: "flood-1000", metric: "rate" },
  { scenario: "closed", metric: "serverCpu" },
];

export function panels(figuresOf: FiguresOf): Panel[] {
  return DRAWN.flatMap(({ scenario, metric }) => {
    const bars = TARGET_NAMES.flatMap((name) => {
      const value = figuresOf(scenario, name)?.[metric];
      return value === undefined ? [] : { name, value, isOwn: name === "gatehouse" };
    });
    const [what] = SCENARIOS[scenario].title.split(",");
    return bars.length === 0 ? [] : [{ title: `${what}: ${METRICS[metric].title}`, bars }];
  });
}
