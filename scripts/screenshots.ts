/** Takes the pictures in docs/screenshots: `npm run screenshots`. */

import { mkdir } from "node:fs/promises";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launchBrowser } from "../tools/chromium.ts";
import { startServer } from "../tools/server.ts";

const FOLDER = new URL("../docs/screenshots/", import.meta.url).pathname;

const DEVICES: Readonly<Record<string, BrowserContextOptions>> = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  },
};
const THEMES = ["light", "dark"] as const;

/** Through whose eyes the pictures are taken. */
const VIEWER = "Róża";

const CONVERSATION = [
  ["Róża", "Good morning! Is the gate open?"],
  ["Amir", "Since six. Nobody has been lost so far."],
  ["Amir", "The plan for today: https://example.org/plan"],
  ["Róża", "I went through the tunnel on my way.\nWrote two messages there, and both are in."],
  ["Amir", "In the right order, too."],
  ["שרה", "שלום לכולם"],
  ["Róża", "Hello Sara! We were just talking about order."],
] as const;

const server = await startServer({ POSTS_PER_SECOND: "1000", POSTS_BURST: "1000" });
const browser = await launchBrowser();
await mkdir(FOLDER, { recursive: true });
for (const device of Object.keys(DEVICES)) {
  for (const theme of THEMES) await picture(device, theme);
}
await browser.close();
await server.stop();

async function picture(device: string, theme: (typeof THEMES)[number]): Promise<void> {
  const room = `${server.url}/rooms/${device}-${theme}`;
  const pages = new Map<string, Page>();
  for (const [name, text] of CONVERSATION) {
    const page = pages.get(name) ?? (await arrive(browser, room, name, device, theme));
    pages.set(name, page);
    await page.getByLabel("Message", { exact: true }).fill(text);
    await page.getByRole("button", { name: "Send" }).click();
    await page.locator("[data-seq]", { hasText: text.split("\n", 1)[0]! }).waitFor();
  }
  const path = `${FOLDER}${device}-${theme}.png`;
  await pages.get(VIEWER)!.screenshot({ path });
  for (const page of pages.values()) await page.context().close();
  process.stdout.write(`${path}\n`);
}

async function arrive(
  from: Browser,
  room: string,
  name: string,
  device: string,
  colorScheme: (typeof THEMES)[number],
): Promise<Page> {
  const context = await from.newContext({ ...DEVICES[device], colorScheme, locale: "en-GB" });
  const page = await context.newPage();
  await page.goto(room);
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Join" }).click();
  await page.getByLabel("Message", { exact: true }).waitFor();
  return page;
}
