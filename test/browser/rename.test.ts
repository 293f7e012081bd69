/** One's name in a room, changed in its menu. */

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { violations } from "./axe.ts";
import { Cable } from "./cable.ts";
import { launchBrowser } from "../../tools/chromium.ts";
import { openMenu, welcomed } from "./menu.ts";
import { DESKTOP, PHONE, freshRoom, isFocused, serverUrl, Visitor } from "./visitor.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe("one's name", () => {
  async function named(name: string, room = freshRoom(), options = DESKTOP): Promise<Visitor> {
    const visitor = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`, options);
    await visitor.join(name);
    return visitor;
  }

  it("is changed in the menu, and answered there, as the room writes it", async () => {
    const ala = await named("Ala");
    const menu = await openMenu(ala);
    const field = menu.getByRole("textbox", { name: "Your name" });
    expect(await field.inputValue()).toBe("Ala");
    await field.fill(" Ola  z Polski ");
    await field.press("Enter");
    await menu.getByRole("status").getByText("You are now Ola z Polski.").waitFor();
    expect(await field.inputValue()).toBe("Ola z Polski");
    await ala.page.locator(".roster li", { hasText: "Ola z Polski" }).waitFor();
    // What was said is not said of the next one.
    await field.pressSequentially("!");
    expect(await menu.getByText("You are now Ola").count()).toBe(0);
    await ala.page.keyboard.press("Escape");
    await openMenu(ala);
    expect(await field.inputValue()).toBe("Ola z Polski");
    expect(ala.complaints).toEqual([]);
    await ala.leave();
  });

  it.each([
    ["desktop", DESKTOP],
    ["phone", PHONE],
  ] as const)("is refused at the spot, with one that is free, on a %s", async (_, device) => {
    const room = freshRoom();
    const longest = "Konstantynopolitańczykowianeczki";
    const bob = await named(longest, room);
    const ala = await named("Ala", room, { ...device });
    const menu = await openMenu(ala);
    const field = menu.getByRole("textbox", { name: "Your name" });
    const save = menu.getByRole("button", { name: "Save" });
    await field.fill("\u0007");
    await save.click();
    await menu.getByRole("alert").getByText("1 to 32 characters, all visible").waitFor();
    expect(await field.getAttribute("aria-invalid")).toBe("true");

    await field.fill(longest);
    expect(await menu.getByRole("alert").count()).toBe(0);
    await save.click();
    await menu.getByRole("alert").getByText("That name is taken.").waitFor();
    const take = menu.getByRole("button", { name: "Use Konstantynopolitańczykowianecz 2" });
    expect(await violations(ala)).toEqual([]);
    const touched = await take.evaluate((button) => getComputedStyle(button, "::after").height);
    expect(parseFloat(touched)).toBeGreaterThanOrEqual(44);
    expect(await take.evaluate((button) => button.closest(".field") !== null)).toBe(true);
    expect(
      await menu.evaluate((sheet) => sheet.scrollWidth - sheet.clientWidth),
    ).toBeLessThanOrEqual(0);
    await take.click();
    await menu.getByText("You are now Konstantynopolitańczykowianecz 2.").waitFor();
    expect(await isFocused(save)).toBe(true);
    expect(await field.getAttribute("aria-invalid")).toBe("false");
    await Promise.all([ala.leave(), bob.leave()]);
  });

  it("is answered in sight, however little of a screen the keyboard leaves", async () => {
    const room = freshRoom();
    const bob = await named("Bob", room);
    const ala = await named("Ala", room, PHONE);
    const menu = await openMenu(ala);
    const field = menu.getByRole("textbox", { name: "Your name" });
    await field.fill("Bob");
    await ala.page.setViewportSize({ width: 390, height: 300 });
    await field.evaluate((element) => element.scrollIntoView({ block: "end" }));
    await field.press("Enter");
    const take = menu.getByRole("button", { name: "Use Bob 2" });
    await expect
      .poll(() => take.evaluate((button) => button.getBoundingClientRect().bottom))
      .toBeLessThanOrEqual(300);
    await Promise.all([ala.leave(), bob.leave()]);
  });

  it("follows what another tab says, until one has begun to write", async () => {
    const ala = await named("Ala");
    const tab = await ala.another(ala.page.url());
    await tab.composer.waitFor();
    const menu = await openMenu(ala);
    const field = menu.getByRole("textbox", { name: "Your name" });
    const rename = async (name: string): Promise<void> => {
      await tab.composer.fill(`/name ${name}`);
      await tab.composer.press("Enter");
      await ala.page.locator(".roster li", { hasText: name }).waitFor({ state: "attached" });
    };
    await rename("Ola");
    expect(await field.inputValue()).toBe("Ola");
    await field.fill("Ela");
    await rename("Ula");
    expect(await field.inputValue()).toBe("Ela");
    await field.press("Enter");
    await menu.getByText("You are now Ela.").waitFor();
    // What was said is said of the name that stands above it.
    await rename("Iga");
    expect(await field.inputValue()).toBe("Iga");
    expect(await menu.getByText("You are now").count()).toBe(0);
    await ala.leave();
  });

  it("is not changed without a network, and that is said until it is back", async () => {
    const cable = await Cable.to(inject("port"));
    const ala = await Visitor.at(browser, `${cable.url}/rooms/${freshRoom()}`);
    await ala.join("Ala");
    const menu = await openMenu(ala);
    const field = menu.getByRole("textbox", { name: "Your name" });
    cable.cut();
    await ala.page.locator("[data-link=down]").waitFor();
    await field.fill("Ola");
    await field.press("Enter");
    await menu.getByRole("alert").getByText("Can’t reach the room right now.").waitFor();
    expect(await field.inputValue()).toBe("Ola");
    cable.mend();
    await ala.online();
    await ala.page.locator("[data-link=up]").waitFor();
    await field.press("Enter");
    await menu.getByText("You are now Ola.").waitFor();
    await ala.leave();
    await cable.remove();
  });

  describe("where the room takes its time", () => {
    /** Wishes for another name, in a room that does not hear it before it is told to. */
    async function wishing(name: string) {
      const ala = await Visitor.at(browser, "about:blank");
      let isDeaf = false;
      let hear = (): void => {};
      let end = (): Promise<void> => Promise.resolve();
      await ala.page.routeWebSocket(/\/socket/, (socket) => {
        const room = socket.connectToServer();
        socket.onMessage((frame) => {
          if (isDeaf) hear = () => room.send(frame);
          else room.send(frame);
        });
        end = () => socket.close({ code: 1012 });
      });
      await ala.page.goto(`${serverUrl()}/rooms/${freshRoom()}`);
      await ala.join("Ala");
      const menu = await openMenu(ala);
      isDeaf = true;
      await menu.getByRole("textbox", { name: "Your name" }).fill(name);
      await menu.getByRole("button", { name: "Save" }).click();
      await menu.getByRole("status").getByText("Saving…").waitFor();
      return { ala, menu, hear: () => hear(), end: () => end() };
    }

    it("is not changed if the link is lost meanwhile", async () => {
      const { ala, menu, end } = await wishing("Ola");
      await end();
      await menu.getByRole("alert").getByText("Can’t reach the room right now.").waitFor();
      expect(await menu.getByText("Saving…").count()).toBe(0);
      await ala.leave();
    });

    it("is told in the page if the menu was closed meanwhile", async () => {
      const { ala, hear } = await wishing("Ola");
      await ala.page.keyboard.press("Escape");
      hear();
      await ala.page.locator(".status").getByText("You are now Ola.").waitFor();
      expect(ala.complaints).toEqual([]);
      await ala.leave();
    });
  });

  it("is asked for where one writes, as long as one has none", async () => {
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`, PHONE);
    await welcomed(ala);
    const menu = await openMenu(ala);
    await menu.getByRole("button", { name: "Choose a name" }).click();
    await ala.page.locator("dialog").waitFor({ state: "detached" });
    expect(await isFocused(ala.nameField)).toBe(true);
    await ala.leave();
  });
});
