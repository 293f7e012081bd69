/** What the targets are put through. */

import type { Ground, Measured } from "./ground.ts";
import { storm } from "./scenarios/storm.ts";
import { closed, flood, steady } from "./scenarios/talk.ts";
import { TARGET_NAMES, TARGETS, type TargetName } from "./targets.ts";

export interface Scenario {
  readonly title: string;
  /** For whom it makes sense. */
  readonly targets: readonly TargetName[];
  readonly run: (ground: Ground) => Promise<Measured>;
}

const ROOMS = TARGET_NAMES.filter((name) => TARGETS[name].audience === "all");

export const SCENARIOS = {
  "flood-1000": {
    title: "Flood: 10 senders, all of their messages at once, to 1,000 people",
    targets: ROOMS,
    run: (ground) => flood(ground, 1_000),
  },
  "flood-100": {
    title: "Flood: 10 senders, all of their messages at once, to 100 people",
    targets: ROOMS,
    run: (ground) => flood(ground, 100),
  },
  closed: {
    title: "Closed loop: 100 people, 10 of them keep 8 messages unanswered each",
    targets: ROOMS,
    run: closed,
  },
  steady: {
    title: "Steady: 200 people, 20 messages a second in all",
    targets: TARGET_NAMES,
    run: steady,
  },
  storm: {
    title: "Join storm: 1,000 people at once",
    targets: ["gatehouse"],
    run: storm,
  },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;

export const SCENARIO_NAMES = Object.keys(SCENARIOS).filter((it): it is ScenarioName =>
  Object.hasOwn(SCENARIOS, it),
);
