/** The room menu as a whole: how it comes and goes, its language, and that nothing in it is in the way. */

import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "./axe.ts";
import { launchBrowser } from "../../tools/chromium.ts";
import { enter, menuOf, openMenu, welcomed } from "./menu.ts";
import { fill, numbered } from "./past.ts";
import { DESKTOP, PHONE, UNKEPT, freshRoom, isFocused, serverUrl, Visitor } from "./visitor.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe("the room menu", () => {
  it("is opened, walked through and left by the keyboard alone", async () => {
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`);
    const button = ala.page.getByRole("button", { name: "Room menu" });
    await button.focus();
    await ala.page.keyboard.press("Enter");
    await menuOf(ala).waitFor();
    const focused = (): Promise<string> =>
      ala.page.evaluate(() => document.activeElement?.textContent ?? "");
    expect(await focused()).toBe("Copy link");
    await ala.page.keyboard.press("Tab");
    expect(await focused()).toBe("QR code");
    await ala.page.keyboard.press("Escape");
    await menuOf(ala).waitFor({ state: "detached" });
    expect(await isFocused(button)).toBe(true);
    expect(ala.complaints).toEqual([]);
    await ala.leave();
  });

  it("is closed by its button, and by a press beside it", async () => {
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`);
    const menu = await openMenu(ala);
    await menu.getByRole("button", { name: "Close" }).click();
    await menu.waitFor({ state: "detached" });
    await openMenu(ala);
    await ala.page.mouse.click(300, 300);
    await menu.waitFor({ state: "detached" });
    await ala.leave();
  });

  it("is one, however hastily it is asked for", async () => {
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`);
    await ala.page.getByRole("button", { name: "Room menu" }).dblclick({ force: true });
    await menuOf(ala).waitFor();
    expect(await ala.page.locator("dialog").count()).toBe(1);
    await ala.leave();
  });

  it("comes with its program when it is first opened; if that is gone, the page says so", async () => {
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`, UNKEPT);
    await ala.nameField.waitFor();
    await ala.page.route("**/dist/scripts/menu-*.js", (route) => route.abort());
    await ala.page.getByRole("button", { name: "Room menu" }).click();
    const status = ala.page.locator(".status", { hasText: "didn’t load" });
    await status.getByRole("button", { name: "Reload" }).waitFor();
    await ala.page.unroute("**/dist/scripts/menu-*.js");
    await status.getByRole("button", { name: "Reload" }).click();
    await openMenu(ala);
    await ala.leave();
  });

  it("takes back that a part was gone when it is there", async () => {
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`, UNKEPT);
    await ala.nameField.waitFor();
    await ala.page.route("**/menu.css", (route) => route.abort());
    await ala.page.getByRole("button", { name: "Room menu" }).click();
    const status = ala.page.locator(".status", { hasText: "didn’t load" });
    await status.waitFor();
    await ala.page.unroute("**/menu.css");
    await openMenu(ala);
    await status.waitFor({ state: "detached" });
    await ala.leave();
  });
});

describe("the language", () => {
  it("is chosen in the menu, and kept: the server's page is in it, too", async () => {
    const url = `${serverUrl()}/rooms/${freshRoom()}`;
    const ala = await Visitor.at(browser, url);
    await ala.nameField.waitFor();
    const menu = await openMenu(ala);
    const english = menu.getByRole("button", { name: "English" });
    expect(await english.getAttribute("aria-pressed")).toBe("true");
    await menu.getByRole("button", { name: "Polski" }).click();
    await ala.page.getByLabel("Twoje imię").waitFor();
    const html = await ala.page.evaluate(async () => (await fetch(location.href)).text());
    expect(html).toContain('lang="pl"');
    expect(html).toContain("Nikt jeszcze nic nie napisał");
    expect(html).not.toContain("Nobody has said");
    await ala.page.goto(`${url}/threads`);
    expect(await ala.page.getAttribute("html", "lang")).toBe("pl");

    await ala.page.goto(url);
    await openMenu(ala);
    await menu.getByRole("button", { name: "English" }).click();
    await ala.nameField.waitFor();
    // The region that the browser names stays: en-GB writes times in its own way.
    expect(await ala.page.getAttribute("html", "lang")).toBe("en-GB");
    await ala.leave();
  });
});

describe("for everybody", () => {
  /** Scrolls the menu so far that a part of it would lie over its header, or behind it. */
  async function scrollToTop(part: Locator): Promise<void> {
    await part.evaluate((element) => {
      const sheet = element.closest("dialog");
      const above = sheet?.getBoundingClientRect().top ?? 0;
      const top = element.getBoundingClientRect().top - above - 8;
      sheet?.scrollBy({ top, behavior: "instant" });
    });
  }

  it.each([
    ["desktop", DESKTOP],
    ["phone", PHONE],
  ] as const)("the way out is in sight, whatever is scrolled to, on a %s", async (_, device) => {
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`, {
      ...device,
      viewport: { width: device.viewport?.width ?? 0, height: 360 },
    });
    const menu = await openMenu(ala);
    await menu.getByRole("button", { name: "QR code" }).click();
    const code = menu.getByRole("img", { name: "QR code" });
    await code.waitFor();
    const close = menu.getByRole("button", { name: "Close" });
    for (const part of [code, menu.getByRole("switch").last()]) {
      await scrollToTop(part);
      const isHit = await close.evaluate((button) => {
        const { x, y, width, height } = button.getBoundingClientRect();
        return button.contains(document.elementFromPoint(x + width / 2, y + height / 2));
      });
      expect(isHit).toBe(true);
    }
    // And it covers nothing that has the focus.
    const link = menu.getByRole("button", { name: "Copy link" });
    await scrollToTop(link);
    await link.focus();
    const header = await menu.locator("header").boundingBox();
    const edge = (header?.y ?? 0) + (header?.height ?? 0);
    expect((await link.boundingBox())?.y).toBeGreaterThan(edge);
    await close.click();
    await menu.waitFor({ state: "detached" });
    await ala.leave();
  });

  it.each([
    ["desktop", "en-GB", DESKTOP],
    ["phone", "en-GB", PHONE],
    ["phone", "pl-PL", PHONE],
  ] as const)("nothing is in the way on a %s (%s)", async (_, locale, device) => {
    const [tea, cake] = [freshRoom(), freshRoom()];
    const options = { ...device, locale };
    await fill(tea, "محمد عبد الله", ["مرحبا"]);
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${tea}`, options);
    await welcomed(ala);
    await enter(ala, cake);
    await ala.page.locator(".join input").fill("Ala");
    await ala.page.locator(".join button").click();
    await ala.page.locator(".roster .you").waitFor({ state: "attached" });
    await fill(tea, "Bob", numbered(2));
    const menu = await openMenu(ala);
    await menu.locator(".unread").waitFor();
    await menu.locator("[aria-expanded]").click();
    await menu.locator(".code").waitFor();
    await menu.locator("li button").click();
    expect(await violations(ala)).toEqual([]);
    for (const target of await menu.locator("a, button, input").all()) {
      const box = await target.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    }
    const over = await menu.evaluate((sheet) => sheet.scrollWidth - sheet.clientWidth);
    expect(over).toBeLessThanOrEqual(0);
    await ala.leave();
  });
});
