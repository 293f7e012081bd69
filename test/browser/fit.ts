/** What of a page does not fit: cut off, out of the window, or too small to hit. */

import type { Visitor } from "./visitor.ts";

/** What may end in an ellipsis: names, and an address that is there to be copied. */
const SHORTENED = "bdi, h1, h2:has(bdi), small, input";

/** The elements that stick out of the page, or whose text sticks out of them. */
export async function misfits({ page }: Visitor, within = "body"): Promise<string[]> {
  return page.locator(within).evaluate((root, shortened) => {
    const found: string[] = [];
    const { documentElement: html } = document;
    if (html.scrollWidth > html.clientWidth) found.push("The page scrolls sideways.");
    for (const element of root.querySelectorAll("*")) {
      const { overflowX, overflowY, clipPath } = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const isSeen = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      if (!isSeen || clipPath !== "none" || element.closest("svg, .unseen")) continue;
      const { outerHTML, clientWidth, clientHeight, scrollWidth, scrollHeight } = element;
      const tell = (what: string) => found.push(`${what}: ${outerHTML.slice(0, 120)}`);
      if (element.closest(shortened)) continue;
      if (box.left < -1 || box.right > innerWidth + 1) tell("out of the page");
      // The box of an inline element is that of its text.
      if (clientWidth === 0) continue;
      const isOut = [...element.childNodes].some((node) => {
        if (node.nodeType !== Node.TEXT_NODE || node.nodeValue?.trim() === "") return false;
        const text = document.createRange();
        text.selectNode(node);
        const { left, right } = text.getBoundingClientRect();
        return left < box.left - 1 || right > box.right + 1;
      });
      if (isOut || (overflowX !== "visible" && scrollWidth > clientWidth + 1)) tell("too wide");
      const hides = overflowY === "hidden" || overflowY === "clip";
      if (hides && scrollHeight > clientHeight + 8) tell("too high");
    }
    return found;
  }, SHORTENED);
}

/** What is to be pressed or filled and cannot be hit over so many pixels, up and down or to both sides. */
export async function tooSmall({ page }: Visitor, pixels: number, within = "body") {
  // What is small to look at may be large to hit.
  return page
    .locator(within)
    .locator("button:visible, input:visible, textarea:visible")
    .evaluateAll(
      (targets, reach) =>
        targets
          .filter((target) => {
            target.scrollIntoView({ block: "nearest", behavior: "instant" });
            const { x, y, width, height } = target.getBoundingClientRect();
            const [middle, centre] = [x + width / 2, y + height / 2];
            return [-reach, reach].some((by) => {
              const found = [
                document.elementFromPoint(middle + by, centre),
                document.elementFromPoint(middle, centre + by),
              ];
              return found.some((element) => !target.contains(element));
            });
          })
          .map((target) => target.outerHTML),
      pixels / 2 - 1,
    );
}
