/** What calls a reader to a room, as this browser remembers it: nothing, until they switch it on. */

/** The key under which it is remembered that every message of a room notifies. */
export function notifyKey(room: string): string {
  return `gatehouse:notify:${room}`;
}

/** The key under which it is remembered that the messages of a room sound. */
export function soundKey(room: string): string {
  return `gatehouse:sound:${room}`;
}

/** What is remembered under such a key. */
export const ON = "on";
