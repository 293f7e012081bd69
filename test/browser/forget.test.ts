/** What this browser keeps of a room that is removed from the list of rooms: nothing. */

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../../tools/chromium.ts";
import { untilKept } from "./kept.ts";
import { menuOf, openMenu } from "./menu.ts";
import { fill } from "./past.ts";
import { freshRoom, serverUrl, Visitor } from "./visitor.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Everything that the browser keeps and that names a room, in words that can be compared. */
function traces({ page }: Visitor, room: string): Promise<string[]> {
  return page.evaluate(async (name) => {
    const kept = await caches.open("gatehouse");
    const pages = (await kept.keys()).map(({ url }) => url);
    const stored = [localStorage, sessionStorage].flatMap((storage) => Object.entries(storage));
    const texts = stored.map(([key, text]) => `${key}: ${text}`);
    return [...pages, ...texts].filter((trace) => trace.includes(name)).toSorted();
  }, room);
}

it("A room that is removed leaves nothing behind; put back, it is as it was", async () => {
  const [tea, cake] = [freshRoom(), freshRoom()];
  await fill(tea, "Bob", ["Hello"]);
  const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${tea}`);
  await ala.join("Ala");
  await ala.composer.fill("Half a thou");
  const menu = menuOf(ala);
  await openMenu(ala);
  await menu.getByRole("switch", { name: "Play a sound" }).click();
  await untilKept(ala);
  await ala.page.goto(`${serverUrl()}/rooms/${cake}`);
  await ala.join("Ala");
  const before = await traces(ala, tea);
  expect(before.map((trace) => trace.replace(/room-[\w-]+|http:\S+|: .*/g, ""))).toEqual([
    "gatehouse:draft:",
    "gatehouse:draft:",
    "gatehouse:logs",
    "gatehouse:name:",
    "gatehouse:rooms",
    "gatehouse:sound:",
    "",
  ]);

  await openMenu(ala);
  const remove = menu.getByRole("button", { name: `Remove ${tea} from the list` });
  await remove.click();
  await expect.poll(() => traces(ala, tea)).toEqual([]);
  await menu.getByRole("button", { name: `Put ${tea} back` }).click();
  const order = (trace: string): string => trace.replace(/^(gatehouse:logs).*/, "$1");
  await expect.poll(async () => (await traces(ala, tea)).map(order)).toEqual(before.map(order));

  await remove.click();
  await expect.poll(() => traces(ala, tea)).toEqual([]);
  expect((await traces(ala, cake)).length).toBeGreaterThan(2);
  await ala.page.goto(`${serverUrl()}/rooms/${tea}`);
  await ala.nameField.fill("Ola");
  await ala.page.getByRole("button", { name: "Join" }).click();
  expect(await ala.composer.inputValue()).toBe("");
  expect(ala.complaints).toEqual([]);
  await ala.leave();
});
