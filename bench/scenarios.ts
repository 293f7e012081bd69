/** What the targets are put through. */

import type { Ground, Measured } from "./ground.ts";
import { arrive } from "./scenarios/arrive.ts";
import { history } from "./scenarios/history.ts";
import { idle } from "./scenarios/idle.ts";
import { memory } from "./scenarios/memory.ts";
import { storm } from "./scenarios/storm.ts";
import { closed, flood, steady } from "./scenarios/talk.ts";
import { wake } from "./scenarios/wake.ts";
import { TARGET_NAMES, TARGETS, type TargetName } from "./targets.ts";

export interface Scenario {
  readonly title: string;
  /** For whom it makes sense. */
  readonly targets: readonly TargetName[];
  /** One that other scenarios use too, one for this alone, or one that counts what the room does. */
  readonly server: "common" | "fresh" | "observed";
  /** All of them, or the first only, where nobody is compared. */
  readonly rounds: "all" | "first";
  /** Whether a quick run has time for it. */
  readonly isQuick: boolean;
  readonly run: (ground: Ground) => Promise<Measured>;
}

const ROOMS = TARGET_NAMES.filter((name) => TARGETS[name].audience === "all");
const IN_MEMORY = ROOMS.filter((name) => TARGETS[name].disk !== true);
const LONG = 100_000;

const compared = { server: "common", rounds: "all", isQuick: true } as const;
const alone = {
  targets: ["gatehouse"],
  server: "common",
  rounds: "first",
  isQuick: true,
} as const;

export const SCENARIOS = {
  "flood-1000": {
    ...compared,
    title: "Flood: 10 senders, all of their messages at once, to 1,000 people",
    targets: IN_MEMORY,
    run: (ground) => flood(ground, 1_000),
  },
  "flood-100": {
    ...compared,
    title: "Flood: 10 senders, all of their messages at once, to 100 people",
    targets: ROOMS,
    run: (ground) => flood(ground, 100),
  },
  closed: {
    ...compared,
    title: "Closed loop: 100 people, 10 of them keep 8 messages unanswered each",
    targets: ROOMS,
    run: closed,
  },
  steady: {
    ...compared,
    title: "Steady: 200 people, 20 messages a second in all",
    // A stall counts here, and what was before leaves garbage that is collected later.
    server: "fresh",
    targets: TARGET_NAMES,
    run: steady,
  },
  storm: {
    ...compared,
    title: "Join storm: 1,000 people at once",
    targets: ["gatehouse"],
    run: storm,
  },
  memory: {
    title: "Memory of an idle connection, of 1,000",
    targets: ["gatehouse", "loop", "node-ws", "socket.io"],
    server: "fresh",
    rounds: "first",
    isQuick: false,
    run: memory,
  },
  "join-100": {
    ...alone,
    title: "Join a room of 100 messages: connection to welcome",
    run: (ground) => arrive(ground, 100, null),
  },
  "join-10000": {
    ...alone,
    title: "Join a room of 10,000 messages: connection to welcome",
    run: (ground) => arrive(ground, 10_000, null),
  },
  resume: {
    ...alone,
    title: "Come back after 500 messages: connection to welcome",
    run: (ground) => arrive(ground, 10_000, 500),
  },
  "page-newest": {
    ...alone,
    title: "The newest page of 100,000 messages, over HTTP",
    run: (ground) => history(ground, LONG, null),
  },
  "page-middle": {
    ...alone,
    title: "A page from the middle of 100,000 messages, over HTTP",
    run: (ground) => history(ground, LONG, LONG / 2),
  },
  "wake-1": {
    ...alone,
    title: "Wake a room of 100,000 messages with a post: 1 person",
    run: (ground) => wake(ground, LONG, 1),
  },
  "wake-1000": {
    ...alone,
    title: "Wake a room of 100,000 messages with a post: 1,000 people",
    isQuick: false,
    run: (ground) => wake(ground, LONG, 1_000),
  },
  idle: {
    ...alone,
    title: "Idle for 15 s: 100 people, who ping",
    server: "observed",
    isQuick: false,
    run: idle,
  },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;

export const SCENARIO_NAMES = Object.keys(SCENARIOS).filter((it): it is ScenarioName =>
  Object.hasOwn(SCENARIOS, it),
);

/** What a quick run measures if nothing else is asked for. */
export const QUICK_SCENARIOS = SCENARIO_NAMES.filter((name) => SCENARIOS[name].isQuick);
