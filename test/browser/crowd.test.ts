/** A room with more people than it tells by name. */

import type { Browser, Locator, WebSocketRoute } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { violations } from "./axe.ts";
import { launchBrowser } from "../../tools/chromium.ts";
import { DESKTOP, PHONE, freshRoom, serverUrl, Visitor } from "./visitor.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** A crowd takes a crowd: here the room's word is changed on its way. */
class Crowd {
  asked = 0;
  #page: WebSocketRoute | null = null;

  join(page: WebSocketRoute): void {
    this.#page = page;
    const room = page.connectToServer();
    page.onMessage((data) => {
      if (String(data).includes('"roster"')) this.asked++;
      else room.send(data);
    });
    room.onMessage((data) => {
      const frame: unknown = JSON.parse(String(data));
      if (typeof frame !== "object" || frame === null || !("type" in frame)) return;
      if (frame.type === "presence") return;
      const crowded = frame.type === "welcome" && { sessions: [], people: 1200, crowded: true };
      page.send(JSON.stringify({ ...frame, ...crowded }));
    });
  }

  async close(): Promise<void> {
    await this.#page?.close({ code: 1012 });
  }

  tell(frame: object): void {
    this.#page?.send(JSON.stringify(frame));
  }
}

/** Whether a press on its middle is one on it. */
const isHit = (part: Locator): Promise<boolean> =>
  part.evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
  });

const names = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ id: `p${i}`, name: `Person ${1_000 + i}` }));

it.each([
  ["a desktop", DESKTOP],
  ["a phone", PHONE],
])("A crowd is told by number, and by name to whoever asks, on %s", async (_, options) => {
  const crowd = new Crowd();
  const ala = await Visitor.at(browser, "about:blank", options);
  await ala.page.routeWebSocket(/\/socket/, (page) => crowd.join(page));
  await ala.page.goto(`${serverUrl()}/rooms/${freshRoom()}`);
  const roster = ala.page.getByRole("complementary");
  await ala.page.locator("[data-link=up]").waitFor();
  if (options === PHONE) await ala.page.getByRole("button", { name: "1,200 people" }).tap();
  await roster.getByText("Too many people for a live list").waitFor();
  expect(await roster.getByRole("listitem").count()).toBe(0);
  expect(await violations(ala)).toEqual([]);

  await roster.getByRole("button", { name: "Show names" }).click();
  await roster.getByRole("button", { name: "Loading…" }).waitFor();
  crowd.tell({ type: "roster", sessions: names(1_150), people: 1_200, crowded: true });
  await roster.getByText(/^Names as of \d\d:\d\d$/).waitFor();
  expect(await roster.getByRole("listitem").count()).toBe(200);
  await roster.getByRole("button", { name: "950 more names" }).click();
  await roster.getByText("Person 1399").waitFor();
  const close = options === PHONE ? [roster.getByRole("button", { name: "Close" })] : [];
  for (const top of [0, 3_000, 30_000]) {
    await roster.evaluate((sheet, place) => sheet.scrollTo(0, place), top);
    for (const way of [roster.getByRole("link", { name: "Live sessions" }), ...close]) {
      expect(await isHit(way)).toBe(true);
    }
  }
  expect(await violations(ala)).toEqual([]);

  // The page never asks by itself, whatever changes.
  crowd.tell({ type: "presence", joined: [], left: [], people: 1_201, crowded: true });
  await roster.getByText("1,201 people").waitFor();
  expect(crowd.asked).toBe(1);
  await roster.getByRole("button", { name: "Refresh" }).click();
  await expect.poll(() => crowd.asked).toBe(2);

  crowd.tell({ type: "roster", sessions: names(2), people: 3 });
  await roster.getByText("1 person without a name").waitFor();
  expect(await roster.getByRole("button", { name: /names|Ask/ }).count()).toBe(0);
  await ala.leave();
});

it("Names that are asked for while there is no link can be asked for when there is", async () => {
  const crowd = new Crowd();
  const ala = await Visitor.at(browser, "about:blank");
  const tried = Promise.withResolvers<void>();
  const open = Promise.withResolvers<void>();
  let first = true;
  await ala.page.routeWebSocket(/\/socket/, async (page) => {
    if (!first) {
      tried.resolve();
      await open.promise;
    }
    first = false;
    crowd.join(page);
  });
  await ala.page.goto(`${serverUrl()}/rooms/${freshRoom()}`);
  const show = ala.page.getByRole("button", { name: "Show names" });
  await show.waitFor();
  await crowd.close();
  await tried.promise;
  await show.click();
  await ala.page.getByRole("button", { name: "Loading…" }).waitFor();
  open.resolve();
  await show.click();
  await expect.poll(() => crowd.asked).toBe(1);
  await ala.leave();
});
