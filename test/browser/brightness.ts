/** How bright what is drawn near an edge is: what no style of an element tells. */

import type { Locator } from "playwright-core";

/**
 * The mean brightness, from 0 to 255, of a line in the right half of a part of the page.
 * @param from pixels from the part's upper edge to the line; from the lower one if negative
 */
export async function brightness(part: Locator, from: number): Promise<number> {
  const box = await part.boundingBox();
  if (!box) throw new Error("It is not in sight.");
  const y = Math.round(box.y + (from < 0 ? box.height : 0) + from);
  const clip = { x: Math.round(box.x + box.width / 2), y, width: 80, height: 1 };
  const png = (await part.page().screenshot({ clip })).toString("base64");
  return part.page().evaluate(async (picture) => {
    const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    canvas?.drawImage(bitmap, 0, 0);
    const { data } = canvas?.getImageData(0, 0, bitmap.width, bitmap.height) ?? { data: [] };
    const colours = Array.from(data).filter((_, i) => i % 4 < 3);
    return colours.reduce((sum, colour) => sum + colour, 0) / colours.length;
  }, png);
}
