/** One visit to a page: somebody comes, writes at the first moment they can, and sees it arrive. */

import { EventEmitter, once } from "node:events";
import { readFile } from "node:fs/promises";
import { transform } from "esbuild";
import type { BrowserContext } from "playwright-core";
import type { Edge, Traffic } from "../../tools/edge.ts";
import type { Site } from "./sites.ts";
import type { Happening, Marks, Seen } from "./watch.ts";

/** How many times slower the page's thread runs. */
const SLOWER = 4;

/** Milliseconds after which what is waited for is not coming. */
const PATIENCE = 20_000;

/** Milliseconds to go on looking when all has come. */
const AFTERMATH = 1_500;

export interface Visit {
  readonly context: BrowserContext;
  readonly site: Site;
  readonly url: string;
  readonly edge: Edge;
  /** The name that is given where one is asked for, or null where one has been given before. */
  readonly name: string | null;
  /** What is written. */
  readonly text: string;
}

export interface Visited extends Seen, Traffic {
  /** How many times slower the page's thread has turned out to be. */
  readonly slower: number;
}

/** Opens the page in a tab of its own, and closes it. */
export async function visit({ context, site, url, edge, name, text }: Visit): Promise<Visited> {
  const { name: nameField, field, message } = site;
  const asksName = name !== null && nameField !== undefined;
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const slow = await context.newCDPSession(page);
  await slow.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  const events = new EventEmitter();
  await page.exposeFunction("happened", (what: Happening) => events.emit(what));
  await page.addInitScript(
    await watch({ message, first: asksName ? nameField : field, field, own: text }),
  );
  edge.take();

  const ready = happens("ready");
  await page.goto(url, { waitUntil: "commit" });
  await ready;
  const back = happens("back");
  if (asksName) await write(nameField, name);
  await write(field, text);
  await back;
  await page.waitForTimeout(AFTERMATH);
  const seen = await page.evaluate(() => window.seen);
  const work = await page.evaluate(timeWork);
  await slow.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  const slower = work / (await page.evaluate(timeWork));
  await page.close();
  return { ...seen, text: Math.max(seen.text, seen.paint), slower, ...edge.take() };

  async function happens(what: Happening): Promise<void> {
    await once(events, what, { signal: AbortSignal.timeout(PATIENCE) }).catch((cause: unknown) => {
      throw new Error(`${site.title} is not ${what} after ${PATIENCE} ms.`, { cause });
    });
  }

  async function write(into: string, what: string): Promise<void> {
    await page.locator(into).pressSequentially(what);
    await page.locator(`form:has(${into}) [type=submit]`).tap();
  }
}

/**
 * Runs in the page: milliseconds for some work, the least of several times. It is long enough for the
 * browser's brakes to work evenly, and once in a while nobody else takes part of its time.
 */
function timeWork(): number {
  const times = Array.from({ length: 5 }, () => {
    const begin = performance.now();
    for (let sum = 0, term = 0; term < 20_000_000; term++) sum += term % 7;
    return performance.now() - begin;
  });
  return Math.min(...times);
}

/** The script that watches a page. */
async function watch(marks: Marks): Promise<{ content: string }> {
  const source = await readFile(new URL("watch.ts", import.meta.url), "utf8");
  const { code } = await transform(source, { loader: "ts", format: "iife" });
  return { content: `window.marks = ${JSON.stringify(marks)};\n${code}` };
}
