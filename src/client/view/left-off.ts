/** Where the line stands that says: what follows is new. */

import type { RoomState } from "../state.ts";

/**
 * The seq of the message under the line: the first of another's after the one at which the reader left
 * off. Null if there is none, or if what is held begins later: then nobody can tell.
 */
export function firstNew(
  { messages, you }: Pick<RoomState, "messages" | "you">,
  leftOff: number | null,
): number | null {
  if (leftOff === null || (messages[0]?.seq ?? 0) > leftOff + 1) return null;
  let first: number | null = null;
  for (let i = messages.length - 1; i >= 0; i--) {
    const message = messages[i];
    if (!message || message.seq <= leftOff) break;
    if (message.by.id !== you?.id) first = message.seq;
  }
  return first;
}
