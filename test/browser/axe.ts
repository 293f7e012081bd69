/** The rules that a page breaks (WCAG 2.2 AA and best practices), each with the elements that do. */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Visitor } from "./visitor.ts";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export async function violations(visitor: Visitor): Promise<string[]> {
  // evaluate() runs through the debugger, which the page's own policy does not bind.
  await visitor.page.evaluate(axe);
  return visitor.page.evaluate(`axe.run().then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" ")))`);
}
