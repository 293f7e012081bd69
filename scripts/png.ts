/** PNG files of few colours, much smaller than what a browser writes: a palette and one byte a pixel. */

import { crc32, deflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The steps into which each channel is rounded: nobody sees 32 of them along an edge. */
const STEPS = 32;

/** The most entries of a palette. */
const COLOURS = 256;

/**
 * Encodes a square picture.
 * @param pixels red, green, blue and alpha of each, row by row
 * @throws RangeError if its colours, rounded, are more than a palette holds
 */
export function encodePng(pixels: Uint8Array, side: number): Buffer {
  const palette = new Map<number, number>();
  const rows = Buffer.alloc(side * (side + 1));
  for (let i = 0; i < side * side; i++) {
    const colour = rounded(pixels.subarray(4 * i, 4 * i + 4));
    const index = palette.get(colour) ?? palette.size;
    palette.set(colour, index);
    // Each row begins with the number of its filter: 0, none.
    rows[i + Math.floor(i / side) + 1] = index;
  }
  if (palette.size > COLOURS) throw new RangeError(`${palette.size} colours are too many.`);
  const colours = Array.from(palette.keys());
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header(side)),
    chunk(
      "PLTE",
      Buffer.from(colours.flatMap((it) => [it >>> 24, (it >>> 16) & 255, (it >>> 8) & 255])),
    ),
    chunk("tRNS", Buffer.from(colours.map((it) => it & 255))),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A colour as one number. What is seen through entirely has none. */
function rounded([red = 0, green = 0, blue = 0, alpha = 0]: Uint8Array): number {
  if (round(alpha) === 0) return 0;
  return ((round(red) << 24) | (round(green) << 16) | (round(blue) << 8) | round(alpha)) >>> 0;
}

function round(channel: number): number {
  const step = 255 / (STEPS - 1);
  return Math.round(Math.round(channel / step) * step);
}

/** 8 bits a pixel, which are indices of a palette. */
function header(side: number): Buffer {
  const bytes = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 3, 0, 0, 0]);
  bytes.writeUInt32BE(side, 0);
  bytes.writeUInt32BE(side, 4);
  return bytes;
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
