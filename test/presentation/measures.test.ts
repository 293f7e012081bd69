import { describe, expect, it } from "vitest";
import { measuresFor } from "../../src/presentation/measures.ts";

describe("a duration", () => {
  const { span } = measuresFor("en");

  it.each([
    [-5, "0 sec"],
    [999, "0 sec"],
    [1_000, "1 sec"],
    [59_999, "59 sec"],
    [60_000, "1 min"],
    [3_599_999, "59 min"],
    [3_600_000, "1 hr"],
    [86_399_999, "23 hr"],
    [86_400_000, "1 day"],
    [200 * 86_400_000, "200 days"],
  ])("of %d ms is %s", (milliseconds, text) => {
    expect(span(milliseconds)).toBe(text.replace(" ", "\u00a0"));
  });
});

it("is short in every English", () => {
  const { span } = measuresFor("en-GB");
  const spans = [9_000, 41 * 60_000, 5 * 3_600_000].map(span);
  expect(spans).toEqual(["9\u00a0sec", "41\u00a0min", "5\u00a0hr"]);
});

it.each([
  ["en", "1,234", "0.4", "45 ms", "5 min"],
  ["pl", "12 345", "0,4", "45 ms", "5 min"],
])("numbers are written as %s writes them", (language, many, few, trip, minutes) => {
  const { number, roundTrip, span } = measuresFor(language);
  const plain = (text: string) => text.replaceAll(/\s/g, " ");
  expect(plain(number(language === "pl" ? 12_345 : 1_234))).toBe(many);
  expect(plain(number(0.4199))).toBe(few);
  expect(plain(roundTrip(45))).toBe(trip);
  expect(plain(span(300_000))).toBe(minutes);
});
