/** Times in a page whose server does not know in which zone its reader is. */

import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../../tools/chromium.ts";
import { fill, numbered } from "./past.ts";
import { DESKTOP, PHONE, freshRoom, serverUrl, Visitor } from "./visitor.ts";

/** Where it is another time than wherever the server takes its readers to be. */
const FAR: BrowserContextOptions = { timezoneId: "Asia/Kathmandu" };

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** The times and days that the page shows, and how many it has. */
async function shown({ page }: Visitor) {
  const all = page.locator(".first time, .day span");
  const texts = await all.filter({ visible: true }).allTextContents();
  return { texts, count: await all.count() };
}

it.each([
  ["a desktop", DESKTOP],
  ["a phone", PHONE],
])("A time is not seen before it is right, and then moves nothing (%s)", async (_, options) => {
  const room = freshRoom();
  await fill(room, "Bob", numbered(12));
  const ala = await Visitor.at(browser, "about:blank", { ...options, ...FAR });
  let release = (): void => {};
  const late = new Promise<void>((done) => (release = done));
  await ala.page.route("**/dist/scripts/**", async (route) => {
    await late;
    await route.continue();
  });
  await ala.page.goto(`${serverUrl()}/rooms/${room}`, { waitUntil: "commit" });
  await ala.reads("Message 12");
  // A browser paints nothing before.
  await ala.page.waitForFunction(() => document.styleSheets.length > 0);
  expect(await shown(ala)).toEqual({ texts: [], count: 3 });
  release();
  await ala.nameField.waitFor();
  const { texts, count } = await shown(ala);
  expect(texts).toHaveLength(count);
  const time = ala.page.locator(".first time").first();
  const right = await time.evaluate((element) =>
    new Date(element.getAttribute("datetime") ?? "").toLocaleTimeString("en-GB", {
      timeStyle: "short",
    }),
  );
  expect(await time.textContent()).toBe(right);
  expect(await ala.layoutShift()).toBe(0);
  await ala.leave();
});

it("A page without its script shows the times that it has", async () => {
  const room = freshRoom();
  await fill(room, "Bob", numbered(3));
  const url = `${serverUrl()}/rooms/${room}`;
  const bare = await Visitor.at(browser, url, { ...FAR, javaScriptEnabled: false });
  const { texts, count } = await shown(bare);
  expect(texts).toHaveLength(count);
  await bare.leave();

  // One whose script never comes shows them when it says so.
  const stuck = await Visitor.at(browser, "about:blank", FAR);
  await stuck.page.route("**/dist/scripts/**", (route) => route.abort());
  await stuck.page.goto(url);
  expect((await shown(stuck)).texts).toEqual([]);
  await stuck.page.evaluate(() => document.getAnimations().forEach((fading) => fading.finish()));
  expect((await shown(stuck)).texts).toEqual(texts);
  await stuck.leave();
});
