/** What makes an app of the site: its manifest, its icons, its colours. */

import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../../tools/chromium.ts";
import { DESKTOP, serverUrl, Visitor } from "./visitor.ts";

/** Bytes that an icon may have. */
const SMALL = 8_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it("has a manifest in which the browser finds no fault", async () => {
  const ala = await Visitor.at(browser, serverUrl());
  const devtools = await ala.context.newCDPSession(ala.page);
  const { url, errors, data } = await devtools.send("Page.getAppManifest");
  expect(url).toBe(`${serverUrl()}/manifest.webmanifest`);
  expect(errors).toEqual([]);
  expect(JSON.parse(data ?? "")).toMatchObject({ start_url: "/", scope: "/", name: "Gatehouse" });
  const answer = await fetch(url);
  expect(answer.headers.get("content-type")).toContain("application/manifest+json");
  await ala.leave();
});

it("has icons of the sizes that it promises, and small files", async () => {
  const manifest = await (await fetch(`${serverUrl()}/manifest.webmanifest`)).json();
  const icons: { src: string; sizes: string }[] = [
    ...manifest.icons,
    { src: "/icons/apple-touch-180.png", sizes: "180x180" },
  ];
  const ala = await Visitor.at(browser, serverUrl());
  for (const { src, sizes } of icons.filter((icon) => icon.sizes !== "any")) {
    const size = await ala.page.evaluate(async (path) => {
      const image = await createImageBitmap(await (await fetch(path)).blob());
      return `${image.width}x${image.height}`;
    }, src);
    expect(size).toBe(sizes);
    const file = await (await fetch(serverUrl() + src)).arrayBuffer();
    expect(file.byteLength, src).toBeLessThan(SMALL);
  }
  await ala.leave();
});

it("has pictures of the mark as it is now", async () => {
  const ala = await Visitor.at(browser, "about:blank");
  const url = (type: string, path: string): string =>
    `data:${type};base64,${readFileSync(new URL(`../../public/${path}`, import.meta.url)).toString("base64")}`;
  const differing = await ala.page.evaluate(
    async (sources) => {
      const [drawn, kept] = await Promise.all(
        sources.map(async (source) => {
          const image = new Image(192, 192);
          image.src = source;
          await image.decode();
          const canvas = new OffscreenCanvas(192, 192).getContext("2d");
          // On a ground: what can hardly be seen has hardly a colour.
          canvas?.fillRect(0, 0, 192, 192);
          canvas?.drawImage(image, 0, 0, 192, 192);
          return canvas?.getImageData(0, 0, 192, 192).data ?? new Uint8ClampedArray();
        }),
      );
      return drawn?.filter((value, i) => Math.abs(value - (kept?.[i] ?? 0)) > 16).length;
    },
    [url("image/svg+xml", "favicon.svg"), url("image/png", "icons/192.png")],
  );
  expect(differing).toBe(0);
  await ala.leave();
});

it.each(["light", "dark"] as const)("goes on round the page in the %s theme", async (theme) => {
  const ala = await Visitor.at(browser, serverUrl(), { ...DESKTOP, colorScheme: theme });
  const [ground, round] = await ala.page.evaluate((scheme) => {
    const painted = (colour: string): string => {
      const canvas = new OffscreenCanvas(1, 1).getContext("2d");
      if (canvas) canvas.fillStyle = colour;
      canvas?.fillRect(0, 0, 1, 1);
      return Array.from(canvas?.getImageData(0, 0, 1, 1).data ?? []).join();
    };
    const meta = document.querySelector(`meta[name="theme-color"][media*="${scheme}"]`);
    const { backgroundColor } = getComputedStyle(document.documentElement);
    return [painted(backgroundColor), painted(meta?.getAttribute("content") ?? "")];
  }, theme);
  expect(round).toBe(ground);
  await ala.leave();
});
