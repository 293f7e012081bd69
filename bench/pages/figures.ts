/** What is measured of a visit, each with its unit. */

import { median } from "../metrics.ts";
import type { Visited } from "./visit.ts";

export const FIGURES = {
  paint: { title: "first paint, ms", digits: 0 },
  text: { title: "first message, ms", digits: 0 },
  ready: { title: "ready to type, ms", digits: 0 },
  back: { title: "own message back, ms", digits: 0 },
  shift: { title: "layout shift", digits: 3 },
  moved: { title: "message moved, px", digits: 1 },
  longTasks: { title: "long tasks", digits: 0 },
  blocked: { title: "blocked, ms", digits: 0 },
  slower: { title: "slower, ×", digits: 1 },
  requests: { title: "requests", digits: 0 },
  page: { title: "page, kB", digits: 1 },
  style: { title: "style, kB", digits: 1 },
  script: { title: "script, kB", digits: 1 },
  image: { title: "image, kB", digits: 1 },
  data: { title: "data, kB", digits: 1 },
  socket: { title: "socket, kB", digits: 1 },
  all: { title: "all, kB", digits: 1 },
} as const satisfies Record<string, { title: string; digits: number }>;

export type Figure = keyof typeof FIGURES;
export type Figures = Readonly<Record<Figure, number>>;

/** When it comes, in milliseconds since the navigation began. */
export const TIMES = ["paint", "text", "ready", "back"] as const satisfies readonly Figure[];

/** What it takes. */
export const COSTS = [
  "shift",
  "moved",
  "longTasks",
  "blocked",
  "slower",
  "requests",
  "page",
  "style",
  "script",
  "image",
  "data",
  "socket",
  "all",
] as const satisfies readonly Figure[];

export function figuresOf({ bytes, ...rest }: Visited): Figures {
  const { page, style, script, image, data, socket } = bytes;
  const all = page + style + script + image + data + socket;
  return {
    ...rest,
    page: page / 1_000,
    style: style / 1_000,
    script: script / 1_000,
    image: image / 1_000,
    data: data / 1_000,
    socket: socket / 1_000,
    all: all / 1_000,
  };
}

/** A figure of several visits. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

export function spread(values: readonly number[]): Spread {
  return { min: Math.min(...values), median: median(values), max: Math.max(...values) };
}
