/** What the service worker has kept for a time without a network. */

import { expect } from "vitest";
import type { Visitor } from "./visitor.ts";

/** Milliseconds in which a page and all that it names are kept, on a busy machine. */
const PATIENCE = 20_000;

/** Waits until the page that a visitor has before them is kept, as it is now, by a worker at work. */
export async function untilKept({ page }: Visitor): Promise<void> {
  // Not by waitForFunction: to it, a promise is true enough.
  const isKept = (): Promise<boolean> =>
    page.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready;
      const kept = await caches.match(location.href, { ignoreVary: true });
      const script = document.querySelector("script[src]")?.getAttribute("src") ?? "no script";
      return active !== null && ((await kept?.text())?.includes(script) ?? false);
    });
  await expect.poll(isKept, { timeout: PATIENCE }).toBe(true);
}
