/** What a page says of its link to the room. */

import type { Browser, BrowserContextOptions, WebSocketRoute } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { violations } from "./axe.ts";
import { launchBrowser } from "../../tools/chromium.ts";
import { DESKTOP, PHONE, freshRoom, serverUrl, Visitor } from "./visitor.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Milliseconds by which a clock is moved on at once. */
const STEP = 500;

/** A room that does as it is told: it lets its visitors in or not, and stores their posts or not. */
class Door {
  open = true;
  /** The code with which posts are refused. */
  refuses: string | null = null;
  /** Whether nothing comes through the link that seems to be whole; the next one is. */
  deaf = false;
  entered = 0;
  #page: WebSocketRoute | null = null;

  enter(page: WebSocketRoute): void {
    if (!this.open) return void page.close({ code: 1012 });
    this.#page = page;
    this.deaf = false;
    this.entered++;
    const room = page.connectToServer();
    page.onMessage((data) => {
      if (this.deaf) return;
      const frame: unknown = String(data) === "ping" ? null : JSON.parse(String(data));
      const post = typeof frame === "object" && frame !== null && "id" in frame ? frame.id : null;
      if (this.refuses === null || post === null) return room.send(data);
      const answer = {
        type: "refused",
        id: post,
        code: this.refuses,
        message: "",
        retryAfter: 300,
      };
      page.send(JSON.stringify(answer));
    });
  }

  async close(code: number): Promise<void> {
    this.open = false;
    await this.#page?.close({ code });
  }
}

/** Ala in a room of her own, behind a door, by a clock that can be moved on. */
async function behindDoor(options: BrowserContextOptions) {
  const ala = await Visitor.at(browser, "about:blank", options);
  const door = new Door();
  const { clock } = ala.page;
  await clock.install();
  await ala.page.routeWebSocket(/\/socket/, (page) => door.enter(page));
  await ala.page.goto(`${serverUrl()}/rooms/${freshRoom()}`);
  await ala.join("Ala");
  return { ala, door, clock };
}

it("An outage, a network that is gone, haste and a full room are told apart", async () => {
  const { ala, door, clock } = await behindDoor(PHONE);
  const status = ala.page.locator(".status");
  const top = async (): Promise<number | undefined> => (await ala.composer.boundingBox())?.y;
  const before = await top();

  await door.close(1012);
  await ala.page.locator("[data-link=down]").waitFor();
  await clock.runFor(4_000);
  expect(await status.textContent()).toBe("");
  await clock.runFor(2_500);
  await status
    .getByText(/Reconnecting… your messages will be sent. Next try in \d+\ss\./)
    .waitFor();
  expect(await violations(ala)).toEqual([]);
  await ala.context.setOffline(true);
  await clock.runFor(1_000);
  await status.locator("p").getByText("You’re offline.").waitFor();
  await ala.say("Later");
  await ala.page.getByText("Waiting…").waitFor();
  expect(await violations(ala)).toEqual([]);
  door.open = true;
  // The network's return is reason enough to try at once.
  await ala.context.setOffline(false);
  await status.getByText("Caught up.").waitFor();

  await door.close(4429);
  await ala.page.locator("[data-link=down]").waitFor();
  await clock.runFor(6_000);
  await status.locator("p").getByText("That was too fast.").waitFor();
  door.open = true;
  await ala.page.getByRole("button", { name: "Retry now" }).tap();
  await ala.page.locator("[data-link=up]").waitFor();

  door.refuses = "unavailable";
  await ala.say("Kept");
  await status.getByText("The room can’t save messages right now.").waitFor();
  expect(await violations(ala)).toEqual([]);
  door.refuses = "rate_limited";
  await clock.runFor(400);
  await status.getByText("That was a bit fast.").waitFor();
  expect(await top()).toBe(before);
  door.refuses = null;
  await clock.runFor(400);
  await ala.reads("Kept");
  door.refuses = "text_too_long";
  await ala.say("Refused");
  await ala.page.getByText("Not sent. The message is too long.").waitFor();
  expect(await violations(ala)).toEqual([]);
  await ala.leave();
});

it("A network that goes is seen at once, and told of after five seconds", async () => {
  const { ala, door, clock } = await behindDoor(DESKTOP);
  const status = ala.page.locator(".status");
  door.open = false;
  await ala.context.setOffline(true);
  await ala.page.locator("[data-link=lost]").waitFor();
  await ala.rest();
  for (const part of [".mark", ".roster .avatar"]) {
    const look = await ala.page.locator(part).evaluate((face) => getComputedStyle(face).filter);
    expect(look, part).toContain("grayscale(1)");
  }
  const inks = await Promise.all(
    [".people", ".roster li", ".top h1"].map((part) =>
      ala.page.locator(part).evaluate((element) => getComputedStyle(element).color),
    ),
  );
  expect(inks[0]).toBe(inks[1]);
  expect(inks[0]).not.toBe(inks[2]);
  await clock.runFor(3_500);
  expect(await status.textContent()).toBe("");
  await clock.runFor(1_500);
  await status.locator("p").getByText("You’re offline.").waitFor();
  await ala.page.getByRole("heading", { name: /^Here at \d\d:\d\d$/ }).waitFor();
  // To no avail, but it is the reader who knows best.
  await status.getByRole("button", { name: "Retry now" }).click();
  await clock.runFor(1_000);
  expect(await status.locator("p").textContent()).not.toContain("Next try");
  expect(await violations(ala)).toEqual([]);
  door.open = true;
  await ala.context.setOffline(false);
  await status.getByText("Caught up.").waitFor();
  await ala.page.getByRole("heading", { name: "Here now" }).waitFor();
  await ala.leave();
});

it("A link that lives on where the browser sees no network is missing for a moment", async () => {
  const { ala, door, clock } = await behindDoor(DESKTOP);
  const status = ala.page.locator(".status");
  door.deaf = true;
  await ala.say("Under way");
  await ala.page.evaluate(() => {
    Object.defineProperty(navigator, "onLine", { value: false });
    dispatchEvent(new Event("offline"));
  });
  await ala.say("Held");
  await clock.runFor(2_000);
  await ala.reads("Held");
  expect(await ala.texts()).toEqual(["Under way", "Held"]);
  expect(await status.textContent()).toBe("");
  await clock.runFor(10_000);
  expect(door.entered).toBe(2);
  expect(await linkOf(ala)).toBe("up");
  await ala.leave();
});

it.each([
  ["en-GB", "Sending…", "Waiting…"],
  ["pl-PL", "Wysyłanie…", "Czeka…"],
])(
  "A message that cannot be sent waits, and does not say that it is on its way (%s)",
  async (locale, sending, waiting) => {
    const { ala, door, clock } = await behindDoor({ ...PHONE, locale });
    const fate = ala.page.locator(".pending .fate");
    door.deaf = true;
    await ala.say("Sent, and not answered");
    await fate.getByText(sending).waitFor();
    expect(await placeLeft(ala)).toBeGreaterThanOrEqual(0);
    await door.close(1012);
    await fate.getByText(waiting).waitFor();
    expect(await placeLeft(ala)).toBeGreaterThanOrEqual(0);
    door.open = true;
    await ala.online();
    await ala.reads("Sent, and not answered");

    door.refuses = "unavailable";
    await ala.say("Kept");
    await fate.getByText(waiting).waitFor();
    door.refuses = null;
    await clock.runFor(400);
    await ala.reads("Kept");
    await ala.leave();
  },
);

/** How a page shows its link to the room. */
function linkOf({ page }: Visitor): Promise<string | null> {
  return page.locator(".top").getAttribute("data-link");
}

/** Pixels at the end of a text that its fate leaves of the place that is made for it. */
function placeLeft({ page }: Visitor): Promise<number> {
  return page.locator(".pending").evaluate((row) => {
    const [text, fate] = [row.querySelector(".text"), row.querySelector(".fate")];
    if (!text || !fate) throw new Error("This is no message on its way.");
    const place = Number.parseFloat(getComputedStyle(text, "::after").inlineSize);
    return place - fate.getBoundingClientRect().width;
  });
}

it.each(["en-GB", "pl-PL"])(
  "What is said of a link takes two lines of a phone at the most (%s)",
  async (locale) => {
    const { ala, door, clock } = await behindDoor({ ...PHONE, locale });
    const told = ala.page.locator(".status p");
    const fits = async (text: RegExp): Promise<void> => {
      await told.getByText(text).waitFor();
      const lines = await told.evaluate(
        (p) => p.getBoundingClientRect().height / parseFloat(getComputedStyle(p).lineHeight),
      );
      expect(lines, (await told.textContent()) ?? "").toBeLessThanOrEqual(2);
    };
    for (const code of [1012, 4429]) {
      await door.close(code);
      await ala.page.locator("[data-link=down]").waitFor();
      await clock.runFor(5_500);
      await fits(/\d\ss\.$/);
      door.open = true;
      await ala.online();
      await ala.page.locator("[data-link=up]").waitFor();
    }
    door.open = false;
    await ala.context.setOffline(true);
    await clock.runFor(5_500);
    await fits(/offline|sieci/);
    await ala.leave();
  },
);

it("An outage is told also where a part of the page was missing", async () => {
  // A service worker would have kept the part.
  const { ala, door, clock } = await behindDoor({ ...DESKTOP, serviceWorkers: "block" });
  await ala.page.route("**/menu.css", (route) => route.abort());
  await ala.page.getByRole("button", { name: "Room menu" }).click();
  const status = ala.page.locator(".status");
  await status.getByText("didn’t load").waitFor();
  await door.close(1012);
  await ala.page.locator("[data-link=down]").waitFor();
  await clock.runFor(7_000);
  await status.locator("p").getByText("Reconnecting…").waitFor();
  await ala.leave();
});

it("A link that is only half alive is given up: within 45 s, or at once where there is doubt", async () => {
  const { ala, door, clock } = await behindDoor(DESKTOP);
  for (const [what, within] of [
    ["nothing", 45_000 + STEP],
    ["online", 4_000 + STEP],
    ["visibilitychange", 4_000 + STEP],
  ] as const) {
    const entered = door.entered;
    door.deaf = true;
    await ala.say(`Said into the void: ${what}`);
    await ala.page.evaluate((type) => {
      const event = new Event(type);
      (type.endsWith("line") ? window : document).dispatchEvent(event);
    }, what);
    // Step by step: what the room says comes by a clock that nobody moves on.
    let waited = 0;
    for (; (await linkOf(ala)) === "up"; waited += STEP) await clock.runFor(STEP);
    expect(waited, what).toBeLessThanOrEqual(within);
    // It comes back by itself, after two seconds at the most, and nothing is lost.
    await clock.runFor(2_000);
    await ala.reads(what);
    expect(door.entered).toBe(entered + 1);
  }
  expect(await ala.texts()).toHaveLength(3);
  await ala.leave();
});

it("A page whose link ended for good says as of when who was here", async () => {
  const ala = await Visitor.at(browser, "about:blank");
  let end = (): Promise<void> => Promise.resolve();
  await ala.page.routeWebSocket(/\/socket/, (socket) => {
    socket.connectToServer();
    end = () => socket.close({ code: 4409 });
  });
  await ala.page.goto(`${serverUrl()}/rooms/${freshRoom()}`);
  await ala.join("Ala");
  await ala.page.getByRole("heading", { name: "Here now" }).waitFor();
  await end();
  await ala.page.getByRole("heading", { name: /^Here at \d\d:\d\d$/ }).waitFor();
  await ala.leave();
});

it("A link that ended for good says why, and what to do", async () => {
  const closes = new Map([
    [4400, "The room didn’t understand this page."],
    [4401, "The room doesn’t recognise you."],
    [4403, "You can’t enter this room."],
    [4404, "This room doesn’t exist."],
    [4409, "This room is open in a newer tab."],
    [4413, "That was too much at once."],
  ]);
  const ala = await Visitor.at(browser, "about:blank", PHONE);
  let code = 0;
  await ala.page.routeWebSocket(/\/socket/, (page) => void page.close({ code }));
  const room = `${serverUrl()}/rooms/${freshRoom()}`;
  for (const [next, text] of closes) {
    code = next;
    await ala.page.goto(room);
    await ala.page.getByRole("alert").getByText(text).waitFor();
    await ala.page.getByRole("button", { name: "Reload" }).waitFor();
  }
  expect(await violations(ala)).toEqual([]);
  await ala.leave();
});
