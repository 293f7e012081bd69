/** The tables of `docs/protocol.md` are the tables of the code: what one says, the other does. */

import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { CLOSE } from "../../src/protocol/close.ts";
import { LIMITS, PULSE, ROOM_NAME } from "../../src/protocol/limits.ts";
import { REFUSALS } from "../../src/protocol/refusal.ts";

const PAGE = readFileSync(new URL("../../docs/protocol.md", import.meta.url), "utf8");

/** The rows of the first table under a heading, its head left out, each as the texts of its cells. */
function table(heading: string): string[][] {
  const section = PAGE.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`The page has no heading "${heading}".`);
  const lines = section.split("\n");
  const start = lines.findIndex((line) => line.startsWith("|"));
  const length = lines.slice(start).findIndex((line) => !line.startsWith("|"));
  return lines.slice(start + 2, start + length).map(cells);
}

function cells(line: string): string[] {
  return line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll("`", ""));
}

function wholeNumber(text: string | undefined): number {
  return Number(text?.replaceAll(",", ""));
}

it("the page names every refusal with its sentence, and no other", () => {
  const told = table("Refusal codes").map(([code, message]) => [code, message]);
  expect(told).toEqual(Object.entries(REFUSALS));
});

it("the page names every close code with its reason, and whether it is for good", () => {
  const told = table("Close codes").map(([code, name, reason, , comeBack]) => [
    name,
    { code: wholeNumber(code), reason, final: comeBack === "no" },
  ]);
  expect(told).toEqual(Object.entries(CLOSE));
});

it("the page names every limit with its number", () => {
  const told = table("Limits").map(([name, limit]) => [name, wholeNumber(limit)]);
  expect(told).toEqual(Object.entries(LIMITS));
});

it("the page tells what a room may be called, and where a client must stop for good", () => {
  expect(PAGE).toContain(`\`${ROOM_NAME.source}\``);
  const final = Object.values(CLOSE).filter((close) => close.final);
  expect(PAGE).toContain(`const FINAL = [${final.map(({ code }) => code).join(", ")}];`);
});

it("the sentences and the prose agree with the numbers", () => {
  expect(REFUSALS.text_too_long).toContain(LIMITS.text.toLocaleString("en"));
  expect(REFUSALS.name_invalid).toContain(`1 to ${LIMITS.name} `);
  expect(PAGE).toContain(`at most ${LIMITS.text.toLocaleString("en")} characters`);
  expect(PAGE).toContain(`1 to ${LIMITS.id} visible ASCII characters`);
  expect(PAGE).toContain(`more than ${LIMITS.frame.toLocaleString("en")} UTF-16 code units`);
  expect(PAGE).toContain(`at most ${LIMITS.resume.toLocaleString("en")} entries behind`);
  expect(PAGE).toContain(`from 1 to ${LIMITS.pageMax}`);
  expect(PAGE).toContain(`A room has ${LIMITS.boards} boards`);
  expect(PAGE).toContain(`at most ${LIMITS.rows} of them`);
  expect(PAGE).toContain(`a multiple of ${PULSE.span.toLocaleString("en")}`);
  expect(PAGE).toContain(`${PULSE.spans} numbers at the most`);
  expect(PAGE).toContain(`from 0 to ${LIMITS.rtt.toLocaleString("en")}, ms`);
});
