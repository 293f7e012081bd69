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
 * @param top the seq of its first message, or null for the window at the end of the list
 */
export function windowAt(messages: readonly Numbered[], top: number | null): Window {
  const latest = Math.max(0, messages.length - MOUNTED);
  const found = top === null ? -1 : messages.findIndex(({ seq }) => seq >= top);
  const start = found === -1 ? latest : found;
  return { start, end: Math.min(messages.length, start + MOUNTED) };
}

/** The top of the window after a step towards the beginning. */
export function stepUp(messages: readonly Numbered[], { start }: Window): number | null {
  return messages[Math.max(0, start - STEP)]?.seq ?? null;
}

/** The top of the window after a step towards the end. */
export function stepDown(messages: readonly Numbered[], { start }: Window): number | null {
  return messages[Math.min(start + STEP, Math.max(0, messages.length - MOUNTED))]?.seq ?? null;
}
