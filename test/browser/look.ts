/** Looking at a page, and elsewhere. */

import type { Visitor } from "./visitor.ts";

/** Browsers without a window say that every page has the focus. */
export async function look(visitor: Visitor, looks: boolean): Promise<void> {
  await visitor.page.evaluate((now) => {
    document.hasFocus = () => now;
    dispatchEvent(new Event(now ? "focus" : "blur"));
  }, looks);
}
