/** What a room that is observed has done, and would be billed for, since its server started. */

import * as v from "valibot";

const count = v.pipe(v.number(), v.minValue(0));

export const COUNTS = v.object({
  /** How often the object was constructed: once for each time that it came to memory. */
  lives: count,
  /** Upgrades and calls from the worker. */
  requests: count,
  /** WebSocket messages that woke it; pings that the runtime answers are none of them. */
  messages: count,
  rowsRead: count,
  rowsWritten: count,
  /** Milliseconds in which it could not sleep: its code ran, or a timer of it was set. */
  awake: count,
  /** Bytes of its database. */
  stored: count,
  /** Whether it cannot sleep just now. */
  isAwake: v.boolean(),
});
export type Counts = v.InferOutput<typeof COUNTS>;
