/** The style sheets speak of beginnings and ends, not of left and right: so they fit every script. */

import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../../public/", import.meta.url));

const PHYSICAL =
  /(?:^|[\s{;])((?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-)?(?:left|right|top|bottom)(?:-\w+)*|(?:min-|max-)?(?:width|height)|border-(?:top|bottom)-\w+-radius|(?:text-align|float|clear)\s*:\s*(?:left|right))\s*[:;]/g;

/** A shorthand whose left and right side are not the same. */
const LOPSIDED =
  /\b(?:margin|padding|inset)\s*:\s*([^\s;]+)\s+([^\s;]+)\s+([^\s;]+)\s+([^\s;]+)\s*;/g;

function physical(css: string): string[] {
  const properties = Array.from(css.matchAll(PHYSICAL), ([match]) => match.trim());
  const sides = Array.from(css.matchAll(LOPSIDED)).filter(([, , right, , left]) => right !== left);
  return [...properties, ...sides.map(([match]) => match)];
}

describe("the style sheets", () => {
  it.each(globSync("*.css", { cwd: ROOT }))("%s has logical properties only", (name) => {
    expect(physical(readFileSync(ROOT + name, "utf8"))).toEqual([]);
  });

  it.each([
    "a { left: 0 }",
    "a{margin-left:0}",
    "a { padding-right: 1px; }",
    "a { width: 1px }",
    "a { max-height: 1px }",
    "a { text-align: left; }",
    "a { border-top-left-radius: 1px }",
    "a { inset: 0 1px 0 2px; }",
  ])("would be caught: %s", (css) => {
    expect(physical(css)).not.toEqual([]);
  });
});
