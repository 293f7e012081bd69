/** What a reader does with keys, long presses and commands. */

import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "./axe.ts";
import { launchBrowser } from "../../tools/chromium.ts";
import { fill, numbered } from "./past.ts";
import { DESKTOP, PHONE, UNKEPT, freshRoom, isFocused, serverUrl, Visitor } from "./visitor.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function arrive(options = DESKTOP, texts = numbered(60)): Promise<Visitor> {
  const room = freshRoom();
  await fill(room, "Bob", texts);
  const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`, {
    permissions: ["clipboard-read", "clipboard-write"],
    ...options,
  });
  await ala.join("Ala");
  return ala;
}

const copied = ({ page }: Visitor): Promise<string> =>
  page.evaluate(() => navigator.clipboard.readText());

/** Goes on by a key until a part has the focus. */
async function walkTo({ page }: Visitor, part: Locator, key = "Tab"): Promise<void> {
  for (let step = 0; step < 20 && !(await isFocused(part)); step++) await page.keyboard.press(key);
  expect(await isFocused(part)).toBe(true);
}

describe("the keyboard alone", () => {
  it("walks by the very first key, however late it is understood", async () => {
    const room = freshRoom();
    await fill(room, "Bob", [...numbered(60), `First${"\n".repeat(30)}Last`, "Short"]);
    const ala = await Visitor.at(browser, "about:blank", UNKEPT);
    const held = Promise.withResolvers<void>();
    await ala.page.route("**/dist/scripts/tools-*.js", async (route) => {
      await held.promise;
      await route.continue();
    });
    await ala.page.goto(`${serverUrl()}/rooms/${room}`);
    await ala.page.locator("[data-link=up]").waitFor();
    const log = ala.page.getByRole("log");
    await log.focus();
    await ala.page.keyboard.press("ArrowUp");
    await ala.page.waitForTimeout(300);
    expect(await log.evaluate((element) => element.scrollTop)).toBe(0);
    // Within a message of very many lines an arrow is the browser's.
    const tall = ala.page.locator(".tall");
    await tall.press("ArrowDown");
    await expect.poll(() => tall.evaluate((element) => element.scrollTop)).toBeGreaterThan(0);
    await log.focus();
    held.resolve();
    await expect.poll(() => isFocused(ala.page.locator("[data-seq]").last())).toBe(true);
    await ala.leave();
  });

  it("does everything: from the name to the menu, and no pointer is ever needed", async () => {
    const room = freshRoom();
    await fill(room, "Bob", numbered(60));
    const ala = await Visitor.at(browser, "about:blank", {
      // Narrow, so that the roster has to be opened, too.
      viewport: { width: 600, height: 800 },
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await ala.context.addInitScript(() => {
      for (const type of ["pointerdown", "mousedown", "touchstart"]) {
        addEventListener(type, () => console.error("A pointer was used."), { capture: true });
      }
    });
    await ala.page.goto(`${serverUrl()}/rooms/${room}`);
    const { keyboard } = ala.page;
    await expect.poll(() => isFocused(ala.nameField)).toBe(true);
    await keyboard.type("Ala");
    await keyboard.press("Enter");
    await expect.poll(() => isFocused(ala.composer)).toBe(true);
    await keyboard.type("Without a mouse");
    await keyboard.press("Enter");
    await ala.reads("Without a mouse");

    const log = ala.page.getByRole("log");
    await walkTo(ala, log, "Shift+Tab");
    await keyboard.press("ArrowUp");
    await keyboard.press("Enter");
    await ala.page.getByRole("dialog", { name: "Ala" }).waitFor();
    await keyboard.press("Enter");
    await expect.poll(() => copied(ala)).toBe("Without a mouse");

    const menu = ala.page.getByRole("dialog");
    await menu.waitFor({ state: "detached" });
    const menuButton = ala.page.getByRole("button", { name: "Room menu" });
    await walkTo(ala, menuButton, "Shift+Tab");
    await keyboard.press("Enter");
    // Until it has come, the focus would walk through the page behind it.
    await menu.waitFor();
    await walkTo(ala, menu.getByRole("button", { name: "QR code" }));
    await keyboard.press("Space");
    await menu.getByRole("img", { name: "QR code" }).waitFor();
    await walkTo(ala, menu.getByRole("switch", { name: "Play a sound" }));
    await keyboard.press("Escape");
    await expect.poll(() => isFocused(menuButton)).toBe(true);

    const people = ala.page.locator(".people");
    const roster = ala.page.getByRole("complementary");
    await walkTo(ala, people, "Shift+Tab");
    await keyboard.press("Enter");
    await roster.getByText("Ala").waitFor();
    await walkTo(ala, roster.getByRole("button", { name: "Close" }));
    await keyboard.press("Enter");
    await roster.waitFor({ state: "hidden" });
    expect(await isFocused(people)).toBe(true);

    // From a button, too, whoever begins to type wants to write.
    await keyboard.type("Still without");
    await expect.poll(() => ala.composer.inputValue()).toBe("Still without");
    await keyboard.press("PageUp");
    await ala.page.locator(".pill").waitFor();
    await keyboard.press("Escape");
    await expect.poll(() => ala.below()).toBeLessThan(2);
    await keyboard.press("Enter");
    await ala.reads("Still without");
    expect(ala.complaints).toEqual([]);
    await ala.leave();
  });

  it("leads everywhere, and back to where one writes", async () => {
    const ala = await arrive();
    const { keyboard } = ala.page;
    expect(await isFocused(ala.composer)).toBe(true);
    await keyboard.press("PageUp");
    await ala.page.locator(".pill").waitFor();
    const above = await ala.below();
    expect(above).toBeGreaterThan(400);
    await keyboard.press("PageDown");
    await keyboard.press("PageUp");
    await keyboard.press("PageUp");
    expect(await ala.below()).toBeGreaterThan(above);
    await keyboard.press("End");
    await expect.poll(() => ala.below()).toBeLessThan(2);
    expect(await isFocused(ala.composer)).toBe(true);

    // In a text that is being written, these keys are the text's.
    await keyboard.type("Half a thou");
    await keyboard.press("PageUp");
    await ala.page.locator(".pill").waitFor();
    await keyboard.press("End");
    expect(await ala.below()).toBeGreaterThan(400);
    await keyboard.press("Escape");
    await expect.poll(() => ala.below()).toBeLessThan(2);
    expect(await ala.composer.inputValue()).toBe("Half a thou");

    await keyboard.press("Shift+Tab");
    expect(await isFocused(ala.page.getByRole("log"))).toBe(true);
    await keyboard.press("ArrowUp");
    await keyboard.press("ArrowUp");
    await keyboard.press("ArrowUp");
    await keyboard.press("ArrowDown");
    expect(await isFocused(ala.messages.filter({ hasText: "Message 59" }))).toBe(true);
    await keyboard.press("Enter");
    const actions = ala.page.getByRole("dialog", { name: "Bob" });
    await actions.getByText("Message 59", { exact: true }).waitFor();
    expect(await actions.getByText(/20\d\d/).textContent()).toMatch(/ at \d\d:\d\d$/);
    expect(await violations(ala)).toEqual([]);
    await keyboard.press("Enter");
    await ala.page.locator(".status").getByText("Copied.").waitFor();
    expect(await copied(ala)).toBe("Message 59");
    expect(await actions.count()).toBe(0);
    await keyboard.press("Enter");
    await keyboard.press("Tab");
    await keyboard.press("Enter");
    await expect.poll(() => copied(ala)).toBe(`${ala.page.url()}#m-59`);

    // Whoever begins to type wants to write.
    await keyboard.type("ght");
    expect(await ala.composer.inputValue()).toBe("Half a thought");
    await keyboard.press("Enter");
    await ala.reads("Half a thought");
    expect(ala.complaints).toEqual([]);
    await ala.leave();
  });

  it("is explained by a sheet, which comes by a key or a command and leaves by Escape", async () => {
    const ala = await arrive();
    const { keyboard } = ala.page;
    const sheet = ala.page.getByRole("dialog", { name: "Commands and keys" });
    await keyboard.type("?");
    expect(await ala.composer.inputValue()).toBe("?");
    await ala.composer.fill("");
    await keyboard.press("Control+/");
    await sheet.waitFor();
    expect(await violations(ala)).toEqual([]);
    await keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });
    expect(await isFocused(ala.composer)).toBe(true);
    await keyboard.press("Shift+Tab");
    await keyboard.type("?");
    await sheet.getByRole("button", { name: "Close" }).click();
    // Elsewhere it is a character like any other.
    await ala.page.getByRole("button", { name: "Room menu" }).focus();
    await keyboard.type("?");
    expect(await ala.composer.inputValue()).toBe("?");
    await ala.composer.fill("/help");
    await ala.composer.press("Enter");
    await sheet.waitFor();
    expect(await ala.composer.inputValue()).toBe("");
    await ala.leave();
  });

  it("leads on from a link in a message as from the message itself", async () => {
    const links = ["https://example.org/a", "and", "https://example.org/b"];
    const ala = await arrive(DESKTOP, links);
    const { keyboard } = ala.page;
    const [first, middle, last] = [0, 1, 2].map((place) => ala.messages.nth(place));
    const link = (end: string): Locator => ala.page.getByRole("link", { name: end });
    await keyboard.press("Shift+Tab");
    expect(await isFocused(link("/b"))).toBe(true);
    await keyboard.press("ArrowUp");
    await expect.poll(() => isFocused(middle!)).toBe(true);
    await link("/a").focus();
    await keyboard.press("ArrowDown");
    expect(await isFocused(middle!)).toBe(true);
    // Where there is no further message, to the one that the link is in.
    for (const [end, key, row] of [
      ["/b", "ArrowDown", last!],
      ["/a", "ArrowUp", first!],
    ] as const) {
      await link(end).focus();
      await keyboard.press(key);
      expect(await isFocused(row)).toBe(true);
    }
    await link("/b").focus();
    await keyboard.type("?");
    const sheet = ala.page.getByRole("dialog", { name: "Commands and keys" });
    await sheet.waitFor();
    await keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });
    expect(await isFocused(link("/b"))).toBe(true);
    expect(await ala.composer.inputValue()).toBe("");
    await ala.context.route("https://example.org/**", (route) => route.fulfill({ body: "" }));
    const opened = ala.context.waitForEvent("page");
    await keyboard.press("Enter");
    await (await opened).close();
    await keyboard.press("Escape");
    expect(await isFocused(ala.composer)).toBe(true);
    await ala.leave();
  });

  it("finds its way where no message is in sight as a whole", async () => {
    const ala = await arrive(DESKTOP, ["first", "long\n".repeat(60)]);
    await ala.page.getByRole("log").focus();
    await ala.page.keyboard.press("ArrowUp");
    await expect.poll(() => isFocused(ala.messages.last())).toBe(true);
    await ala.page.keyboard.press("ArrowUp");
    await expect.poll(() => isFocused(ala.messages.first())).toBe(true);
    await ala.leave();
  });
});

/** A finger, by the browser's own way of input: it scrolls where it moves, and lifts with a click. */
async function fingerOn(
  { page, context }: Visitor,
  text: string,
): Promise<(type: "touchStart" | "touchMove" | "touchEnd", dy?: number) => Promise<unknown>> {
  const box = (await page.locator("[data-seq]", { hasText: text }).boundingBox())!;
  const devtools = await context.newCDPSession(page);
  return (type, dy = 0) => {
    const point = { x: box.x + 100, y: box.y + 10 + dy };
    const touchPoints = type === "touchEnd" ? [] : [point];
    return devtools.send("Input.dispatchTouchEvent", { type, touchPoints });
  };
}

describe("a finger that rests on a message", () => {
  it("brings up what one can do with it; one that scrolls does not", async () => {
    const ala = await arrive(PHONE);
    const touch = await fingerOn(ala, "Message 42");
    const actions = ala.page.getByRole("dialog", { name: "Bob" });
    await touch("touchStart");
    await touch("touchMove", 40);
    await ala.page.waitForTimeout(700);
    await touch("touchEnd");
    expect(await actions.count()).toBe(0);
    await touch("touchStart");
    await actions.waitFor();
    // It lifts beside the sheet, and that is no press there.
    await touch("touchEnd");
    expect(await violations(ala)).toEqual([]);
    await actions.getByRole("button", { name: "Copy link" }).tap();
    await expect.poll(() => copied(ala)).toMatch(/#m-4\d$/);
    await ala.leave();
  });

  it("is told by two lines which message it rests on, however long that is", async () => {
    const ala = await arrive(PHONE, ["first", `לא ${"ארוך ".repeat(60)}`]);
    const touch = await fingerOn(ala, "לא");
    await touch("touchStart");
    const excerpt = ala.page.getByRole("dialog", { name: "Bob" }).getByText("לא");
    await excerpt.waitFor();
    await touch("touchEnd");
    const seen = await excerpt.evaluate((element) => {
      const { direction, lineHeight } = getComputedStyle(element);
      return [direction, Math.round(element.clientHeight / Number.parseFloat(lineHeight))];
    });
    expect(seen).toEqual(["rtl", 2]);
    await ala.leave();
  });

  it("does so also where it is the first to touch the page, and has not lifted meanwhile", async () => {
    const ala = await Visitor.at(browser, "about:blank", { ...PHONE, serviceWorkers: "block" });
    const room = freshRoom();
    await fill(room, "Bob", numbered(20));
    let held = Promise.withResolvers<void>();
    await ala.page.route("**/dist/scripts/tools-*.js", async (route) => {
      await held.promise;
      await route.continue();
    });
    const actions = ala.page.getByRole("dialog", { name: "Bob" });
    for (const lifts of [true, false]) {
      held = Promise.withResolvers();
      await ala.page.goto(`${serverUrl()}/rooms/${room}`);
      await ala.nameField.waitFor();
      const touch = await fingerOn(ala, "Message 18");
      const loading = ala.page.waitForRequest("**/dist/scripts/tools-*.js");
      await touch("touchStart");
      await loading;
      if (lifts) await touch("touchEnd");
      const loaded = ala.page.waitForResponse("**/dist/scripts/tools-*.js");
      held.resolve();
      await (await loaded).finished();
      if (lifts) await ala.page.waitForTimeout(700);
      else await actions.waitFor();
      expect(await actions.count()).toBe(lifts ? 0 : 1);
    }
    await ala.leave();
  });
});

it("Several messages are copied with names and times, part of one as it is", async () => {
  const ala = await arrive(DESKTOP, ["First", "two\nlines https://example.org", "Third"]);
  const select = (from: number, start: number, to: number, end: number): Promise<void> =>
    ala.page.evaluate(
      ([first, at, last, until]) => {
        const text = (seq: number) =>
          document.querySelector(`[data-seq="${seq}"] .text`)?.firstChild ?? document;
        getSelection()?.setBaseAndExtent(text(first), at, text(last), until);
      },
      [from, start, to, end] as const,
    );
  await select(1, 2, 3, 5);
  const date = /\[\d\d\/\d\d\/20\d\d, \d\d:\d\d\]/g;
  // What does it comes with the first touch.
  await expect
    .poll(async () => {
      await ala.page.keyboard.press("Control+c");
      return (await copied(ala)).replaceAll(date, "[date]");
    })
    .toBe("[date] Bob: rst\n[date] Bob: two\nlines https://example.org\n[date] Bob: Third");
  await select(3, 1, 3, 4);
  await ala.page.keyboard.press("Control+c");
  await expect.poll(() => copied(ala)).toBe("hir");
  await ala.leave();
});

describe("a text that begins with a slash", () => {
  it("is a command, done or refused with its text kept; with two it is said", async () => {
    const ala = await arrive();
    const bob = await Visitor.at(browser, ala.page.url());
    await bob.join("Bob B");
    const answer = ala.page.locator(".answer");
    await ala.composer.fill("/dance wildly");
    await ala.composer.press("Enter");
    await answer.getByText("To send it as a message, write //dance.").waitFor();
    expect(await ala.composer.inputValue()).toBe("/dance wildly");
    expect(await violations(ala)).toEqual([]);
    await ala.composer.fill("/name");
    expect(await answer.count()).toBe(0);
    await ala.composer.press("Enter");
    await answer.getByText("/name Ana").waitFor();
    await ala.composer.fill("/name Bob B");
    await ala.composer.press("Enter");
    await answer.getByText("That name is taken. Bob B 2 is free.").waitFor();
    expect(await ala.composer.inputValue()).toBe("/name Bob B");
    await ala.composer.fill("/name Ola");
    await ala.composer.press("Enter");
    await ala.page.locator(".status").getByText("You are now Ola.").waitFor();
    await expect.poll(() => ala.composer.inputValue()).toBe("");
    await ala.composer.fill("//not a command");
    await ala.composer.press("Enter");
    await bob.reads("/not a command");
    const said = bob.messages.last();
    expect(await said.locator(".text").textContent()).toBe("/not a command");
    expect(await said.locator(".name").textContent()).toBe("Ola");
    await Promise.all([ala.leave(), bob.leave()]);
  });
});
