/** A page on paper. */

import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Crowd } from "./crowd.ts";
import { fill, numbered } from "./past.ts";
import { launchBrowser } from "../../tools/chromium.ts";
import { freshRoom, serverUrl, Visitor } from "./visitor.ts";

/** A sheet of A4 in CSS pixels, for somebody whose screen is dark. */
const A4: BrowserContextOptions = {
  viewport: { width: 794, height: 1123 },
  colorScheme: "dark",
};
const WHITE = "rgb(255, 255, 255)";
const BLACK = "rgb(0, 0, 0)";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** What can be seen of the page's parts, and in which colours. */
async function look({ page }: Visitor) {
  return page.evaluate(() => {
    const { backgroundColor, color } = getComputedStyle(document.documentElement);
    const isSeen = (element: Element) => element.checkVisibility();
    const parts = [...document.querySelectorAll("button, form, aside, dialog, header a")];
    return { backgroundColor, color, parts: parts.filter(isSeen).map((part) => part.outerHTML) };
  });
}

const sheets = async ({ page }: Visitor): Promise<number> => {
  const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
  return pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
};

it("All of a room that is loaded is printed, black on white, without what one would press", async () => {
  const room = freshRoom();
  await fill(room, "Bob", [...numbered(120), "A long message. ".repeat(200)]);
  const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`, A4);
  await ala.join("Ala");
  const { page } = ala;
  await page.getByRole("log").evaluate((log) => log.scrollTo({ top: -400 }));
  await page.locator(".pill").waitFor();
  await page.getByRole("button", { name: "Room menu" }).click();
  await page.getByRole("dialog").waitFor();

  await page.emulateMedia({ media: "print" });
  expect(await look(ala)).toEqual({ backgroundColor: WHITE, color: BLACK, parts: [] });
  const rows = await ala.messages.evaluateAll((messages) =>
    messages.map((message) => {
      const { top, bottom } = message.getBoundingClientRect();
      return { top: top + scrollY, bottom: bottom + scrollY };
    }),
  );
  expect(rows.length).toBeGreaterThanOrEqual(50);
  const html = page.locator("html");
  const height = await html.evaluate(({ scrollHeight }) => scrollHeight);
  expect(rows[0]?.top).toBeGreaterThanOrEqual(0);
  expect(rows.at(-1)?.bottom).toBeLessThanOrEqual(height);
  expect(height).toBeGreaterThan(2 * 1123);
  expect(await sheets(ala)).toBeGreaterThanOrEqual(3);
  // What has no header has its time beside it: nobody can point at paper.
  const time = page.locator(".message:not(.first) time").first();
  expect(await time.evaluate((element) => getComputedStyle(element).opacity)).toBe("1");

  // A message that has room on a sheet is on one sheet, and a day stands over what it is of.
  const breaks = (of: string, property: string): Promise<string> =>
    page
      .locator(of)
      .first()
      .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
  expect(await breaks(".message", "break-inside")).toBe("avoid");
  expect(await breaks(".day", "break-after")).toBe("avoid");
  await ala.leave();
});

it("On paper a day is told in full, and a part of a room says where it is of and that it is one", async () => {
  const [empty, short, long] = [freshRoom(), freshRoom(), freshRoom()];
  await fill(short, "Bob", numbered(3));
  await fill(long, "Bob", numbered(400));
  const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${short}`, A4);
  const { page } = ala;
  const said = async (): Promise<readonly string[]> => {
    const all = page.locator(".paper p").filter({ visible: true });
    return all.allTextContents();
  };
  const day = page.locator(".day");
  await day.getByText("Today").waitFor();
  expect(await said()).toEqual([]);
  await page.emulateMedia({ media: "print" });
  expect(await said()).toEqual([page.url()]);
  expect(await day.locator("span").isVisible()).toBe(false);
  const told = await day.evaluate((row) => getComputedStyle(row, "::before").content);
  const now = await page.evaluate(() =>
    new Date().toLocaleDateString("en-GB", {
      weekday: "long",
      day: "numeric",
      month: "long",
      year: "numeric",
    }),
  );
  expect(told).toBe(JSON.stringify(now));

  await page.goto(`${serverUrl()}/rooms/${empty}`);
  expect(await said()).toEqual([page.url()]);
  await page.goto(`${serverUrl()}/rooms/${long}`);
  await ala.reads("Message 400");
  expect(await said()).toEqual([page.url(), "Earlier messages are not printed."]);
  await ala.leave();
});

it("The board is printed without its links", async () => {
  const room = freshRoom();
  const people = await Crowd.in(room, 60);
  const board = await Visitor.at(browser, `${serverUrl()}/rooms/${room}/threads`, A4);
  await board.page.locator("[data-link=up]").waitFor();
  await board.page.emulateMedia({ media: "print" });
  expect(await look(board)).toEqual({ backgroundColor: WHITE, color: BLACK, parts: [] });
  expect(await board.page.locator(".standing").isVisible()).toBe(false);
  expect(await board.page.locator("tbody tr:visible").count()).toBe(60);
  expect(await sheets(board)).toBeGreaterThanOrEqual(2);
  people.leave();
  await board.leave();
});
