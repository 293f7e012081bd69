/** The bugs can still be put into the sources as they are. */

import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { MUTANTS, withBug } from "./bugs.ts";

it.each(MUTANTS)("the place of this bug is there exactly once: $name", async ({ changes }) => {
  for (const change of changes) {
    const source = await readFile(change.file, "utf8");
    expect(withBug(source, change)).not.toBe(source);
  }
});

it("no two bugs have the same name", () => {
  expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
});
