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
