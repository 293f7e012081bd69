/**
 * Texts that the browser keeps, between visits or as long as a tab is there. A browser that remembers
 * nothing is no error.
 */

/** The keys under which it remembers what concerns all rooms. */
export const KEYS = {
  /** The name that was taken last. */
  name: "gatehouse:name",
  /** The list of the rooms that one has been in. */
  visits: "gatehouse:rooms",
  /** What was last seen of some of them. */
  logs: "gatehouse:logs",
} as const;

/** What is remembered under the keys of a switch that is on. */
export const ON = "on";

/** The keys under which it remembers what concerns one room. */
export function keysOf(room: string) {
  return {
    name: `gatehouse:name:${room}`,
    draft: `gatehouse:draft:${room}`,
    /** Whether each message is to notify. */
    notify: `gatehouse:notify:${room}`,
    sound: `gatehouse:sound:${room}`,
  };
}

/** For all tabs and beyond their end, or for one tab. */
export type Storing = "localStorage" | "sessionStorage";

/** The text that was remembered under a key; null if there is none. */
export function recall(key: string, storing: Storing = "localStorage"): string | null {
  try {
    return globalThis[storing].getItem(key);
  } catch {
    return null;
  }
}

/** Remembers a text under a key; an empty one is forgotten. */
export function remember(key: string, text: string, storing: Storing = "localStorage"): void {
  try {
    const storage = globalThis[storing];
    if (text === "") storage.removeItem(key);
    else storage.setItem(key, text);
  } catch {
    // Storage is switched off or full.
  }
}
