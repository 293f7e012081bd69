/** Puts what was measured into the documentation, so that no figure is copied by hand. */

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const MARKS = { from: "<!-- bench: from here -->", to: "<!-- bench: to here -->" };

const DOCS = join(import.meta.dirname, "..", "docs");

/** Replaces what stands between the marks of a page. */
export async function writePage(name: string, figures: string): Promise<void> {
  const file = join(DOCS, name);
  await writeFile(file, between(await readFile(file, "utf8"), figures));
}

export async function writeFileOfDocs(name: string, text: string): Promise<void> {
  await writeFile(join(DOCS, name), text);
}

/** @throws Error if the page has not both marks, once each and in their order */
export function between(page: string, figures: string): string {
  const [before, rest, ...more] = page.split(MARKS.from);
  const [, after, ...others] = rest?.split(MARKS.to) ?? [];
  if (before === undefined || after === undefined || more.length > 0 || others.length > 0) {
    throw new Error(`A page must have ${MARKS.from} and then ${MARKS.to}, once each.`);
  }
  return `${before}${MARKS.from}\n\n${figures.trim()}\n\n${MARKS.to}${after}`;
}
