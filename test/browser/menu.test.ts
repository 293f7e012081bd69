/** The room menu: inviting others, one's name, the rooms one has been in, a new one, the language, help. */

import { decodeQR } from "qr/decode.js";
import type { Browser, BrowserContextOptions, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { violations } from "./axe.ts";
import { Cable } from "./cable.ts";
import { launchBrowser } from "../../tools/chromium.ts";
import { fill, numbered } from "./past.ts";
import { DESKTOP, PHONE, freshRoom, serverUrl, Visitor } from "./visitor.ts";

/** A browser in which nothing is kept but by itself: what the network does not bring is missing. */
const UNKEPT: BrowserContextOptions = { ...DESKTOP, serviceWorkers: "block" };

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const isFocused = (part: Locator): Promise<boolean> =>
  part.evaluate((element) => element === document.activeElement);

const menuOf = ({ page }: Visitor): Locator => page.getByRole("dialog");

async function openMenu(visitor: Visitor): Promise<Locator> {
  await visitor.page.getByRole("button", { name: "Room menu" }).click();
  const menu = menuOf(visitor);
  await menu.waitFor();
  return menu;
}

/** Opens a room and waits until it has told who is here: from then on what is in sight is read. */
async function enter(visitor: Visitor, room: string): Promise<void> {
  await visitor.page.goto(`${serverUrl()}/rooms/${room}`);
  await welcomed(visitor);
}

async function welcomed({ page }: Visitor): Promise<void> {
  await page.locator(".roster > p:not(.more)").first().waitFor({ state: "attached" });
}

/** What a camera reads from what is on the screen, and how light the edge of that is (0 to 255). */
async function scan(visitor: Visitor, code: Locator): Promise<[string, number | undefined]> {
  const picture = (await code.screenshot()).toString("base64");
  // The page's policy lets no picture in but the site's own.
  const eye = await visitor.context.newPage();
  const image = await eye.evaluate(async (png) => {
    const drawn = await createImageBitmap(
      await (await fetch(`data:image/png;base64,${png}`)).blob(),
    );
    const { width, height } = drawn;
    const canvas = new OffscreenCanvas(width, height).getContext("2d");
    canvas?.drawImage(drawn, 0, 0);
    return {
      width,
      height,
      data: Array.from(canvas?.getImageData(0, 0, width, height).data ?? []),
    };
  }, picture);
  await eye.close();
  const text = decodeQR({ ...image, data: Uint8Array.from(image.data) });
  return [text, image.data.at((image.width * 8 + 8) * 4)];
}

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

describe("inviting", () => {
  it("copies the room's address, and says so", async () => {
    const room = `${serverUrl()}/rooms/${freshRoom()}`;
    const ala = await Visitor.at(browser, room);
    await ala.context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const menu = await openMenu(ala);
    await menu.getByRole("button", { name: "Copy link" }).click();
    await menu.getByRole("status").getByText("Link copied.").waitFor();
    expect(await ala.page.evaluate(() => navigator.clipboard.readText())).toBe(room);
    await ala.leave();
  });

  it("copies without a clipboard, as over http on a local network", async () => {
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`);
    await ala.page.evaluate(() =>
      Object.defineProperty(navigator, "clipboard", { value: undefined }),
    );
    const copied = ala.page.evaluate(
      () =>
        new Promise<string>((done) => {
          document.addEventListener("copy", () => done(document.getSelection()?.toString() ?? ""));
        }),
    );
    const menu = await openMenu(ala);
    await menu.getByRole("button", { name: "Copy link" }).click();
    await menu.getByText("Link copied.").waitFor();
    expect(await copied).toBe(ala.page.url());
    await ala.leave();
  });

  it("leaves the address selected where the browser refuses", async () => {
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`);
    await ala.page.evaluate(() => {
      Object.defineProperty(navigator, "clipboard", { value: undefined });
      document.execCommand = () => false;
    });
    const menu = await openMenu(ala);
    await menu.getByRole("button", { name: "Copy link" }).click();
    await menu.getByRole("status").getByText("doesn’t allow copying").waitFor();
    const selected = await menu.getByLabel("Room link").evaluate((field) => {
      if (!(field instanceof HTMLInputElement)) return "";
      return field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0);
    });
    expect(selected).toBe(ala.page.url());
    await ala.leave();
  });

  it.each(["light", "dark"] as const)(
    "shows a code that a camera reads, made when asked for, in the %s theme",
    async (colorScheme) => {
      const room = `${serverUrl()}/rooms/${freshRoom()}`;
      const ala = await Visitor.at(browser, room, { ...PHONE, colorScheme });
      const asked: string[] = [];
      ala.page.on("request", (request) => asked.push(request.url()));
      const menu = await openMenu(ala);
      expect(asked.filter((url) => url.includes("/code-"))).toEqual([]);
      const button = menu.getByRole("button", { name: "QR code" });
      await button.click();
      const code = menu.getByRole("img", { name: /^QR code with the link to/ });
      expect(await scan(ala, code)).toEqual([room, 255]);
      await button.click();
      await code.waitFor({ state: "detached" });
      await ala.leave();
    },
  );

  it("has a sheet for sharing where the browser has one, and only there", async () => {
    const url = `${serverUrl()}/rooms/${freshRoom()}`;
    const ala = await Visitor.at(browser, url);
    await ala.page.evaluate(() => Reflect.deleteProperty(Navigator.prototype, "share"));
    const menu = await openMenu(ala);
    expect(await menu.getByRole("button", { name: "Share…" }).count()).toBe(0);
    await menu.getByRole("button", { name: "Close" }).click();

    const shared = ala.page.evaluate(
      () =>
        new Promise<ShareData | undefined>((done) => {
          navigator.share = (data) => {
            done(data);
            return Promise.reject(new DOMException("Share canceled", "AbortError"));
          };
        }),
    );
    await openMenu(ala);
    await menu.getByRole("button", { name: "Share…" }).click();
    expect(await shared).toEqual({ title: await ala.page.title(), url });
    expect(ala.complaints).toEqual([]);
    await ala.leave();
  });
});

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
    await menu.getByRole("alert").getByText("1 to 32 visible characters").waitFor();
    expect(await field.getAttribute("aria-invalid")).toBe("true");

    await field.fill(longest);
    expect(await menu.getByRole("alert").count()).toBe(0);
    await save.click();
    await menu.getByRole("alert").getByText("That name is taken.").waitFor();
    const take = menu.getByRole("button", { name: "Use Konstantynopolitańczykowianecz 2" });
    expect(await violations(ala)).toEqual([]);
    expect((await take.boundingBox())?.height).toBeGreaterThanOrEqual(44);
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
    await menu.getByRole("link", { name: "New room" }).click();
    await ala.page.getByText("Nobody has said anything yet.").waitFor();
    const { pathname } = new URL(ala.page.url());
    expect(pathname.replaceAll("-", "")).toMatch(/^\/rooms\/[0-9a-z]{26}$/);
    await ala.join("Ala");
    await openMenu(ala);
    const address = await menu.getByLabel("Room link").inputValue();
    expect(address).toBe(ala.page.url());
    const another = await menu.getByRole("link", { name: "New room" }).getAttribute("href");
    expect(another).not.toBe(pathname);
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
    await ala.page.getByRole("button", { name: "Menu pokoju" }).click();
    await menu.getByRole("button", { name: "English" }).click();
    await ala.nameField.waitFor();
    // The region that the browser names stays: en-GB writes times in its own way.
    expect(await ala.page.getAttribute("html", "lang")).toBe("en-GB");
    await ala.leave();
  });
});

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
    const options = { ...DESKTOP, serviceWorkers: "block" as const };
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`, options);
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
    const options = { ...DESKTOP, serviceWorkers: "block" as const };
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`, options);
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
    await ala.page.locator(".top [aria-haspopup=dialog]").click();
    const menu = menuOf(ala);
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
