/** What is new to a reader: the line where they left off, and the count in the title. */

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { violations } from "./axe.ts";
import { launchBrowser } from "../../tools/chromium.ts";
import { look } from "./look.ts";
import { fill, numbered } from "./past.ts";
import { freshRoom, serverUrl, Visitor } from "./visitor.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** The message under the line, and the title. */
async function told(visitor: Visitor): Promise<(string | null)[]> {
  // Asked for in one step: the line may go at any time.
  const [under = null] = await visitor.page.locator(".unread + li .text").allTextContents();
  return [under, await visitor.page.title()];
}

it("A reader who comes back finds where they left off, until they come back again", async () => {
  const room = freshRoom();
  await fill(room, "Bob", numbered(40));
  const title = `${room} · Gatehouse`;
  const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`);
  await ala.join("Ala");
  expect(await told(ala)).toEqual([null, title]);

  await look(ala, false);
  await fill(room, "Bob 2", ["While away 1", "While away 2"]);
  await ala.reads("While away 2");
  await expect.poll(() => told(ala)).toEqual(["While away 1", `(2) ${title}`]);
  expect(await violations(ala)).toEqual([]);

  await look(ala, true);
  await expect.poll(() => told(ala)).toEqual(["While away 1", title]);
  await fill(room, "Bob 3", ["While there"]);
  await ala.say("My own");
  await ala.reads("My own");
  expect(await told(ala)).toEqual(["While away 1", title]);

  await look(ala, false);
  await look(ala, true);
  await expect.poll(() => told(ala)).toEqual([null, title]);

  // At the end only is it read: above, it is unread also for whoever looks.
  await ala.page
    .getByRole("log")
    .evaluate((log) => log.scrollBy({ top: -900, behavior: "instant" }));
  await ala.page.getByRole("button", { name: "Go to the latest messages" }).waitFor();
  await fill(room, "Bob 4", ["While reading above"]);
  await expect.poll(() => told(ala)).toEqual([null, `(1) ${title}`]);
  await ala.page.getByRole("button", { name: "1 new message" }).click();
  await expect.poll(() => told(ala)).toEqual(["While reading above", title]);
  await ala.leave();
});

it("A page that is opened again shows what came since, and one's own words are not new", async () => {
  const room = freshRoom();
  await fill(room, "Bob", ["Read"]);
  const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`);
  await ala.join("Ala");
  await ala.say("My own");
  await ala.reads("My own");
  await ala.page.goto("about:blank");
  await fill(room, "Bob 2", ["Since then"]);
  await ala.page.goto(`${serverUrl()}/rooms/${room}`);
  await ala.page.locator(".unread").waitFor();
  expect((await told(ala))[0]).toBe("Since then");
  await ala.page.reload();
  await ala.page.locator("[data-link=up]").waitFor();
  await ala.composer.waitFor();
  expect((await told(ala))[0]).toBeNull();
  await ala.leave();
});
