/** A number for each five seconds of the last minutes: what a plot is drawn from. Pure. */

import type { Pulse } from "../protocol/frames.ts";
import { PULSE } from "../protocol/limits.ts";

/** The last value is of the span that is still running; null stands where nothing is known. */
export interface Series {
  /** The number of the first span: the milliseconds since 1970 at its begin, through those of a span. */
  readonly first: number;
  readonly values: readonly (number | null)[];
}

/** The number of the span that a time, in milliseconds since 1970, is in. */
export function spanOf(time: number): number {
  return Math.floor(time / PULSE.span);
}

/** A series of which nothing is known yet. */
export function unknownAt(time: number): Series {
  return { first: spanOf(time), values: [null] };
}

/** The series at a later time: the spans that have begun since get a value, the oldest are forgotten. */
export function until({ first, values }: Series, time: number, value: number | null): Series {
  const missing = spanOf(time) - (first + values.length - 1);
  const added = Math.max(0, Math.min(missing, PULSE.spans));
  const all = [...values, ...Array.from({ length: added }, () => value)].slice(-PULSE.spans);
  return missing > 0 ? { first: spanOf(time) - all.length + 1, values: all } : { first, values };
}

/** The series without what it says of times that have not come: it was told them by a wrong clock. */
export function upTo({ first, values }: Series, time: number): Series {
  const kept = values.slice(0, Math.max(0, spanOf(time) - first + 1));
  return kept.length > 0 ? { first, values: kept } : unknownAt(time);
}

/** The series with another value in the span that is running. */
export function withLast({ first, values }: Series, value: number): Series {
  return { first, values: [...values.slice(0, -1), value] };
}

export function lastOf({ values }: Series): number | null {
  return values.at(-1) ?? null;
}

/** The series with what a pulse knows better. */
export function withPulse(series: Series, pulse: Pulse): Series {
  const from = spanOf(pulse.from);
  const first = Math.min(series.first, from);
  const end = Math.max(series.first + series.values.length, from + pulse.messages.length);
  const values = Array.from({ length: end - first }, (_, i) => {
    const span = first + i;
    return pulse.messages[span - from] ?? series.values[span - series.first] ?? null;
  });
  const kept = values.slice(-PULSE.spans);
  return { first: end - kept.length, values: kept };
}

export function known({ values }: Series): number[] {
  return values.filter((value) => value !== null);
}

/**
 * How many a second there are just now, in a series of counts: in the span that is running and the one
 * before. The span alone has only just begun every five seconds.
 * @param time not before the running span, in milliseconds since 1970
 */
export function perSecond({ first, values }: Series, time: number): number {
  const running = values.at(-1) ?? 0;
  const before = values.at(-2) ?? null;
  const begun = time - (first + values.length - 1) * PULSE.span;
  const counted = begun + (before === null ? 0 : PULSE.span);
  return ((before ?? 0) + running) / (Math.max(1_000, counted) / 1_000);
}
