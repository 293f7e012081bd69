/** How many messages have come lately: what a board that has just been opened cannot have seen. */

import type { Pulse } from "../protocol/frames.ts";
import { PULSE } from "../protocol/limits.ts";
import type { Log } from "./log.ts";

/**
 * Rows of the log that are read for it at the most: whoever opens boards makes the room read them, and
 * its owner pay. In a room that is busier the pulse goes back less far.
 */
export const SEARCHED = 1_000;

/** @param now in milliseconds since 1970 */
export function pulse(log: Log, now: number): Pulse {
  const running = spanOf(now);
  const first = running - PULSE.spans + 1;
  const times = log.times(first * PULSE.span, SEARCHED);
  const oldest = times.at(-1);
  // Where the search has ended before its time, a part of that span is not known.
  const from = oldest !== undefined && times.length === SEARCHED ? spanOf(oldest) + 1 : first;
  const messages = Array.from({ length: Math.max(0, running - from + 1) }, () => 0);
  for (const at of times) {
    // A clock that was set back has left messages in the time to come.
    const index = Math.min(spanOf(at), running) - from;
    if (index >= 0) messages[index] = (messages[index] ?? 0) + 1;
  }
  return { from: from * PULSE.span, messages };
}

function spanOf(at: number): number {
  return Math.floor(at / PULSE.span);
}
