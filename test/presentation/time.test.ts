import { describe, expect, it } from "vitest";
import { textsFor } from "../../src/presentation/texts.ts";
import { timesFor } from "../../src/presentation/time.ts";

const NOON = Date.UTC(2026, 10, 23, 12);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const timesIn = (language: string, zone: string) => timesFor(language, zone, textsFor(language));

/** Intl puts narrow no-break spaces into English times. */
const plain = (text: string) => text.replaceAll(/\s/gu, " ");

describe("times", () => {
  it("are told as the reader's language and zone do", () => {
    const at = Date.UTC(2026, 10, 23, 13, 5);
    expect(plain(timesIn("en-US", "UTC").time(at))).toBe("1:05 PM");
    expect(timesIn("en-GB", "UTC").time(at)).toBe("13:05");
    expect(timesIn("pl", "Europe/Warsaw").time(at)).toBe("14:05");
    expect(timesIn("pl", "Europe/Warsaw").full(at)).toContain("poniedziałek, 23 listopada 2026");
    expect(timesIn("pl", "Europe/Warsaw").date(at)).toBe("poniedziałek, 23 listopada 2026");
  });

  it.each([
    ["en-GB", NOON, "Today"],
    ["en-GB", NOON - DAY, "Yesterday"],
    ["en-GB", NOON - 2 * DAY, "Saturday 21 November"],
    ["en-GB", Date.UTC(2025, 11, 31, 12), "Wednesday 31 December 2025"],
    ["pl", NOON, "Dzisiaj"],
    ["pl", NOON - DAY, "Wczoraj"],
    ["pl", NOON - 2 * DAY, "sobota, 21 listopada"],
    ["en-GB", NOON - 181 * DAY, "Tuesday 26 May"],
    ["en-GB", NOON - 182 * DAY, "Monday 25 May 2026"],
    ["en-GB", NOON + DAY, "Tuesday 24 November"],
  ])("name the day: %s %d → %s", (language, at, name) => {
    expect(
      timesIn(language, "UTC")
        .day(at, NOON)
        .replace(",", language === "pl" ? "," : ""),
    ).toBe(name);
  });

  it("change the day at the reader's midnight", () => {
    const { day } = timesIn("en", "America/New_York");
    const midnight = Date.UTC(2026, 10, 23, 5);
    expect(day(midnight - 1, midnight)).toBe("Yesterday");
    expect(day(midnight, midnight)).toBe("Today");
  });

  it("know yesterday also after a night in which the clocks went back", () => {
    const { day } = timesIn("en", "Europe/Warsaw");
    const lateSunday = Date.UTC(2026, 9, 25, 22, 30);
    expect(day(lateSunday - 24 * HOUR, lateSunday)).toBe("Today");
    expect(day(lateSunday - 25 * HOUR, lateSunday)).toBe("Yesterday");
  });

  it("count the days without a gap", () => {
    const { dayNumber } = timesIn("en", "Asia/Kathmandu");
    const midnight = Date.UTC(2026, 10, 22, 18, 15);
    expect(dayNumber(midnight) - dayNumber(midnight - 1)).toBe(1);
    expect(dayNumber(midnight + DAY - 1)).toBe(dayNumber(midnight));
    expect(Number.isInteger(dayNumber(midnight))).toBe(true);
  });

  it.each([
    [0, "now"],
    [999, "now"],
    [1_000, "1 second ago"],
    [59_999, "59 seconds ago"],
    [60_000, "1 minute ago"],
    [2 * HOUR, "2 hours ago"],
    [DAY, "yesterday"],
    [3 * DAY, "3 days ago"],
    [-5_000, "now"],
  ])("are told from now: %d ms → %s", (elapsed, text) => {
    expect(timesIn("en", "UTC").ago(NOON - elapsed, NOON)).toBe(text);
  });
});
