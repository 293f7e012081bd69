/** The sheet of commands and keys, as the room menu opens it. */

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "./axe.ts";
import { launchBrowser } from "../../tools/chromium.ts";
import { openMenu } from "./menu.ts";
import { PHONE, UNKEPT, freshRoom, isFocused, serverUrl, Visitor } from "./visitor.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe("help", () => {
  it("is a sheet in the place of the menu; the focus comes back to where it was", async () => {
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`, PHONE);
    const menu = await openMenu(ala);
    await menu.getByRole("button", { name: "Commands and keys" }).tap();
    const sheet = ala.page.getByRole("dialog", { name: "Commands and keys" });
    await sheet.getByText("/name").waitFor();
    await sheet.getByText("Press and hold").waitFor();
    expect(await ala.page.locator("dialog").count()).toBe(1);
    expect(await violations(ala)).toEqual([]);
    await sheet.getByRole("button", { name: "Close" }).tap();
    await sheet.waitFor({ state: "detached" });
    const button = ala.page.getByRole("button", { name: "Room menu" });
    expect(await isFocused(button)).toBe(true);
    await ala.leave();
  });

  it("opens nothing for whoever has closed the menu meanwhile", async () => {
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`, UNKEPT);
    await ala.join("Ala");
    const menu = await openMenu(ala);
    let come = (): void => {};
    const coming = new Promise<void>((done) => (come = done));
    await ala.page.route("**/tools.css", async (route) => {
      await coming;
      await route.continue();
    });
    await menu.getByRole("button", { name: "Commands and keys" }).click();
    await ala.page.keyboard.press("Escape");
    await ala.composer.fill("Something else");
    const style = ala.page.waitForResponse("**/tools.css");
    come();
    await style;
    await ala.page.waitForTimeout(200);
    expect(await ala.page.getByRole("dialog").count()).toBe(0);
    await expect.poll(() => isFocused(ala.composer)).toBe(true);
    await ala.leave();
  });

  it("speaks of no touch where there is none", async () => {
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`);
    const menu = await openMenu(ala);
    await menu.getByRole("button", { name: "Commands and keys" }).press("Enter");
    const sheet = ala.page.getByRole("dialog", { name: "Commands and keys" });
    await sheet.getByText("/name").waitFor();
    expect(await sheet.getByText("Press and hold").isVisible()).toBe(false);
    await ala.leave();
  });

  it("says so where a part of it is gone, and the menu stays", async () => {
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`, UNKEPT);
    const menu = await openMenu(ala);
    await ala.page.route("**/tools.css", (route) => route.abort());
    const button = menu.getByRole("button", { name: "Commands and keys" });
    await button.click();
    await menu.getByRole("status").getByText("This didn’t load.").waitFor();
    await ala.page.unroute("**/tools.css");
    await button.click();
    await ala.page.getByRole("dialog", { name: "Commands and keys" }).waitFor();
    await ala.leave();
  });
});
