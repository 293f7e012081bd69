/** What is in somebody's way, in every light in which a page may be seen. */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Visitor } from "./visitor.ts";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Both themes, and the few colours that a system forces on a page, in both again. */
const LIGHTS = [
  { colorScheme: "light", forcedColors: "none" },
  { colorScheme: "dark", forcedColors: "none" },
  { colorScheme: "light", forcedColors: "active" },
  { colorScheme: "dark", forcedColors: "active" },
] as const;

/** Of forced colours, Chromium paints a text in its `color`, but computes its fill without them. */
const READ_PAINTED_COLOUR = `{
  const style = CSSStyleDeclaration.prototype;
  const read = style.getPropertyValue;
  style.getPropertyValue = function (name) {
    return read.call(this, name === "-webkit-text-fill-color" ? "color" : name);
  };
}`;

/** The rules that a page breaks (WCAG 2.2 AA and best practices), each with the elements that do. */
export async function violations(visitor: Visitor): Promise<string[]> {
  const { page } = visitor;
  // What is on its way in can hardly be seen yet.
  await visitor.rest();
  // evaluate() runs through the debugger, which the page's own policy does not bind.
  await page.evaluate(axe);
  await page.evaluate(READ_PAINTED_COLOUR);
  const found: string[] = [];
  for (const light of LIGHTS) {
    // A colour on its way from one theme to the other is of neither.
    await page.emulateMedia({ ...light, reducedMotion: "reduce" });
    const broken: string[] = await page.evaluate(`axe.run().then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" ")))`);
    const where = Object.values(light).join();
    found.push(...broken.map((rule) => `${where}: ${rule}`));
  }
  await page.emulateMedia({ colorScheme: null, forcedColors: null, reducedMotion: null });
  return found;
}
