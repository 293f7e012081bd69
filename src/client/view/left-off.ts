/** Where the line stands that says: what follows is new. */

import type { LeftOff, RoomState } from "../state.ts";

/**
 * The seq of the message under the line: the first of another's after the one at which the reader left
 * off. Null if there is none, or if what is held begins later: then nobody can tell.
 */
export function firstNew(
  { messages, you }: Pick<RoomState, "messages" | "you">,
  leftOff: LeftOff | null,
): number | null {
  if (leftOff === null || (messages[0]?.seq ?? 0) > leftOff.seq + 1) return null;
  return messages.find(({ seq, by }) => seq > leftOff.seq && by.id !== you?.id)?.seq ?? null;
}
