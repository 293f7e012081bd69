/** Times and days as a reader writes them. */

import type { Texts } from "./en.ts";

/** How one reader, in one language and one time zone, is told times. All times are milliseconds. */
export interface Times {
  /** "14:05" */
  readonly time: (at: number) => string;
  /** The full date and time, for a tooltip. */
  readonly full: (at: number) => string;
  /** "Monday, 23 November 2026" */
  readonly date: (at: number) => string;
  /** "Today", "Yesterday", "Monday, 23 November"; with the year if that is long ago. */
  readonly day: (at: number, now: number) => string;
  /** The number of the day: the same for all moments of a day in the reader's zone, dense. */
  readonly dayNumber: (at: number) => number;
  /** "5 minutes ago" */
  readonly ago: (at: number, now: number) => string;
}

const DAY = 86_400_000;
const QUARTER = 900_000;

/** Days after which a day is told with its year. */
const HALF_YEAR = 182;

/** The units of a duration and their milliseconds, the largest first. */
export const UNITS = [
  ["day", DAY],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
] as const;

/** Makes the formats once: constructing one costs as much as hundreds of uses. */
export function timesFor(
  language: string,
  timeZone: string,
  texts: Pick<Texts, "today" | "yesterday">,
): Times {
  const time = new Intl.DateTimeFormat(language, { timeZone, timeStyle: "short" });
  const full = new Intl.DateTimeFormat(language, {
    timeZone,
    dateStyle: "full",
    timeStyle: "medium",
  });
  const dayAndMonth = { timeZone, weekday: "long", day: "numeric", month: "long" } as const;
  const day = new Intl.DateTimeFormat(language, dayAndMonth);
  const dayOfYear = new Intl.DateTimeFormat(language, { ...dayAndMonth, year: "numeric" });
  // Canada's English writes dates as ISO 8601 does, so that the date parses as midnight UTC.
  const isoDate = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  const ago = new Intl.RelativeTimeFormat(language, { numeric: "auto" });

  // Days begin at a quarter of an hour everywhere, so all moments of a quarter share its number.
  const numbers = new Map<number, number>();
  const dayNumber = (at: number) => {
    const quarter = Math.floor(at / QUARTER);
    const number = numbers.get(quarter) ?? Date.parse(isoDate.format(at)) / DAY;
    numbers.set(quarter, number);
    return number;
  };

  return {
    time: (at) => time.format(at),
    full: (at) => full.format(at),
    date: (at) => dayOfYear.format(at),
    day(at, now) {
      const daysAgo = dayNumber(now) - dayNumber(at);
      if (daysAgo === 0) return texts.today;
      if (daysAgo === 1) return texts.yesterday;
      return (daysAgo < HALF_YEAR ? day : dayOfYear).format(at);
    },
    dayNumber,
    ago(at, now) {
      const elapsed = Math.max(0, now - at);
      const [unit, size] = UNITS.find(([, length]) => elapsed >= length) ?? ["second", 1_000];
      return ago.format(-Math.floor(elapsed / size), unit);
    },
  };
}
