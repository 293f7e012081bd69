/** What is new to a reader: counted in one place, for all that tell it. */

import type { Message } from "../protocol/frames.ts";
import type { RoomState } from "./state.ts";

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
  let count = lost;
  let newest: Message | null = null;
  for (let i = newestHeld.length - 1; i >= 0; i--) {
    const message = newestHeld[i];
    if (!message || message.seq <= read) break;
    if (message.by.id === you?.id) continue;
    newest ??= message;
    count += 1;
  }
  return { count, newest };
}
