/** Which part of the messages is mounted: the number of rows in the page is bounded. */

/** Messages that are mounted at the most: many screens, and quick to lay out on a phone. */
export const MOUNTED = 300;

/** Messages by which the window moves: more than a screen of one-line messages. */
const STEP = 100;

/** A range of indices, the end excluded. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

interface Numbered {
  readonly seq: number;
}

/**
 * The window on a list.
 * @param top the seq of its first message, 0 for the beginning, null for the end of the list
 */
export function windowAt(messages: readonly Numbered[], top: number | null): Window {
  const latest = Math.max(0, messages.length - MOUNTED);
  const found = top === null ? messages.length : firstFrom(messages, top);
  const start = found === messages.length ? latest : found;
  return { start, end: Math.min(messages.length, start + MOUNTED) };
}

/** The index of the first message with this seq or a higher one; the length of the list if there is none. */
export function firstFrom(messages: readonly Numbered[], seq: number): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((messages[middle]?.seq ?? seq) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The top of a window that is to stay where it is, whatever comes in below. At the beginning it is 0:
 * what comes in above is wanted, and mounted at once.
 */
export function topOf(messages: readonly Numbered[], { start }: Pick<Window, "start">): number {
  return start <= 0 ? 0 : (messages[start]?.seq ?? 0);
}

/** The top of the window after a step towards the beginning. */
export function stepUp(messages: readonly Numbered[], { start }: Window): number {
  return topOf(messages, { start: start - STEP });
}

/** The top of the window after a step towards the end. */
export function stepDown(messages: readonly Numbered[], { start }: Window): number {
  return topOf(messages, { start: Math.min(start + STEP, messages.length - MOUNTED) });
}
