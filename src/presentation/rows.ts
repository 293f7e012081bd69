/** The timeline: where a day begins, and which messages share a header. */

import type { Author } from "../protocol/frames.ts";

/** What grouping needs to know of a message, stored or still on its way. */
export interface Said {
  readonly at: number;
  readonly by: Author;
}

/** A line of the timeline: the beginning of a day, or a message, with its author's header or under it. */
export type Row<M extends Said> =
  | { readonly kind: "day"; readonly at: number; readonly number: number }
  | { readonly kind: "message"; readonly message: M; readonly first: boolean };

/** Messages of one author that are closer than this to the first of them share a header. */
const GROUP_MS = 5 * 60_000;

/**
 * Lays out messages that stand in the order of the log.
 * @param dayNumber the reader's calendar: `Times.dayNumber`
 */
export function rows<M extends Said>(
  messages: readonly M[],
  dayNumber: (at: number) => number,
): Row<M>[] {
  const laidOut: Row<M>[] = [];
  let day: number | null = null;
  let group: M | null = null;
  for (const message of messages) {
    const number = dayNumber(message.at);
    if (number !== day) {
      laidOut.push({ kind: "day", at: message.at, number });
      day = number;
      group = null;
    }
    const first = group === null || !shareHeader(group, message);
    if (first) group = message;
    laidOut.push({ kind: "message", message, first });
  }
  return laidOut;
}

function shareHeader(first: Said, next: Said): boolean {
  return (
    first.by.id === next.by.id &&
    first.by.name === next.by.name &&
    Math.abs(next.at - first.at) < GROUP_MS
  );
}
