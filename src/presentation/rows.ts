/** The timeline: where a day begins, and which messages share a header. */

import type { Author } from "../protocol/frames.ts";

/** What grouping needs to know of a message, stored or still on its way. */
export interface Said {
  /** Its place in the log; a message that is still on its way will have the next one. */
  readonly seq?: number;
  readonly at: number;
  readonly by: Author;
}

/** A line of the timeline: the beginning of a day, or a message, with its author's header or under it. */
export type Row<M extends Said> =
  | { readonly kind: "day"; readonly at: number; readonly number: number }
  | { readonly kind: "message"; readonly message: M; readonly first: boolean };

/** A message shares the header of the one before if that is of the same author and no older than this. */
const GROUP_MS = 5 * 60_000;

/**
 * In a run that goes on and on, the header comes again where this divides the seq: so there is one on
 * each screen of a phone.
 */
const AGAIN = 10;

/**
 * But it does not within so many messages of the last one: a short run has one header. Nothing but
 * these few decides, so that headers stay where they are, whichever part of the log is shown.
 */
const APART = 5;

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
  let previous: M | null = null;
  let seq = 0;
  let under = 0;
  for (const message of messages) {
    seq = message.seq ?? seq + 1;
    const number = dayNumber(message.at);
    if (number !== day) {
      laidOut.push({ kind: "day", at: message.at, number });
      day = number;
      previous = null;
    }
    const again = under >= APART && seq % AGAIN === 0;
    const first = previous === null || again || !shareHeader(previous, message);
    under = first ? 1 : under + 1;
    laidOut.push({ kind: "message", message, first });
    previous = message;
  }
  return laidOut;
}

function shareHeader(previous: Said, next: Said): boolean {
  return (
    previous.by.id === next.by.id &&
    previous.by.name === next.by.name &&
    Math.abs(next.at - previous.at) < GROUP_MS
  );
}
