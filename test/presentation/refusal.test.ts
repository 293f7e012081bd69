import { expect, it } from "vitest";
import { REFUSALS } from "../../src/protocol/refusal.ts";
import { en } from "../../src/presentation/en.ts";
import { pl } from "../../src/presentation/pl.ts";
import { refusalText } from "../../src/presentation/refusal.ts";

it.each([
  ["en", en],
  ["pl", pl],
])("has words for every refusal, and for those of a newer room (%s)", (_, texts) => {
  const known = Object.keys(REFUSALS).map((code) => refusalText(code, texts));
  expect(new Set(known).size).toBe(known.length);
  for (const code of ["muted", "constructor", "__proto__", ""]) {
    expect(refusalText(code, texts)).toBe(texts.refusedOtherwise);
  }
});
