/** A page that is written from right to left, and texts that are, in a page that is not. */

import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "./axe.ts";
import { launchBrowser } from "../../tools/chromium.ts";
import { fill } from "./past.ts";
import { DESKTOP, PHONE, freshRoom, serverUrl, Visitor } from "./visitor.ts";

const HEBREW = "שלום לכולם";
const ENGLISH = "Hello everybody";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Somebody whose language is written from right to left, in a room where both kinds are spoken. */
async function visitor(options: typeof DESKTOP, direction: "ltr" | "rtl"): Promise<Visitor> {
  const room = freshRoom();
  await fill(room, "محمد", [HEBREW, ENGLISH]);
  const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`, options);
  // No language of ours has it yet, so the page is told by hand.
  await ala.page.evaluate((dir) => (document.documentElement.dir = dir), direction);
  await ala.join("Ala");
  return ala;
}

/** Where something begins and ends, in pixels from the left. */
async function sides(of: Locator): Promise<{ readonly left: number; readonly right: number }> {
  const box = await of.boundingBox();
  if (!box) throw new Error("It is not in sight.");
  return { left: box.x, right: box.x + box.width };
}

/** How far a text's ink is from the left and the right side of its paragraph. */
async function margins(text: Locator): Promise<{ readonly left: number; readonly right: number }> {
  return text.evaluate((paragraph) => {
    const range = document.createRange();
    range.selectNodeContents(paragraph);
    const [ink, box] = [range.getBoundingClientRect(), paragraph.getBoundingClientRect()];
    return { left: ink.left - box.left, right: box.right - ink.right };
  });
}

async function over(place: Locator): Promise<number> {
  return place.evaluate((element) => element.scrollWidth - element.clientWidth);
}

describe.each([
  ["a desktop", DESKTOP],
  ["a phone", PHONE],
])("on %s", (_, options) => {
  it("a page from right to left is the mirror image of the other", async () => {
    const ala = await visitor(options, "rtl");
    const at = (selector: string) => sides(ala.page.locator(selector).first());
    expect((await at(".top .mark")).left).toBeGreaterThan((await at(".top h1")).right);
    expect((await at(".top .more")).right).toBeLessThan((await at(".top h1")).left);
    expect((await at(".message .avatar")).left).toBeGreaterThanOrEqual((await at(".text")).right);
    expect((await at(".send")).right).toBeLessThan((await at("textarea")).left);
    if (options === DESKTOP) {
      expect((await at(".roster")).right).toBeLessThanOrEqual((await at(".log")).left);
      await ala.messages.nth(1).hover();
      const time = await sides(ala.messages.nth(1).locator("time"));
      expect(time.left).toBeGreaterThanOrEqual(
        (await sides(ala.messages.nth(1).locator(".text"))).right,
      );
    }
    for (const place of ["html", ".log"]) {
      expect(await over(ala.page.locator(place))).toBeLessThanOrEqual(0);
    }
    await ala.leave();
  });

  it("the menu stands on its other side, with everything in it mirrored", async () => {
    const ala = await visitor(options, "rtl");
    await ala.page.locator(".top .more").click();
    const menu = ala.page.getByRole("dialog");
    const { left, right } = await sides(menu);
    const width = options.viewport?.width ?? 0;
    expect(left).toBeLessThan(width - right + 1);
    const close = await sides(menu.getByRole("button", { name: "Close" }));
    expect(close.right).toBeLessThan((await sides(menu.locator("h2"))).left);
    expect(await over(menu)).toBeLessThanOrEqual(0);
    const row = menu.locator("li a").first();
    const name = await sides(row.locator("bdi").first());
    expect((await sides(row)).right - name.right).toBeLessThan(1);
    // An address is read from left to right everywhere.
    const address = menu.getByLabel("Room link");
    expect(await address.evaluate((field) => getComputedStyle(field).direction)).toBe("ltr");
    expect(await violations(ala)).toEqual([]);
    await ala.leave();
  });

  it.each(["ltr", "rtl"] as const)(
    "in a page that is %s, each text begins on its own side",
    async (direction) => {
      const ala = await visitor(options, direction);
      const text = (words: string) => ala.page.locator(".text", { hasText: words });
      const hebrew = await margins(text(HEBREW));
      expect(hebrew.right).toBeLessThan(1);
      expect(hebrew.left).toBeGreaterThan(50);
      const english = await margins(text(ENGLISH));
      expect(english.left).toBeLessThan(1);
      expect(english.right).toBeGreaterThan(50);
      await ala.composer.fill(HEBREW);
      const writing = (): Promise<string> =>
        ala.composer.evaluate((field) => getComputedStyle(field).direction);
      expect(await writing()).toBe("rtl");
      await ala.composer.fill(ENGLISH);
      expect(await writing()).toBe("ltr");
      await ala.leave();
    },
  );
});
