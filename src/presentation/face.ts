/** What stands for a person where there is no picture. */

/** How many hues style.css has for people (`data-hue`). */
const HUES = 8;

/** A hue that stays with an author, whatever name they take. */
export function hueOf(authorId: string): number {
  let hash = 0;
  for (let i = 0; i < authorId.length; i++) {
    hash = (Math.imul(hash, 31) + authorId.charCodeAt(i)) >>> 0;
  }
  return hash % HUES;
}

/** The first character of a name, as a capital. */
export function initialOf(name: string): string {
  return (Array.from(name)[0] ?? "").toUpperCase();
}
