/** Draws public/favicon.svg in the sizes that systems want as pictures: `npm run icons`. */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { launchBrowser } from "../tools/chromium.ts";
import { encodePng } from "./png.ts";

const PUBLIC = fileURLToPath(new URL("../public/", import.meta.url));

/**
 * The files, each with its side in pixels. Where the system cuts the corners, to its own shape, the
 * picture has none of its own; the mark is within the inner 80 % that every system leaves.
 */
const ICONS = [
  { name: "192", side: 192, corners: true },
  { name: "512", side: 512, corners: true },
  { name: "maskable-512", side: 512, corners: false },
  { name: "apple-touch-180", side: 180, corners: false },
] as const;

const mark = await readFile(`${PUBLIC}favicon.svg`, "utf8");
const browser = await launchBrowser();
const page = await browser.newPage();
await mkdir(`${PUBLIC}icons`, { recursive: true });
for (const { name, side, corners } of ICONS) {
  const svg = corners ? mark : mark.replace(/ rx="[^"]*"/, "");
  const file = encodePng(await pixels(svg, side), side);
  await writeFile(`${PUBLIC}icons/${name}.png`, file);
  process.stdout.write(`${name}.png: ${file.length} bytes\n`);
}
await browser.close();

/** A picture of the mark: red, green, blue and alpha of each pixel, row by row. */
async function pixels(svg: string, side: number): Promise<Uint8Array> {
  const url = `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
  const channels = await page.evaluate(
    async ([source, size]) => {
      const image = new Image(size, size);
      image.src = source;
      await image.decode();
      const canvas = new OffscreenCanvas(size, size).getContext("2d");
      canvas?.drawImage(image, 0, 0, size, size);
      return Array.from(canvas?.getImageData(0, 0, size, size).data ?? []);
    },
    [url, side] as const,
  );
  return Uint8Array.from(channels);
}
