/** The board of live sessions, as those who watch it find it. */

import type { Browser, BrowserContextOptions, Locator } from "playwright-core";
import { inject, afterAll, beforeAll, describe, expect, it } from "vitest";
import { LIMITS } from "../../src/protocol/limits.ts";
import { violations } from "./axe.ts";
import { Cable } from "./cable.ts";
import { launchBrowser } from "../../tools/chromium.ts";
import { Crowd } from "./crowd.ts";
import { report, watch } from "./figures.ts";
import { numbered } from "./past.ts";
import { DESKTOP, PHONE, freshRoom, serverUrl, Visitor } from "./visitor.ts";

/** Milliseconds that a task may compute: a longer one is felt. */
const TASK_MAX = 50;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const roomUrl = (room: string): string => `${serverUrl()}/rooms/${room}`;

async function openBoard(room: string, options?: BrowserContextOptions): Promise<Visitor> {
  return Visitor.at(browser, `${roomUrl(room)}/threads`, options);
}

async function enter(room: string, name: string): Promise<Visitor> {
  const visitor = await Visitor.at(browser, roomUrl(room));
  await visitor.join(name);
  return visitor;
}

const rowOf = (board: Visitor, name: string): Locator =>
  board.page.getByRole("row").filter({ has: board.page.getByRole("rowheader", { name }) });
const cellOf = (board: Visitor, name: string, column: number): Locator =>
  rowOf(board, name)
    .getByRole("cell")
    .nth(column - 1);
const COLUMNS = { age: 1, idle: 2, rtt: 3, posts: 4 };
/** The number under a label. */
const figure = (board: Visitor, label: string): Locator =>
  board.page
    .locator(".figures > div", { has: board.page.getByText(label, { exact: true }) })
    .locator("dd:not(.plot)");
const live = (board: Visitor): Promise<void> =>
  board.page.getByText("Live", { exact: true }).first().waitFor();
const says = async (place: Locator, text: string | RegExp): Promise<void> =>
  place.filter({ hasText: text }).first().waitFor();

describe("a board", () => {
  it("shows what two people do while they do it, and asks nobody for it", async () => {
    const room = freshRoom();
    const ala = await enter(room, "Ala");
    const board = await openBoard(room);
    const requests: string[] = [];
    board.page.on("request", (request) => requests.push(request.url()));
    await live(board);
    await says(figure(board, "Sessions"), /^1$/);
    const bob = await enter(room, "Bob");
    await rowOf(board, "Bob").waitFor();
    await says(figure(board, "People"), /^2$/);
    await says(board.page.locator("[aria-live=polite]"), "2 people are here");

    for (const text of numbered(4)) await ala.say(text);
    await bob.say("Hello");
    await says(cellOf(board, "Ala", COLUMNS.posts), /^4$/);
    await says(cellOf(board, "Bob", COLUMNS.posts), /^1$/);
    await says(figure(board, "Messages"), /^5$/);
    expect(Number(await figure(board, "Messages per second").textContent())).toBeGreaterThan(0);
    await says(
      board.page.locator(".plot"),
      /5\smessages over the last minutes, at most (0\.\d|1) per second/,
    );
    expect(await board.page.locator(".bars").getAttribute("d")).toMatch(/^M5\d/);
    await says(board.page.locator(".plot"), /People over the last minutes: at least \d, at most 2/);

    await bob.leave();
    await says(figure(board, "Sessions"), /^1$/);
    expect(await rowOf(board, "Bob").count()).toBe(0);
    expect(requests).toEqual([]);
    expect(board.complaints).toEqual([]);
    await Promise.all([ala.leave(), board.leave()]);
  });

  it("tells the round trip that a page has measured, as soon as it writes", async () => {
    const room = freshRoom();
    const ala = await enter(room, "Ala");
    const board = await openBoard(room);
    await says(cellOf(board, "Ala", COLUMNS.rtt), "not known");
    await ala.say("Before the first ping");
    await says(cellOf(board, "Ala", COLUMNS.posts), /^1$/);
    expect(await cellOf(board, "Ala", COLUMNS.rtt).textContent()).toContain("not known");
    // The network has changed: the page pings at once.
    await ala.page.evaluate(() => dispatchEvent(new Event("online")));
    await ala.page.waitForTimeout(500);
    await ala.say("After it");
    await says(cellOf(board, "Ala", COLUMNS.rtt), /^\d+\sms$/);
    await Promise.all([ala.leave(), board.leave()]);
  });

  it("grows older by itself while nothing happens, and stops out of sight", async () => {
    const room = freshRoom();
    const ala = await enter(room, "Ala");
    const board = await Visitor.at(browser, "about:blank");
    const frames: unknown[] = [];
    board.page.on("websocket", (socket) => {
      socket.on("framereceived", ({ payload }) => frames.push(payload));
      socket.on("framesent", ({ payload }) => frames.push(payload));
    });
    await board.page.goto(`${roomUrl(room)}/threads`);
    await live(board);
    await board.page.waitForTimeout(1_500);
    const idle = async (): Promise<number> =>
      Number.parseInt((await cellOf(board, "Ala", COLUMNS.idle).textContent()) ?? "", 10);
    const [before, known] = [await idle(), frames.length];
    await board.page.waitForTimeout(3_000);
    expect(await idle()).toBeGreaterThanOrEqual(before + 2);
    expect(await idle()).toBeLessThanOrEqual(before + 4);
    expect(frames.length).toBe(known);

    const hide = (hidden: boolean): Promise<boolean> =>
      board.page.evaluate((value) => {
        Object.defineProperty(document, "hidden", { configurable: true, get: () => value });
        return document.dispatchEvent(new Event("visibilitychange"));
      }, hidden);
    await hide(true);
    const asleep = await idle();
    await board.page.waitForTimeout(2_500);
    expect(await idle()).toBe(asleep);
    await hide(false);
    await expect.poll(idle).toBeGreaterThanOrEqual(asleep + 2);
    await Promise.all([ala.leave(), board.leave()]);
  });

  it("says when it is cut off, stands still, and goes on when it is back", async () => {
    const room = freshRoom();
    const ala = await enter(room, "Ala");
    const cable = await Cable.to(inject("port"));
    const board = await Visitor.at(browser, `${cable.url}/rooms/${room}/threads`);
    await live(board);
    cable.cut();
    const standing = board.page.locator(".standing");
    await standing.getByText(/Not connected. The figures are \d+\ssecs? old/).waitFor();
    await says(board.page.locator("[aria-live=polite]"), "Not connected.");
    const age = await cellOf(board, "Ala", COLUMNS.age).textContent();
    await ala.say("Unseen");
    await board.page.waitForTimeout(1_500);
    expect(await cellOf(board, "Ala", COLUMNS.age).textContent()).toBe(age);
    expect(await violations(board)).toEqual([]);
    cable.mend();
    await live(board);
    await says(board.page.locator("[aria-live=polite]"), "Live");
    await says(cellOf(board, "Ala", COLUMNS.posts), /^1$/);
    await Promise.all([ala.leave(), board.leave()]);
    await cable.remove();
  });

  it("that had to give way says so, and can be opened again", async () => {
    const room = freshRoom();
    const board = await openBoard(room);
    await live(board);
    const url = `${serverUrl().replace("http", "ws")}/rooms/${room}/threads/socket`;
    const others = Array.from({ length: LIMITS.boards }, () => new WebSocket(url));
    await board.page.getByRole("alert").filter({ hasText: "no longer kept up to date" }).waitFor();
    expect(await violations(board)).toEqual([]);
    for (const other of others) other.close();
    await board.page.getByRole("button", { name: "Reload" }).click();
    await live(board);
    await board.leave();
  });

  it("can be read before its script has run, and does not shift when it has", async () => {
    const room = freshRoom();
    const ala = await enter(room, "שרה");
    await ala.say("Hello");
    const bare = await openBoard(room, { ...DESKTOP, javaScriptEnabled: false });
    await cellOf(bare, "שרה", COLUMNS.posts).filter({ hasText: /^1$/ }).waitFor();
    const told = await bare.page.locator("noscript").textContent();
    expect(told).toContain("of the moment in which the page was loaded");
    expect(await bare.page.locator(".bars").getAttribute("d")).toMatch(/^M5\d/);
    for (const options of [DESKTOP, PHONE]) {
      const board = await openBoard(room, options);
      await live(board);
      await board.page.waitForTimeout(1_500);
      const shift = await board.layoutShift();
      // A number that gets shorter begins later in its place; nothing else moves.
      expect(shift).toBeLessThan(0.000_1);
      await board.leave();
    }
    await Promise.all([ala.leave(), bare.leave()]);
  });

  it("of a room that nobody is in says so, in its reader's language", async () => {
    const board = await openBoard(freshRoom(), { ...DESKTOP, locale: "pl-PL" });
    await board.page.getByText("Na żywo").first().waitFor();
    await board.page.getByText("Nikogo tu nie ma.").waitFor();
    expect(await board.page.title()).toContain("Aktywne sesje w pokoju");
    await board.leave();
  });
});

describe("a crowd of 1,000", () => {
  it("is told in a bounded number of rows, and freezes nothing", async () => {
    const room = freshRoom();
    const people = await Crowd.in(room, 1_000);
    const alone = await launchBrowser();
    const board = await Visitor.at(alone, `${roomUrl(room)}/threads`);
    await live(board);
    await says(figure(board, "Sessions"), /^1,000$/);
    await board.page.getByText("and 800 more sessions").waitFor();
    expect(await board.page.locator("tbody tr").count()).toBe(200);
    const seen = await watch(board, () => people.talk(20, 5));
    report(
      `A board of 1,000 sessions, in which 20 messages a second are written: the longest task computes for ${seen.longest} ms.`,
    );
    expect(seen.longest).toBeLessThanOrEqual(TASK_MAX);
    await says(figure(board, "Messages"), /^100$/);
    people.leave();
    await alone.close();
  }, 120_000);
});

describe.each(["light", "dark"] as const)("for everybody, in the %s theme", (colorScheme) => {
  it.each([
    ["desktop", DESKTOP, "none", "en-GB"],
    ["phone", PHONE, "none", "pl-PL"],
    ["phone with forced colours", PHONE, "active", "en-GB"],
  ] as const)("nothing is in the way on a %s", async (_, device, forcedColors, locale) => {
    const room = freshRoom();
    const options = { ...device, colorScheme, forcedColors, locale };
    const board = await openBoard(room, options);
    await board.page.locator("[data-link=up]").waitFor();
    expect(await violations(board), "nobody").toEqual([]);
    const ala = await enter(room, "W".repeat(32));
    const reader = await Visitor.at(browser, roomUrl(room));
    await ala.say("Hello");
    await board.page.locator("tbody tr").nth(1).waitFor();
    expect(await violations(board), "two sessions").toEqual([]);
    await Promise.all([ala.leave(), board.leave(), reader.leave()]);
  });
});

describe("a narrow screen", () => {
  it.each([
    [320, "en-GB", "ltr"],
    [390, "pl-PL", "ltr"],
    [390, "pl-PL", "rtl"],
    [320, "pl-PL", "rtl"],
  ] as const)("of %d px needs no scrolling sideways (%s, %s)", async (width, locale, direction) => {
    const room = freshRoom();
    const people = [await enter(room, "W".repeat(32)), await enter(room, "محمد عبد الله")];
    const viewport = { width, height: 700 };
    const board = await openBoard(room, { ...PHONE, viewport, locale });
    await board.page.evaluate((dir) => (document.documentElement.dir = dir), direction);
    await board.page.locator("[data-link=up]").waitFor();
    const over = await board.page
      .locator("html")
      .evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(over).toBeLessThanOrEqual(0);
    await Promise.all([...people, board].map((visitor) => visitor.leave()));
  });

  it("shows time as it is read: what is now stands at the end of the line", async () => {
    const room = freshRoom();
    const ala = await enter(room, "Ala");
    const board = await openBoard(room);
    await live(board);
    const place = async (selector: string): Promise<number> => {
      const box = await board.page.locator(selector).first().boundingBox();
      if (!box) throw new Error("It is not in sight.");
      return box.x + box.width / 2;
    };
    expect(await place(".line")).toBeGreaterThan(await place(".plot svg"));
    await board.page.evaluate(() => (document.documentElement.dir = "rtl"));
    expect(await place(".line")).toBeLessThan(await place(".plot svg"));
    await Promise.all([ala.leave(), board.leave()]);
  });
});
