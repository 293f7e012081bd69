/** Links to messages. */

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { violations } from "./axe.ts";
import { launchBrowser } from "../../tools/chromium.ts";
import { fill, numbered } from "./past.ts";
import { DESKTOP, PHONE, freshRoom, serverUrl, Visitor } from "./visitor.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** The message that is marked, and whether it is in sight. */
async function found(visitor: Visitor): Promise<string | null> {
  const row = visitor.page.locator(".message.found");
  await row.waitFor();
  return row.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    const log = element.closest("[role=log]")?.getBoundingClientRect();
    const inSight = log && top >= log.top && bottom <= log.bottom;
    return inSight ? (element.querySelector(".text")?.textContent ?? null) : "out of sight";
  });
}

it.each([
  ["a desktop", DESKTOP],
  ["a phone", PHONE],
])("The time of a message is a link to it, wherever in the log, on %s", async (_, options) => {
  const room = freshRoom();
  const url = `${serverUrl()}/rooms/${room}`;
  await fill(room, "Past", numbered(400));
  const ala = await Visitor.at(browser, `${url}#m-100`, options);
  expect(await found(ala)).toBe("Message 100");
  if (options === PHONE) expect(await violations(ala)).toEqual([]);
  // It is read no further than to there.
  await ala.page.getByRole("button", { name: "Go to the latest messages" }).waitFor();
  await fill(room, "Bob", ["Meanwhile"]);
  await ala.page.getByRole("button", { name: "1 new message" }).waitFor();
  expect(await ala.page.title()).toMatch(/^\(\d+\) /);

  // What lies round it is loaded in both directions, without a gap.
  const log = ala.page.getByRole("log");
  await expect
    .poll(async () => {
      await log.evaluate((list) => list.scrollBy({ top: 1_500, behavior: "instant" }));
      return ala.messages.last().getAttribute("data-seq");
    })
    .toBe("401");
  const seqs = await ala.messages.evaluateAll((rows) =>
    rows.map((row) => Number(row.getAttribute("data-seq"))),
  );
  expect(seqs.every((seq, i) => i === 0 || seq === (seqs[i - 1] ?? 0) + 1)).toBe(true);

  // Another one, in the same page; then one that is in sight, which moves nothing.
  await ala.page.evaluate(() => (location.hash = "#m-7"));
  expect(await found(ala)).toBe("Message 7");
  const last = ala.messages.filter({ hasText: /^.*Message 7$/ }).locator("time");
  const title = (await last.getAttribute("title")) ?? "";
  expect(title).toMatch(/day.*20\d\d.*\d\d:\d\d:\d\d/);
  const place = await log.evaluate((list) => list.scrollTop);
  const seen = ala.page.locator('[data-seq="9"] a[href="#m-9"]');
  await seen.evaluate((link) => link instanceof HTMLElement && link.click());
  expect(new URL(ala.page.url()).hash).toBe("#m-9");
  await ala.page.locator('.found[data-seq="9"]').waitFor();
  expect(await log.evaluate((list) => list.scrollTop)).toBe(place);

  // Who is on their way to a message has not read the end, however long the way is.
  await ala.page.locator(".pill").click();
  await ala.page.locator(".pill").waitFor({ state: "detached" });
  await ala.page.goto("about:blank");
  await fill(room, "Bob 2", ["One", "Two"]);
  let isTold: Promise<void> | undefined;
  await ala.page.route(/before=/, async (route) => {
    await (isTold ??= ala.page.locator(".unread").waitFor());
    await route.continue();
  });
  await ala.page.goto(`${url}#m-50`);
  expect(await found(ala)).toBe("Message 50");
  expect(await ala.page.title()).toBe(`(2) ${room} · Gatehouse`);

  await ala.page.evaluate(() => (location.hash = "#m-9999"));
  await ala.page.getByText("Couldn’t find that message.").waitFor();
  expect(ala.complaints).toEqual([]);
  await ala.leave();
});

it("From a link to one of the first messages, one reads on to the last", async () => {
  const room = freshRoom();
  await fill(room, "Past", numbered(150));
  const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}#m-3`);
  expect(await found(ala)).toBe("Message 3");
  const log = ala.page.getByRole("log");
  await expect
    .poll(async () => {
      await log.evaluate((list) => list.scrollBy({ top: 400, behavior: "instant" }));
      return ala.messages.last().getAttribute("data-seq");
    })
    .toBe("150");
  await ala.leave();
});

it("A link leads to its message again, however soon", async () => {
  const room = freshRoom();
  await fill(room, "Past", numbered(400));
  const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}#m-100`);
  expect(await found(ala)).toBe("Message 100");
  await ala.page.locator(".pill").click();
  await ala.page.locator(".pill").waitFor({ state: "detached" });
  await ala.page.evaluate(() => {
    location.hash = "";
    location.hash = "#m-100";
  });
  await ala.page.locator(".pill").waitFor();
  expect(await found(ala)).toBe("Message 100");
  await ala.leave();
});

it("A link opens in a tab of its own where that is asked for", async () => {
  const room = freshRoom();
  const url = `${serverUrl()}/rooms/${room}`;
  await fill(room, "Past", numbered(3));
  const ala = await Visitor.at(browser, url);
  await ala.nameField.waitFor();
  const [tab] = await Promise.all([
    ala.context.waitForEvent("page"),
    ala.page.locator('[data-seq="2"] time').click({ modifiers: ["Control"] }),
  ]);
  await tab.locator('.found[data-seq="2"]').waitFor();
  expect(ala.page.url()).toBe(url);
  await ala.leave();
});
