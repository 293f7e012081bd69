/** What stands for a person where there is no picture: a pattern of their own, on a hue. */

/** What an author's picture is made of. */
export interface Face {
  /** One of the hues that style.css has for people (`data-hue`), from 0 to 11. */
  readonly hue: number;
  /** The filled cells as the `d` of an SVG path, each a unit wide, from 0 0 to 5 5. */
  readonly path: string;
}

export const HUES = 12;

/** Cells to a side. The pattern is the same from both sides, as faces are. */
const SIDE = 5;

/** The columns that are drawn: the others mirror them. */
const DRAWN = 3;

/** Filled ones of the drawn cells: fewer or more would look alike. */
const FILLED = { min: 6, max: 10 };

/** The face that stays with an author, whatever name they take. */
export function faceOf(authorId: string): Face {
  let hash = hashOf(authorId);
  while (!isDistinct(hash)) hash = mix(hash + 1);
  // The pattern takes the lower bits.
  return { hue: (hash >>> (SIDE * DRAWN)) % HUES, path: pathOf(hash) };
}

function pathOf(hash: number): string {
  let path = "";
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const column = Math.min(x, SIDE - 1 - x);
      if ((hash >>> (y * DRAWN + column)) & 1) path += `M${x} ${y}h1v1h-1z`;
    }
  }
  return path;
}

function isDistinct(hash: number): boolean {
  let filled = 0;
  for (let bit = 0; bit < SIDE * DRAWN; bit++) filled += (hash >>> bit) & 1;
  return filled >= FILLED.min && filled <= FILLED.max;
}

/** FNV-1a, and a last stir: ids that differ in one character share no part of their faces. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mix(hash);
}

/** The finishing step of MurmurHash3, by Austin Appleby. */
function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
