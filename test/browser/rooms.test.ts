/** The rooms that one has been in, and a new one, in the room menu. */

import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "./axe.ts";
import { launchBrowser } from "../../tools/chromium.ts";
import { enter, menuOf, openMenu, welcomed } from "./menu.ts";
import { fill, numbered } from "./past.ts";
import { PHONE, freshRoom, isFocused, serverUrl, Visitor } from "./visitor.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const inkOf = (part: Locator): Promise<string> =>
  part.evaluate((element) => getComputedStyle(element).color);

describe("the rooms one has been in", () => {
  it("are listed with what is unread there, which is asked only when the list is opened", async () => {
    const [tea, cake] = [freshRoom(), freshRoom()];
    await fill(tea, "Bob", numbered(5));
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${tea}`);
    await welcomed(ala);
    const asked: string[] = [];
    ala.page.on("request", (request) => asked.push(request.url()));
    await fill(cake, "Eve", numbered(1));
    await enter(ala, cake);
    await fill(tea, "Bob 2", numbered(3));

    expect(asked.filter((url) => url.includes("limit=1"))).toEqual([]);
    const menu = await openMenu(ala);
    const link = menu.getByRole("link", { name: `${tea} 3 unread messages` });
    await link.waitFor();
    expect(asked.filter((url) => url.includes("limit=1"))).toHaveLength(1);
    expect(await menu.getByRole("link", { name: cake }).getAttribute("aria-current")).toBe("page");
    expect(await link.locator("small").textContent()).toMatch(/^With Bob/);
    const open = menu.getByRole("link", { name: cake }).locator("small");
    expect(await open.textContent()).toBe("You are here");

    await link.click();
    await ala.page.getByRole("heading", { name: tea }).waitFor();
    await welcomed(ala);
    await enter(ala, cake);
    const answered = ala.page.waitForResponse((response) => response.url().includes("limit=1"));
    await openMenu(ala);
    await (await answered).finished();
    await ala.page.waitForTimeout(100);
    expect(await menu.getByText("unread").count()).toBe(0);
    await ala.leave();
  });

  it("stay unread while nobody looks at their page", async () => {
    const [tea, cake] = [freshRoom(), freshRoom()];
    await fill(tea, "Bob", ["First"]);
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${tea}`);
    await welcomed(ala);
    await ala.page.evaluate(() => (document.hasFocus = () => false));
    await fill(tea, "Bob 2", ["Second", "Third"]);
    await ala.reads("Third");
    await ala.page.waitForTimeout(1_200);
    await enter(ala, cake);
    const menu = await openMenu(ala);
    await menu.getByRole("link", { name: `${tea} 2 unread messages` }).waitFor();
    await ala.leave();
  });

  it("are removed, put back, and removed for good", async () => {
    const [tea, cake] = [freshRoom(), freshRoom()];
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${tea}`);
    await welcomed(ala);
    await enter(ala, cake);
    const menu = await openMenu(ala);
    expect(await menu.getByRole("button", { name: `Remove ${cake}` }).count()).toBe(0);
    await menu.getByRole("button", { name: `Remove ${tea} from the list` }).click();
    await menu.getByRole("button", { name: `Put ${tea} back` }).click();
    await menu.getByRole("button", { name: "Close" }).click();
    await openMenu(ala);
    await menu.getByRole("button", { name: `Remove ${tea} from the list` }).click();
    await menu.getByRole("button", { name: "Close" }).click();
    await openMenu(ala);
    expect(await menu.getByRole("link", { name: tea }).count()).toBe(0);
    await menu.getByText("Rooms you open are listed here").waitFor();
    await ala.leave();
  });

  /** Has been in so many other rooms, one before the other. */
  async function traveller(rooms: number): Promise<Visitor> {
    const visitor = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`);
    await welcomed(visitor);
    await visitor.page.evaluate((length) => {
      const visits = Array.from({ length }, (_, i) => {
        return { room: `elsewhere-${i}`, epoch: "1", read: 0, at: Date.now(), others: ["Bob"] };
      });
      localStorage.setItem("gatehouse:rooms", JSON.stringify(visits));
    }, rooms);
    return visitor;
  }

  it("are a few at first, and all of them when asked for, from where one was", async () => {
    const ala = await traveller(48);
    const menu = await openMenu(ala);
    const links = menu.locator("li a");
    expect(await links.count()).toBe(6);
    await menu.getByRole("button", { name: "Show all 48 rooms" }).press("Enter");
    expect(await links.count()).toBe(48);
    const next = menu.getByRole("link", { name: "elsewhere-6" });
    expect(await isFocused(next)).toBe(true);
    expect(await violations(ala)).toEqual([]);
    await ala.leave();

    const ola = await traveller(7);
    await openMenu(ola);
    expect(await menuOf(ola).locator("li a").count()).toBe(7);
    expect(await menuOf(ola).getByRole("button", { name: "Show all" }).count()).toBe(0);
    await ola.leave();
  });

  it("are asked only as far as they are in sight", async () => {
    const ala = await traveller(60);
    const asked = new Set<string>();
    ala.page.on("request", (request) => {
      if (request.url().includes("limit=1")) asked.add(request.url());
    });
    const menu = await openMenu(ala);
    await menu.getByRole("button", { name: "Show all 60 rooms" }).click();
    await ala.page.waitForTimeout(1_000);
    expect(asked.size).toBeGreaterThan(2);
    expect(asked.size).toBeLessThan(20);
    await menu.getByRole("link", { name: "elsewhere-59" }).scrollIntoViewIfNeeded();
    await expect
      .poll(() => Array.from(asked).some((url) => url.includes("elsewhere-59/")))
      .toBe(true);
    await ala.leave();
  });
});

describe("a new room", () => {
  it("is one press away, has a name that nobody guesses, and is empty", async () => {
    const ala = await Visitor.at(browser, serverUrl());
    const menu = await openMenu(ala);
    const button = menu.getByRole("button", { name: "New room" });
    // It always does something, and so never looks as if it did not.
    expect(await inkOf(button)).toBe(await inkOf(menu.getByRole("button", { name: "QR code" })));
    await button.click();
    await ala.page.getByText("Nobody has said anything yet.").waitFor();
    const first = ala.page.url();
    expect(new URL(first).pathname.replaceAll("-", "")).toMatch(/^\/rooms\/[0-9a-z]{26}$/);
    await ala.join("Ala");
    await openMenu(ala);
    expect(await menu.getByLabel("Room link").inputValue()).toBe(first);
    await button.click();
    await ala.nameField.waitFor();
    expect(ala.page.url()).not.toBe(first);
    await ala.leave();
  });

  it("begins with the name that it is given, where a link can carry that, by the keyboard alone", async () => {
    const ala = await Visitor.at(browser, serverUrl(), PHONE);
    const { keyboard } = ala.page;
    await ala.join("Ala");
    const menu = await openMenu(ala);
    const field = menu.getByRole("textbox", { name: "Name (optional)" });
    await menu.getByRole("button", { name: "Save" }).focus();
    await keyboard.press("Tab");
    expect(await isFocused(field)).toBe(true);
    await keyboard.type("Кухня");
    await keyboard.press("Enter");
    await menu.getByRole("alert").getByText("A link can only carry a–z").waitFor();
    expect(new URL(ala.page.url()).pathname).toBe("/");
    expect(await violations(ala)).toEqual([]);

    await keyboard.press("Control+A");
    await keyboard.type("Klub książki: Łódź!");
    expect(await menu.getByRole("alert").count()).toBe(0);
    await menu.getByText("klub-ksiazki-lodz-…").waitFor();
    await keyboard.press("Enter");
    await ala.page.getByText("Nobody has said anything yet.").waitFor();
    const name = ala.page.url().replace(`${serverUrl()}/rooms/`, "");
    expect(name).toMatch(/^klub-ksiazki-lodz-[0-9a-z-]{30}$/);
    expect(await ala.page.title()).toContain(name);
    await openMenu(ala);
    for (const place of [ala.page.locator(".top h1"), menu.getByRole("listitem").locator("bdi")]) {
      expect(await place.first().textContent()).toBe(name);
      expect(await isSeen(place.first(), "klub-ksiazki-lodz".length)).toBe(true);
    }
    await ala.leave();
  });
});

/** Whether so many characters are in sight before a text that is too long is cut off. */
function isSeen(part: Locator, characters: number): Promise<boolean> {
  return part.evaluate((element, end) => {
    const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
    if (!text) return false;
    const range = document.createRange();
    range.setEnd(text, end);
    range.setStart(text, 0);
    const box = element.getBoundingClientRect();
    const seen = range.getBoundingClientRect();
    return seen.left >= box.left && seen.right <= box.right && element.scrollWidth > box.width;
  }, characters);
}
