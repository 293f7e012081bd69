/** The board of live sessions, as those who watch it find it. */

import type { Browser, BrowserContextOptions, Locator } from "playwright-core";
import { inject, afterAll, beforeAll, describe, expect, it } from "vitest";
import { LIMITS } from "../../src/protocol/limits.ts";
import { violations } from "./axe.ts";
import { figure, live, openBoard, roomUrl, says } from "./boards.ts";
import { Cable } from "./cable.ts";
import { launchBrowser } from "../../tools/chromium.ts";
import { numbered } from "./past.ts";
import { DESKTOP, PHONE, freshRoom, serverUrl, Visitor } from "./visitor.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

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

describe("a board", () => {
  it("shows what two people do while they do it, and asks nobody for it", async () => {
    const room = freshRoom();
    const ala = await enter(room, "Ala");
    const board = await openBoard(browser, room);
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
      /5\smessages in the last few minutes, at most (0\.\d|1) per second/,
    );
    expect(await board.page.locator(".bars").getAttribute("d")).toMatch(/^M5\d/);
    await says(
      board.page.locator(".plot"),
      /People in the last few minutes: at least \d, at most 2/,
    );

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
    const board = await openBoard(browser, room);
    await says(cellOf(board, "Ala", COLUMNS.rtt), "not known");
    await ala.say("Before the first ping");
    await says(cellOf(board, "Ala", COLUMNS.posts), /^1$/);
    expect(await cellOf(board, "Ala", COLUMNS.rtt).textContent()).toContain("not known");
    // The network has changed: the page pings at once.
    await ala.online();
    await expect
      .poll(
        async () => {
          await ala.say("After it");
          return cellOf(board, "Ala", COLUMNS.rtt).textContent();
        },
        { interval: 500 },
      )
      .toMatch(/^\d+\sms$/);
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
    const { clock } = board.page;
    await clock.install();
    await board.page.goto(`${roomUrl(room)}/threads`);
    await live(board);
    await board.page.waitForTimeout(1_500);
    const idle = async (): Promise<number> =>
      Number.parseInt((await cellOf(board, "Ala", COLUMNS.idle).textContent()) ?? "", 10);
    const [before, known] = [await idle(), frames.length];
    await clock.runFor(10_000);
    await expect.poll(idle).toBeGreaterThanOrEqual(before + 9);
    expect(await idle()).toBeLessThanOrEqual(before + 12);

    const hide = (hidden: boolean): Promise<boolean> =>
      board.page.evaluate((value) => {
        Object.defineProperty(document, "hidden", { configurable: true, get: () => value });
        return document.dispatchEvent(new Event("visibilitychange"));
      }, hidden);
    await hide(true);
    const asleep = await idle();
    await clock.runFor(5_000);
    await board.page.waitForTimeout(1_200);
    expect(await idle()).toBe(asleep);
    expect(frames.length).toBe(known);
    await hide(false);
    await expect.poll(idle).toBeGreaterThanOrEqual(asleep + 5);
    await Promise.all([ala.leave(), board.leave()]);
  });

  it("says when it is cut off, stands still, and goes on when it is back", async () => {
    const room = freshRoom();
    const ala = await enter(room, "Ala");
    const cable = await Cable.to(inject("port"));
    const board = await Visitor.at(browser, "about:blank");
    const { clock } = board.page;
    await clock.install();
    await board.page.goto(`${cable.url}/rooms/${room}/threads`);
    await live(board);
    cable.cut();
    const standing = board.page.locator(".standing");
    await board.page.locator(".standing[data-link=down]").waitFor();
    await clock.runFor(4_000);
    expect(await standing.getAttribute("data-link")).toBe("down");
    await clock.runFor(2_000);
    await standing.getByText(/Not connected. The figures are \d+\ssecs? old/).waitFor();
    await says(board.page.locator("[aria-live=polite]"), "Not connected.");
    const axis = board.page.locator(".axis").first();
    expect(await axis.textContent()).toMatch(/^(\d\d:\d\d){2}$/);
    const age = await cellOf(board, "Ala", COLUMNS.age).textContent();
    await ala.say("Unseen");
    await ala.reads("Unseen");
    await clock.runFor(10_000);
    expect(await cellOf(board, "Ala", COLUMNS.age).textContent()).toBe(age);
    expect(await violations(board)).toEqual([]);
    cable.mend();
    // Ten times as fast: its next attempt is due within 15 s.
    const later = async (): Promise<string | null> => {
      await clock.runFor(2_000);
      return standing.getAttribute("data-link");
    };
    await expect.poll(later, { timeout: 10_000, interval: 200 }).toBe("up");
    await live(board);
    await says(board.page.locator("[aria-live=polite]"), "Live");
    expect(await axis.textContent()).toContain("now");
    await says(cellOf(board, "Ala", COLUMNS.posts), /^1$/);
    await Promise.all([ala.leave(), board.leave()]);
    await cable.remove();
  });

  it("that had to give way says so, and can be opened again", async () => {
    const room = freshRoom();
    const board = await openBoard(browser, room);
    await live(board);
    const url = `${serverUrl().replace("http", "ws")}/rooms/${room}/threads/socket`;
    const others = Array.from({ length: LIMITS.boards }, () => new WebSocket(url));
    await board.page.getByRole("alert").filter({ hasText: "no longer updating" }).waitFor();
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
    const bare = await openBoard(browser, room, { ...DESKTOP, javaScriptEnabled: false });
    await cellOf(bare, "שרה", COLUMNS.posts).filter({ hasText: /^1$/ }).waitFor();
    const told = await bare.page.locator("noscript").textContent();
    expect(told).toContain("from when the page was loaded");
    expect(await bare.page.locator(".bars").getAttribute("d")).toMatch(/^M5\d/);
    const shiftOn = async (options: BrowserContextOptions): Promise<number> => {
      const board = await openBoard(browser, room, options);
      await live(board);
      await board.page.waitForTimeout(1_500);
      const shift = await board.layoutShift();
      await board.leave();
      return shift;
    };
    // A number that gets shorter begins later in its place; nothing else moves.
    for (const shift of await Promise.all([DESKTOP, PHONE].map(shiftOn))) {
      expect(shift).toBeLessThan(0.000_1);
    }
    await Promise.all([ala.leave(), bare.leave()]);
  });

  it("of a room that nobody is in says so, in its reader's language", async () => {
    const board = await openBoard(browser, freshRoom(), { ...DESKTOP, locale: "pl-PL" });
    await board.page.getByText("Na żywo").first().waitFor();
    await board.page.getByText("Nikogo tu nie ma.").waitFor();
    expect(await board.page.title()).toContain("Aktywne sesje w pokoju");
    await board.leave();
  });
});
