/** What a page costs, measured from outside. */

import { gzipSync } from "node:zlib";
import type { Response } from "playwright-core";
import type { Visitor } from "./visitor.ts";

/** Milliseconds without a request after which a visit is seen as complete. */
const QUIET = 500;

/** Prints a figure beside the results of the tests. */
export function report(figure: string): void {
  process.stdout.write(`  ${figure}\n`);
}

/** Opens a page, and gives the bytes that it fetches (gzip, the best of it) by the kinds of the browser. */
export async function weigh(visitor: Visitor, url: string): Promise<ReadonlyMap<string, number>> {
  const responses: Response[] = [];
  visitor.page.on("response", (response) => responses.push(response));
  await visitor.page.goto(url);
  await visitor.page.waitForLoadState("networkidle");
  await visitor.page.waitForTimeout(QUIET);
  const weights = new Map<string, number>();
  for (const response of responses) {
    const kind = response.request().resourceType();
    const weight = gzipSync(await response.body(), { level: 9 }).length;
    weights.set(kind, (weights.get(kind) ?? 0) + weight);
  }
  return weights;
}

/** What a page was doing for a while. */
export interface Smoothness {
  /** How many tasks kept the page from answering for over 50 ms, as its reader has felt it. */
  readonly longTasks: number;
  /** Milliseconds that the longest task has computed: this is the page's own doing, on whatever busy machine. */
  readonly longest: number;
  /** Milliseconds between two frames: what 95 of 100 stay under, and the longest. */
  readonly frame95: number;
  readonly frameMax: number;
  /** The most often that the list was changed between two frames. */
  readonly rendersPerFrame: number;
  /** The most messages that were mounted. */
  readonly rows: number;
}

/** Watches the only open page of a browser while something is done with it. */
export async function watch(visitor: Visitor, work: () => Promise<void>): Promise<Smoothness> {
  const browser = visitor.context.browser();
  if (!browser) throw new Error("The visitor has no browser.");
  const handle = await visitor.page.evaluateHandle(observe);
  await browser.startTracing(visitor.page, { categories: ["toplevel"] });
  await work();
  const longest = longestTask(JSON.parse((await browser.stopTracing()).toString()));
  const { frames, ...seen } = await handle.evaluate((watched) => watched.end());
  const sorted = frames.toSorted((a, b) => a - b);
  return {
    ...seen,
    longest,
    frame95: Math.round(sorted[Math.floor(sorted.length * 0.95)] ?? 0),
    frameMax: Math.round(sorted.at(-1) ?? 0),
  };
}

/** In one line, for `report`. */
export function told({ longTasks, longest, frame95, frameMax, rows }: Smoothness): string {
  return (
    `${longTasks} long tasks, the longest computing for ${longest} ms; frames of ${frame95} ms ` +
    `(95 %) and ${frameMax} ms (longest); ${rows} messages mounted at the most`
  );
}

/** Runs in the page. */
function observe() {
  const frames: number[] = [];
  const seen = { longTasks: 0, rendersPerFrame: 0, rows: 0 };
  const tasks = new PerformanceObserver((list) => (seen.longTasks += list.getEntries().length));
  tasks.observe({ type: "longtask" });
  let renders = 0;
  new MutationObserver(() => {
    renders++;
    seen.rows = Math.max(seen.rows, document.querySelectorAll("[data-seq]").length);
  }).observe(document.querySelector("[role=log]") ?? document, { childList: true, subtree: true });
  let over = false;
  let last = performance.now();
  const frame = (): void => {
    const now = performance.now();
    frames.push(now - last);
    seen.rendersPerFrame = Math.max(seen.rendersPerFrame, renders);
    renders = 0;
    last = now;
    if (!over) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  return {
    end() {
      over = true;
      return { ...seen, frames };
    },
  };
}

interface Trace {
  readonly traceEvents: readonly {
    readonly name: string;
    readonly pid: number;
    readonly tid: number;
    /** Microseconds that the thread has computed, without those in which it had to wait for its turn. */
    readonly tdur?: number;
    readonly args: { readonly name?: string };
  }[];
}

/** Milliseconds of the longest task on the threads that run pages. */
function longestTask({ traceEvents }: Trace): number {
  const threads = traceEvents.filter(({ args }) => args.name === "CrRendererMain");
  const names = new Set(threads.map(({ pid, tid }) => `${pid} ${tid}`));
  const ofPages = traceEvents.filter(({ pid, tid }) => names.has(`${pid} ${tid}`));
  return Math.round(ofPages.reduce((most, { tdur = 0 }) => Math.max(most, tdur), 0) / 1000);
}
