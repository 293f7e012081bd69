/** What is new to a reader: counted in one place, for all that tell it. */

import type { Message } from "../protocol/frames.ts";
import type { LeftOff, RoomState, State } from "./state.ts";

/** The messages that have not been read. */
export interface Unread {
  readonly count: number;
  /** The newest of them; null if there is none. */
  readonly newest: Message | null;
}

/**
 * What has come after a seq that was read. One's own messages are not new to oneself; of those that
 * this client does not hold any more, nobody can tell whose they were, and all count.
 */
export function unreadIn({ messages, tail, you }: RoomState, read: number): Unread {
  const newestHeld = tail ?? messages;
  const lost = Math.max(0, (newestHeld[0]?.seq ?? 0) - 1 - read);
  const held = newestHeld.filter(({ seq, by }) => seq > read && by.id !== you?.id);
  return { count: lost + held.length, newest: held.at(-1) ?? null };
}

/**
 * Where a reader left off, if something is new: where they had left off before, unless they have gone on
 * from there to the end. Otherwise that is as it was, or forgotten.
 * @param isBack whether they are back: a line that has served goes then
 */
export function leaveOff(
  { room, read, leftOff }: Pick<State, "room" | "read" | "leftOff">,
  isBack = false,
): LeftOff | null {
  const isOpen = leftOff !== null && !leftOff.done;
  if (unreadIn(room, read).count === 0) return isBack && !isOpen ? null : leftOff;
  const seq = isOpen ? leftOff.seq : read;
  return { seq, missed: unreadIn(room, seq).count, done: false };
}
