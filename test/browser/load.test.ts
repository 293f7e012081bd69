/**
 * The list under load: many messages at once, and many in the past. The figures are printed. There
 * are fewer of both among the other tests than in `npm run load`.
 */

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../tools/chromium.ts";
import { report, told, watch } from "./figures.ts";
import { fill, flood, numbered } from "./past.ts";
import { freshRoom, serverUrl, Visitor } from "./visitor.ts";

const FULL = process.env["LOAD"] === "full";

/** Messages that are scrolled through: more than a client holds, which is 3,000. */
const PAST = FULL ? 10_000 : 3_300;

/** How far its reader comes down again: to what was let go on the way up. */
const BACK = FULL ? PAST - 500 : 2_000;

/** Seconds of a flood. */
const FLOOD = FULL ? 6 : 3;

/** Pixels of one step through the past: less than a screen, or somewhat more. */
const STEP = FULL ? 900 : 1_800;

/** Rows that may be mounted: `MOUNTED` in src/client/view/window.ts. */
const ROWS_MAX = 300;

/** Milliseconds that a task may compute: a longer one is felt. */
const TASK_MAX = 50;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe("500 messages a second", () => {
  it.each([
    [
      "who types",
      async ({ keyboard }: Page) => {
        await keyboard.type("What I write while all the others do the same.", {
          delay: FULL ? 60 : 30,
        });
      },
    ],
    [
      "who scrolls",
      async (page: Page) => {
        await page.mouse.move(400, 400);
        for (let turn = 0; turn < (FULL ? 60 : 30); turn++) {
          await page.mouse.wheel(0, turn % 10 < 7 ? -300 : 600);
          await page.waitForTimeout(50);
        }
      },
    ],
  ])("do not hold up a reader %s", async (what, work) => {
    const room = freshRoom();
    await fill(room, "Past", numbered(400));
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`);
    await ala.join("Ala");
    const over = flood(room, 500, FLOOD);
    // Not one of them: a page that is late never shows the first.
    await ala.messages
      .filter({ hasText: /Message [3-9]\d\d of a flood/ })
      .first()
      .waitFor();
    const seen = await watch(ala, () => work(ala.page));
    report(`500 messages a second, a reader ${what}: ${told(seen)}.`);
    expect(seen.longest).toBeLessThanOrEqual(TASK_MAX);
    expect(seen.rendersPerFrame).toBe(1);
    expect(seen.rows).toBeLessThanOrEqual(ROWS_MAX);
    await over;
    if (what === "who types") {
      expect(await ala.composer.inputValue()).toContain("while all the others do the same.");
      await ala.reads(`Message ${500 * FLOOD - 1} of a flood`);
    }
    await ala.leave();
  });
});

describe("a long past", () => {
  it("can be read to the first and back, none moves by itself, and the end is one press away", async () => {
    const room = freshRoom();
    await fill(room, "Past", numbered(PAST));
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`);
    await ala.reads(`Message ${PAST}`);
    let requests = 0;
    ala.page.on("request", (request) => {
      if (request.url().includes("/messages?before=")) requests++;
    });

    const up = { drift: 0, requests: 0 };
    const watched = await watch(ala, async () => {
      up.drift = await scroll(ala.page, -STEP, "Message 1");
      up.requests = requests;
    });
    report(`${PAST} messages, to the first by ${up.requests} pages: ${told(watched)}.`);
    await ala.page.getByText("This is where it all began.").waitFor();
    expect(up.drift).toBeLessThan(1);
    expect(watched.rows).toBeLessThanOrEqual(ROWS_MAX);
    expect(watched.longest).toBeLessThanOrEqual(TASK_MAX);

    // What was let go on the way up is fetched on the way down.
    expect(await scroll(ala.page, STEP, `Message ${BACK}`)).toBeLessThan(1);
    expect(requests).toBeGreaterThan(up.requests);

    // And the end is one press away.
    await fill(room, "Bob", ["Meanwhile"]);
    await ala.page.getByRole("button", { name: "1 new message" }).click();
    await ala.reads("Meanwhile");
    expect(await ala.below()).toBeLessThan(2);
    expect((await ala.texts()).slice(-2)).toEqual([`Message ${PAST}`, "Meanwhile"]);
    expect(ala.complaints).toEqual([]);
    await ala.leave();
  }, 120_000);

  it("can be found and selected as far as they are loaded", async () => {
    const room = freshRoom();
    await fill(room, "Past", numbered(1_000));
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`);
    await ala.join("Ala");
    await scroll(ala.page, -900, "Message 801");
    await fill(room, "Bob", ["Meanwhile"]);
    await ala.page.getByRole("button", { name: "1 new message" }).waitFor();
    const selected = await ala.page.evaluate(() => {
      const from = document.querySelector('[data-seq="801"] .text');
      const to = document.querySelector('[data-seq="805"] .text');
      if (from && to) getSelection()?.setBaseAndExtent(from, 0, to, 1);
      return new Promise<string>((done) => setTimeout(() => done(String(getSelection())), 500));
    });
    const numbers = Array.from(selected.matchAll(/Message (\d+)/g), ([, number]) => Number(number));
    expect(numbers).toEqual([801, 802, 803, 804, 805]);
    // A browser without a window has no search. What it would search is what is laid out.
    expect(await ala.page.getByRole("log").innerText()).toContain("Message 860");
    await ala.leave();
  });
});

/**
 * Scrolls step by step until a message is in sight.
 * @param step pixels
 * @returns the most pixels by which a message in sight moved that was not scrolled
 */
async function scroll(page: Page, step: number, until: string): Promise<number> {
  return page.getByRole("log").evaluate(
    async (log, { by, goal }) => {
      const pause = (): Promise<void> => new Promise((done) => setTimeout(done, 30));
      const rows = (): Element[] => Array.from(log.querySelectorAll("[data-seq]"));
      const arrived = (): boolean =>
        rows().some((row) => {
          const { top, bottom } = row.getBoundingClientRect();
          const inSight = top >= 0 && bottom <= innerHeight;
          return inSight && row.querySelector(".text")?.textContent === goal;
        });
      let drift = 0;
      for (let round = 0; round < 3_000 && !arrived(); round++) {
        const before = log.scrollTop;
        log.scrollBy({ top: by, behavior: "instant" });
        const scrolled = log.scrollTop - before;
        const middle = log.clientHeight / 2;
        const row = rows().find((element) => element.getBoundingClientRect().top > middle);
        const top = row?.getBoundingClientRect().top ?? 0;
        await pause();
        if (row?.isConnected) {
          drift = Math.max(drift, Math.abs(row.getBoundingClientRect().top - top));
        }
        // At an edge: what comes next is on its way.
        if (scrolled === 0) await pause();
      }
      if (!arrived()) throw new Error(`${goal} never came in sight.`);
      return drift;
    },
    { by: step, goal: until },
  );
}
