/** Durations, round trips and rates as a reader writes them. */

import { languageOf } from "./language.ts";
import { UNITS } from "./time.ts";

/** The formats of one language. */
export interface Measures {
  /** "12 min": the largest unit of a duration in milliseconds, rounded down. */
  readonly span: (milliseconds: number) => string;
  /** "45 ms" */
  readonly roundTrip: (milliseconds: number) => string;
  /** "1,234", and of a fraction one digit: "0.4" */
  readonly number: (value: number) => string;
}

type Unit = (typeof UNITS)[number][0] | "millisecond";

/** Makes the formats once: a board uses hundreds of them each second. */
export function measuresFor(language: string): Measures {
  // Not of the region: British English has "min" and "mins", and the column would waver.
  const formatOf = (unit: Unit): Intl.NumberFormat =>
    new Intl.NumberFormat(languageOf(language), { style: "unit", unit, unitDisplay: "short" });
  const formats = UNITS.map(([unit, size]) => ({ size, format: formatOf(unit) }));
  const seconds = { size: 1_000, format: formatOf("second") };
  const trip = formatOf("millisecond");
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return {
    span(milliseconds) {
      const elapsed = Math.max(0, milliseconds);
      const { size, format } = formats.find((it) => elapsed >= it.size) ?? seconds;
      return together(format.format(Math.floor(elapsed / size)));
    },
    roundTrip: (milliseconds) => together(trip.format(milliseconds)),
    number: (value) => number.format(value),
  };
}

/** With a no-break space: a number at the end of a line and its unit on the next read badly. */
function together(text: string): string {
  return text.replaceAll(" ", "\u00a0");
}
