/** What the browser remembers between visits. A browser that remembers nothing is no error. */

/** The text that was remembered under a key; null if there is none. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Remembers a text under a key; an empty one is forgotten. */
export function remember(key: string, text: string): void {
  try {
    if (text === "") localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // Storage is switched off or full.
  }
}
