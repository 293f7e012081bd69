/** The board of live sessions on every screen, in every theme, and full. */

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "./axe.ts";
import { figure, live, openBoard, roomUrl, says } from "./boards.ts";
import { launchBrowser } from "../../tools/chromium.ts";
import { Crowd } from "./crowd.ts";
import { report, watch } from "./figures.ts";
import { DESKTOP, PHONE, freshRoom, Visitor } from "./visitor.ts";

/** Milliseconds that a task may compute: a longer one is felt. */
const TASK_MAX = 50;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

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

describe("for everybody", () => {
  it.each([
    ["desktop", "en-GB", DESKTOP],
    ["phone", "en-GB", PHONE],
    ["phone", "pl-PL", PHONE],
  ] as const)("nothing is in the way on a %s (%s)", async (_, locale, device) => {
    const room = freshRoom();
    const options = { ...device, locale };
    const board = await openBoard(browser, room, options);
    await board.page.locator("[data-link=up]").waitFor();
    expect(await violations(board), "nobody").toEqual([]);
    const people = await Crowd.of(room, ["W".repeat(32), null]);
    people.say("Hello");
    await board.page.locator("tbody tr").nth(1).waitFor();
    expect(await violations(board), "two sessions").toEqual([]);
    people.leave();
    await board.leave();
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
    const people = await Crowd.of(room, ["W".repeat(32), "محمد عبد الله"]);
    const viewport = { width, height: 700 };
    const board = await openBoard(browser, room, { ...PHONE, viewport, locale });
    await board.page.evaluate((dir) => (document.documentElement.dir = dir), direction);
    await board.page.locator("[data-link=up]").waitFor();
    const over = await board.page
      .locator("html")
      .evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(over).toBeLessThanOrEqual(0);
    people.leave();
    await board.leave();
  });

  it("shows time as it is read: what is now stands at the end of the line", async () => {
    const room = freshRoom();
    const people = await Crowd.of(room, ["Ala"]);
    const board = await openBoard(browser, room);
    await live(board);
    const place = async (selector: string): Promise<number> => {
      const box = await board.page.locator(selector).first().boundingBox();
      if (!box) throw new Error("It is not in sight.");
      return box.x + box.width / 2;
    };
    expect(await place(".line")).toBeGreaterThan(await place(".plot svg"));
    await board.page.evaluate(() => (document.documentElement.dir = "rtl"));
    expect(await place(".line")).toBeLessThan(await place(".plot svg"));
    people.leave();
    await board.leave();
  });
});
