/** A text that is large or spaced, and a page of which little is in sight: everything fits. */

import type { Browser, BrowserContextOptions, WebSocketRoute } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLOSE } from "../../src/protocol/close.ts";
import { misfits, tooSmall } from "./fit.ts";
import { launchBrowser } from "../../tools/chromium.ts";
import { Crowd } from "./crowd.ts";
import { fill, numbered } from "./past.ts";
import { DESKTOP, PHONE, freshRoom, serverUrl, Visitor } from "./visitor.ts";

/** Pixels that a finger needs, and a mouse (WCAG 2.5.8). */
const FINGER = 44;
const MOUSE = 24;

/** What readers do to a text that is hard to read for them (WCAG 1.4.12). */
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`;

interface Reading {
  readonly options: BrowserContextOptions;
  readonly locale: "en-GB" | "pl-PL";
  /** Pixels of a text of usual size, as its reader has set their browser. */
  readonly text?: number;
  readonly spaced?: true;
  /** The most that the header and the composer may take of the height while one writes, of 1. */
  readonly share: number;
}

const sized = (width: number, height: number) => ({ viewport: { width, height } });
const LARGE = { text: 32, share: 0.4 };
const READINGS: Readonly<Record<string, Reading>> = {
  "a large text on a phone": { options: PHONE, locale: "en-GB", ...LARGE },
  "a large text on a phone, in Polish": { options: PHONE, locale: "pl-PL", ...LARGE },
  "a large text on a tablet": { options: sized(768, 1024), locale: "pl-PL", ...LARGE },
  "a large text on a desktop": { options: DESKTOP, locale: "en-GB", ...LARGE },
  "a page magnified four times": { options: sized(320, 256), locale: "pl-PL", share: 0.5 },
  "a phone on its side": {
    options: { ...PHONE, ...sized(844, 390) },
    locale: "en-GB",
    share: 0.4,
  },
  "a phone on its side, under its keyboard": {
    options: { ...PHONE, ...sized(844, 180) },
    locale: "pl-PL",
    share: 0.4,
  },
  "a spaced text on a phone": { options: PHONE, locale: "pl-PL", spaced: true, share: 0.25 },
  "a spaced text on a desktop": { options: DESKTOP, locale: "en-GB", spaced: true, share: 0.25 },
};

let browser: Browser;
const room = freshRoom();
let people: Crowd;
beforeAll(async () => {
  browser = await launchBrowser();
  const words = Array.from({ length: 12 }, (_, i) => `Then tea for everybody at ${i}?`);
  await fill(room, "Wolfeschlegelsteinhausenbergerdo", ["x".repeat(300), ...words]);
  people = await Crowd.of(room, ["Benedikt", "W".repeat(32), null]);
});
afterAll(async () => {
  people.leave();
  await browser.close();
});

describe.each(Object.entries(READINGS))("in %s", (_, reading) => {
  const { options, locale, share } = reading;
  const reach = options.hasTouch === true ? FINGER : MOUSE;

  it("a room can be read, entered, written in and left", async () => {
    const [ala, leaveForGood] = await reader(reading);
    const { page } = ala;
    const fits = async (what: string, within?: string): Promise<void> => {
      expect(await misfits(ala, within), what).toEqual([]);
      expect(await tooSmall(ala, reach, within), what).toEqual([]);
    };
    const name = page.locator(".join input");
    await name.waitFor();
    await fits("the way in");
    await name.fill("Wolfeschlegelsteinhausenbergerdo");
    await page.locator(".join .strong").click();
    await page.locator(".refusal button").waitFor();
    await fits("a name that is taken");
    await page.locator(".refusal button").click();
    const composer = page.locator(".composer textarea");
    await composer.fill("The last word");
    await page.locator(".send").click();
    await ala.reads("The last word");
    await page.locator(".pending").waitFor({ state: "detached" });
    await fits("a conversation");
    await composer.focus();
    expect((await shown(ala)).rest, "the header and the composer").toBeLessThanOrEqual(share);
    await expect.poll(async () => (await shown(ala)).last).toBe(true);

    await composer.fill("I write a lot. ".repeat(260));
    await page.locator(".counter:not(:empty)").waitFor();
    await fits("much that is written");
    await expect.poll(async () => (await shown(ala)).last).toBe(true);
    await composer.fill("");
    await composer.blur();

    if (await page.locator(".people").isVisible()) {
      await page.locator(".people").click();
      await fits("who is here", ".roster");
      await page.keyboard.press("Escape");
    }
    await page.locator(".top .more").click();
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    await fits("the menu", "dialog[open]");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("log").focus();
    await page.keyboard.press("?");
    await dialog.waitFor();
    await fits("the keys", "dialog[open]");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await dialog.waitFor();
    await fits("what can be done with a message", "dialog[open]");
    await page.keyboard.press("Escape");

    await leaveForGood();
    await page.locator(".status button").waitFor();
    await fits("a link that has ended");
    await ala.leave();
  });

  it("the board and what is nowhere can be read", async () => {
    const [ala] = await reader(reading, `${room}/threads`);
    await ala.page.locator("[data-link=up]").waitFor();
    await ala.page.locator("tbody tr").nth(2).waitFor();
    expect(await misfits(ala)).toEqual([]);
    await ala.page.goto(`${serverUrl()}/nowhere`);
    await ala.page.locator(".report").waitFor();
    expect(await ala.page.getAttribute("html", "lang")).toBe(locale);
    expect(await misfits(ala)).toEqual([]);
    await ala.leave();
  });
});

const SMALL = Object.entries(READINGS).filter(([name]) =>
  /large text on a phone$|four times$/.test(name),
);
describe.each(SMALL)("in %s", (_, reading) => {
  it("a room in which nobody has spoken is read from its beginning", async () => {
    const empty = freshRoom().padEnd(64, "-and-on");
    const [ala] = await reader(reading, empty);
    const log = ala.page.getByRole("log");
    await ala.page.locator(".join").waitFor();
    expect(await log.evaluate((list) => list.scrollHeight - list.clientHeight)).toBeGreaterThan(50);
    const title = await ala.page.locator(".empty h2").boundingBox();
    const list = await log.boundingBox();
    expect(title?.y).toBeGreaterThanOrEqual(list?.y ?? Infinity);
    expect(title?.y).toBeLessThan((list?.y ?? 0) + 80);
    // What is said is at the end, as anywhere.
    await log.evaluate((box) => box.scrollTo(0, 30));
    await fill(empty, "Bob", numbered(30));
    await ala.reads("Message 30");
    expect(await ala.below()).toBe(0);
    expect((await shown(ala)).last).toBe(true);
    await ala.leave();
  });
});

it("On a wide screen, a line of prose is no longer than an eye can follow", async () => {
  const wide = freshRoom();
  await fill(wide, "Bob", ["Whoever has a key comes early. ".repeat(30)]);
  const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${wide}`, sized(1_920, 1_000));
  const digits = await ala.page.locator(".text").evaluate((text) => {
    const { font, paddingInlineEnd } = getComputedStyle(text);
    const pen = new OffscreenCanvas(1, 1).getContext("2d");
    if (pen) pen.font = font;
    return (text.clientWidth - parseFloat(paddingInlineEnd)) / (pen?.measureText("0").width ?? 0);
  });
  // Of letters that are about 80.
  expect(digits).toBeGreaterThan(60);
  expect(digits).toBeLessThan(65.5);
  await ala.leave();
});

/** Somebody who reads in this manner, and what ends their link for good. */
async function reader({ options, locale, text, spaced }: Reading, path = room) {
  const quick = { ...options, locale, reducedMotion: "reduce" } as const;
  const ala = await Visitor.at(browser, "about:blank", quick);
  const { page, context } = ala;
  if (text !== undefined) {
    const devtools = await context.newCDPSession(page);
    await devtools.send("Page.setFontSizes", { fontSizes: { standard: text } });
  }
  if (spaced) {
    await page.addInitScript((rules) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(rules);
      document.adoptedStyleSheets.push(sheet);
    }, SPACED);
  }
  let door: WebSocketRoute | null = null;
  await page.routeWebSocket(/\/socket$|\/socket\?/, (socket) => {
    door = socket;
    socket.connectToServer();
  });
  const leaveForGood = async (): Promise<void> => door?.close({ code: CLOSE.replaced.code });
  await page.goto(`${serverUrl()}/rooms/${path}`);
  return [ala, leaveForGood] as const;
}

/** How much of the height is not the list's, of 1; and whether the last line of the last message is in sight. */
async function shown({ page }: Visitor) {
  return page.getByRole("log").evaluate((log) => {
    const view = log.getBoundingClientRect();
    const last = [...log.querySelectorAll("[data-seq] .text")].at(-1);
    if (!last) throw new Error("Nothing has been said.");
    const { bottom } = last.getBoundingClientRect();
    const top = bottom - parseFloat(getComputedStyle(last).lineHeight);
    return {
      rest: 1 - view.height / innerHeight,
      last: top >= view.top - 1 && bottom <= Math.min(view.bottom, innerHeight) + 1,
    };
  });
}
