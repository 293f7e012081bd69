/** From a series to the paths of a plot. Its frame is stretched to its place on the page. */

import { PULSE } from "../protocol/limits.ts";
import { spanOf, type Series } from "./series.ts";

/** The plot's own units: one for each span along the time, and as many up as are easy to write. */
export const FRAME = { length: PULSE.spans, height: 20 } as const;

/** The `viewBox` of a plot. */
export const VIEW_BOX = `0 0 ${FRAME.length} ${FRAME.height}`;

/** What is free on either side of a bar. */
const GAP = 0.125;

/** The number at the upper edge: 1, 2 or 5 times a power of ten, and not below `most`, which is positive. */
export function scaleFor(most: number): number {
  const decade = 10 ** Math.floor(Math.log10(most));
  const factor = [1, 2, 5].find((it) => it * decade >= most) ?? 10;
  return factor * decade;
}

/** A bar for each value: for what has been counted in a span. */
export function bars(series: Series, time: number, scale: number): string {
  return points(series, time, scale)
    .filter(({ y }) => y < FRAME.height)
    .map(({ x, y }) => `M${x + GAP} ${FRAME.height}V${y}h${1 - 2 * GAP}V${FRAME.height}z`)
    .join("");
}

/** A line in steps and the area under it: for what there is at a time. */
export function steps(series: Series, time: number, scale: number): { line: string; area: string } {
  const all = points(series, time, scale);
  const line = all.map(({ x, y }, i) => {
    const follows = all[i - 1]?.x === x - 1;
    return follows ? `V${y}h1` : `M${x} ${y}h1`;
  });
  const area = all.map(({ x, y }) => `M${x} ${FRAME.height}V${y}h1V${FRAME.height}z`);
  return { line: line.join(""), area: area.join("") };
}

/** Where the known values are: the span that is running at the right edge, the oldest at the left. */
function points({ first, values }: Series, time: number, scale: number) {
  const left = spanOf(time) - FRAME.length + 1;
  return values.flatMap((value, i) => {
    const x = first + i - left;
    if (value === null || x < 0 || x >= FRAME.length) return [];
    return [{ x, y: rounded(FRAME.height * (1 - Math.min(1, value / scale))) }];
  });
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
