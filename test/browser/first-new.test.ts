/** The way to the first new message, for whoever has come to the end without reading all before it. */

import type { Browser, Locator, WebSocketRoute } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { entries } from "../client/frames.ts";
import { violations } from "./axe.ts";
import { launchBrowser } from "../../tools/chromium.ts";
import { look } from "./look.ts";
import { fill, numbered } from "./past.ts";
import { DESKTOP, PHONE, freshRoom, serverUrl, Visitor } from "./visitor.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** A room with a past, and somebody in it who has read all of it. */
async function reader(options = DESKTOP): Promise<[Visitor, string]> {
  const room = freshRoom();
  await fill(room, "Past", numbered(40));
  const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`, options);
  await ala.join("Ala");
  return [ala, room];
}

/** So many messages that come from somebody new. */
async function tell(room: string, name: string, count: number): Promise<void> {
  await fill(
    room,
    name,
    numbered(count).map((text) => `${name}: ${text}`),
  );
}

/** Lets so many come while nobody looks, and looks again. */
async function miss(ala: Visitor, room: string, name: string, count: number): Promise<void> {
  await look(ala, false);
  await tell(room, name, count);
  await ala.reads(`${name}: Message ${count}`);
  await look(ala, true);
}

const wayTo = ({ page }: Visitor): Locator => page.locator(".to-new");

const scroll = ({ page }: Visitor, by: number): Promise<void> =>
  page.getByRole("log").evaluate((log, top) => log.scrollBy(0, top), by);

const isFocused = (part: Locator): Promise<boolean> =>
  part.evaluate((element) => element === document.activeElement);

/** The texts before and after the line, if it is in the upper half of the list, with both of them. */
async function line({ page }: Visitor): Promise<(string | null | undefined)[] | string> {
  return page.locator(".unread").evaluate((divider) => {
    const view = divider.closest(".log")?.getBoundingClientRect() ?? new DOMRect();
    const around = [divider.previousElementSibling, divider.nextElementSibling];
    const isInSight = [divider, ...around].every((row) => {
      const { top = NaN, bottom = NaN } = row?.getBoundingClientRect() ?? {};
      return bottom > view.top + 8 && top < view.top + view.height / 2;
    });
    return isInSight ? around.map((row) => row?.querySelector(".text")?.textContent) : "elsewhere";
  });
}

/** Pixels between where the line begins and where the texts do. */
const beginning = ({ page }: Visitor): Promise<number> =>
  page.locator(".unread").evaluate((divider) => {
    const { left: text = NaN } =
      divider.nextElementSibling?.querySelector(".text")?.getBoundingClientRect() ?? {};
    const { paddingInlineStart } = getComputedStyle(divider);
    return divider.getBoundingClientRect().left + parseFloat(paddingInlineStart) - text;
  });

it.each([
  ["a desktop", DESKTOP, "Go to 60 new messages"],
  ["a phone, in Polish", { ...PHONE, locale: "pl-PL" }, "Przejdź do 60 nowych wiadomości"],
])(
  "Whoever comes back to many new messages is led to the first, on %s",
  async (_, options, name) => {
    const [ala, room] = await reader(options);
    await miss(ala, room, "Bob", 60);
    const way = ala.page.getByRole("button", {
      name: name.replace("60 ", "60\u00a0"),
      exact: true,
    });
    await way.waitFor();
    expect(await violations(ala)).toEqual([]);
    // What comes while one looks is not missed.
    await tell(room, "Cleo", 1);
    await ala.reads("Cleo: Message 1");
    expect(await way.count()).toBe(1);

    await (options.hasTouch === true ? way.tap() : way.click());
    await way.waitFor({ state: "detached" });
    expect(await line(ala)).toEqual(["Message 40", "Bob: Message 1"]);
    expect(await beginning(ala)).toBe(0);
    expect(await isFocused(ala.page.getByRole("log"))).toBe(true);
    // It has been found, and is looked for no more.
    await scroll(ala, 900);
    await scroll(ala, 9_000);
    await expect.poll(() => ala.below()).toBeLessThan(2);
    expect(await wayTo(ala).count()).toBe(0);
    expect(await ala.page.locator(".unread").count()).toBe(1);
    expect(ala.complaints).toEqual([]);
    await ala.leave();
  },
);

it("The way is shown until the line is in sight, one begins to talk, or has read it elsewhere", async () => {
  const [ala, room] = await reader();
  const way = wayTo(ala);
  await miss(ala, room, "Bob", 60);
  await way.waitFor();
  // Whoever leaves again has still not found it.
  await look(ala, false);
  await look(ala, true);
  await miss(ala, room, "Cleo", 2);
  await ala.page.getByRole("button", { name: "Go to 62\u00a0new messages" }).waitFor();
  await expect
    .poll(async () => {
      await scroll(ala, -400);
      return way.count();
    })
    .toBe(0);
  expect(await ala.page.locator(".unread + li .text").textContent()).toBe("Bob: Message 1");

  await scroll(ala, 9_000);
  await ala.page.locator(".pill").waitFor({ state: "detached" });
  await miss(ala, room, "Dora", 60);
  await way.waitFor();
  await ala.say("My own");
  await ala.reads("My own");
  await way.waitFor({ state: "detached" });
  expect(await ala.page.locator(".unread + li .text").textContent()).toBe("Dora: Message 1");

  await look(ala, false);
  await tell(room, "Eve", 60);
  const other = await ala.another(ala.page.url());
  await wayTo(other).waitFor();
  await expect.poll(() => ala.page.title()).toBe(`${room} · Gatehouse`);
  await look(ala, true);
  await ala.reads("Eve: Message 60");
  expect(await way.count()).toBe(0);
  await ala.leave();
});

it("Who goes to the end or writes from above is led back to the first that they passed over", async () => {
  const [ala, room] = await reader();
  const way = wayTo(ala);
  await scroll(ala, -900);
  await tell(room, "Bob", 60);
  await ala.page.getByRole("button", { name: "60 new messages" }).click();
  await way.click();
  await way.waitFor({ state: "detached" });
  expect(await line(ala)).toEqual(["Message 40", "Bob: Message 1"]);
  // At the end there is nothing new: the line stays.
  await ala.page.getByRole("button", { name: "Go to the latest messages" }).click();
  await expect.poll(() => ala.below()).toBeLessThan(2);
  expect(await ala.page.locator(".unread").count()).toBe(1);

  await scroll(ala, -900);
  await tell(room, "Cleo", 60);
  await ala.say("My own");
  await ala.reads("My own");
  await expect.poll(() => ala.below()).toBeLessThan(2);
  await way.click();
  await way.waitFor({ state: "detached" });
  expect(await line(ala)).toEqual(["Bob: Message 60", "Cleo: Message 1"]);

  // Who leaps to the end because more has come can go on from where they were.
  await tell(room, "Eve", 1);
  await ala.page.getByRole("button", { name: "1 new message" }).click();
  await ala.page.getByRole("button", { name: "Go to 61\u00a0new messages" }).click();
  await way.waitFor({ state: "detached" });
  expect(await line(ala)).toEqual(["Bob: Message 60", "Cleo: Message 1"]);

  // Who scrolls down has every message before them, and the line is where it was.
  await ala.composer.press("End");
  await expect.poll(() => ala.below()).toBeLessThan(2);
  await scroll(ala, -900);
  await tell(room, "Dora", 3);
  await ala.page.getByRole("button", { name: "3 new messages" }).waitFor();
  await scroll(ala, 9_000);
  await ala.page.locator(".pill").waitFor({ state: "detached" });
  expect(await ala.page.locator(".unread + li .text").textContent()).toBe("Cleo: Message 1");
  await ala.leave();
});

it("By keyboard it comes before the list, and Home leads there", async () => {
  const [ala, room] = await reader();
  const { keyboard } = ala.page;
  await miss(ala, room, "Bob", 60);
  await wayTo(ala).waitFor();
  await ala.composer.focus();
  await keyboard.press("Shift+Tab");
  expect(await isFocused(ala.page.getByRole("log"))).toBe(true);
  await keyboard.press("Shift+Tab");
  expect(await isFocused(wayTo(ala))).toBe(true);
  // In a text that is being written, the key is the text's.
  await ala.composer.fill("Half a thought");
  await keyboard.press("Home");
  await ala.page.waitForTimeout(50);
  expect(await wayTo(ala).count()).toBe(1);
  await ala.composer.fill("");
  await keyboard.press("Home");
  await wayTo(ala).waitFor({ state: "detached" });
  expect(await line(ala)).toEqual(["Message 40", "Bob: Message 1"]);
  await ala.leave();
});

it("The first new message is found among many more than are mounted", async () => {
  const [ala, room] = await reader();
  await miss(ala, room, "Bob", 400);
  expect(await ala.page.locator(".unread").count()).toBe(0);
  await wayTo(ala).click();
  await wayTo(ala).waitFor({ state: "detached" });
  expect(await line(ala)).toEqual(["Message 40", "Bob: Message 1"]);
  await ala.leave();
});

it("The first new message is fetched, or the page says that it cannot be", async () => {
  const [ala, room] = await reader();
  const url = ala.page.url();
  await ala.page.goto("about:blank");
  await tell(room, "Bob", 400);
  const pages = /\/messages\?before=/;
  await ala.page.route(pages, (route) => route.abort());
  await ala.page.goto(url);
  const way = ala.page.getByRole("button", { name: "Go to 400\u00a0new messages" });
  await way.click();
  await ala.page.locator(".status").getByText("Couldn’t find that message.").waitFor();
  expect(await ala.below()).toBeLessThan(2);

  await ala.page.unroute(pages);
  await way.click();
  await way.waitFor({ state: "detached" });
  expect(await line(ala)).toEqual(["Message 40", "Bob: Message 1"]);
  expect(await isFocused(ala.page.getByRole("log"))).toBe(true);
  await ala.leave();
});

it("What is fetched is not taken for the end, where a tall screen shows all of it", async () => {
  const [ala, room] = await reader({ viewport: { width: 1280, height: 1440 } });
  const url = ala.page.url();
  await ala.page.goto("about:blank");
  await tell(room, "Bob", 400);
  await ala.page.goto(url);
  await wayTo(ala).click();
  await wayTo(ala).waitFor({ state: "detached" });
  expect(await line(ala)).toEqual(["Message 40", "Bob: Message 1"]);
  await ala.page.getByRole("button", { name: "Go to the latest messages" }).click();
  await ala.reads("Bob: Message 400");
  await ala.leave();
});

it("Who writes while the first new message is being fetched stays where they write", async () => {
  const [ala, room] = await reader();
  const url = ala.page.url();
  await ala.page.goto("about:blank");
  await tell(room, "Bob", 400);
  await ala.page.goto(url);
  const asked = Promise.withResolvers<void>();
  const written = Promise.withResolvers<void>();
  await ala.page.route(/before=67$/, async (route) => {
    asked.resolve();
    await written.promise;
    await route.continue();
  });
  await wayTo(ala).click();
  await asked.promise;
  await ala.say("My own");
  await ala.reads("My own");
  const answered = ala.page.waitForResponse(/before=67$/);
  written.resolve();
  await (await answered).finished();
  await ala.page.waitForTimeout(100);
  expect(await ala.below()).toBeLessThan(2);
  expect(await ala.messages.last().textContent()).toContain("My own");
  await ala.leave();
});

/** A reader whose room also says what the test likes. */
async function readerOf(): Promise<[Visitor, (said: readonly object[]) => void]> {
  const room = freshRoom();
  await fill(room, "Past", numbered(40));
  const ala = await Visitor.at(browser, "about:blank");
  let page: WebSocketRoute | undefined;
  await ala.page.routeWebSocket(/\/socket/, (socket) => {
    page = socket;
    socket.connectToServer();
  });
  await ala.page.goto(`${serverUrl()}/rooms/${room}`);
  await ala.join("Ala");
  const say = (said: readonly object[]): void => {
    const now = said.map((entry) => ({ ...entry, at: Date.now() }));
    page?.send(JSON.stringify({ type: "entries", entries: now }));
  };
  return [ala, say];
}

it("The first new message is not let go in the moment in which one is led there", async () => {
  const [ala, say] = await readerOf();
  await look(ala, false);
  say(entries(41, 1_600));
  await ala.reads("message 1600");
  await look(ala, true);
  await wayTo(ala).waitFor();
  // The press comes as what is too much to be kept is being read: both are drawn at once.
  await ala.page.evaluate(() => {
    const { parse } = JSON;
    JSON.parse = (text: string): unknown => {
      if (text.length > 100_000) document.querySelector<HTMLElement>(".to-new")?.click();
      return parse(text);
    };
  });
  say(entries(1_601, 3_100));
  await wayTo(ala).waitFor({ state: "detached" });
  say(entries(3_101, 3_101));
  await ala.page.getByRole("button", { name: "1 new message" }).waitFor();
  expect(await line(ala)).toEqual(["Message 40", "message 41"]);
  await ala.leave();
});

it("It is the first message, where what came before it is of a kind that the page does not know", async () => {
  const [ala, say] = await readerOf();
  await look(ala, false);
  const [first, ...rest] = entries(41, 140);
  say([{ ...first, kind: "other" }, ...rest]);
  await ala.reads("message 140");
  await look(ala, true);
  await wayTo(ala).click();
  await wayTo(ala).waitFor({ state: "detached" });
  expect(await line(ala)).toEqual(["Message 40", "message 42"]);
  await ala.leave();
});
