/** Ids that nobody else will choose. */

/** 128 random bits. `crypto.randomUUID` would need https, which a room on a local network lacks. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
