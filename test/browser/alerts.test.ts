/** What calls a reader who looks elsewhere: the badge, the notification, the sound. */

import type { Browser, BrowserContextOptions, Worker } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { violations } from "./axe.ts";
import { Cable } from "./cable.ts";
import { launchBrowser } from "../../tools/chromium.ts";
import { openMenu } from "./menu.ts";
import { fill, numbered } from "./past.ts";
import { DESKTOP, PHONE, freshRoom, serverUrl, Visitor } from "./visitor.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** What a page did to call its reader. */
interface Calls {
  readonly banners: { title: string; body: string; tag: string; renotify: boolean }[];
  readonly shown: string[];
  readonly badges: number[];
  notes: number;
  asked: number;
}

declare global {
  /** In the page. */
  var calls: Calls;
}

/** Stands in for a system that shows notifications: a browser without a screen allows none. */
function system(answer: NotificationPermission): void {
  const calls: Calls = { banners: [], shown: [], badges: [], notes: 0, asked: 0 };
  globalThis.calls = calls;
  let permission: NotificationPermission = answer === "granted" ? "granted" : "default";
  Object.defineProperty(Notification, "permission", { get: () => permission });
  Notification.requestPermission = () => {
    calls.asked += 1;
    permission = answer;
    return Promise.resolve(answer);
  };
  ServiceWorkerRegistration.prototype.showNotification = function show(title, options) {
    const { body = "", tag = "" } = options ?? {};
    calls.banners.push({ title, body, tag, renotify: Reflect.get(options ?? {}, "renotify") });
    calls.shown.splice(0, 1, tag);
    return Promise.resolve();
  };
  ServiceWorkerRegistration.prototype.getNotifications = function get() {
    const notifications = calls.shown.map((tag) => {
      const notification = Object.create(Notification.prototype);
      return Object.defineProperties(notification, {
        tag: { value: tag },
        close: { value: () => calls.shown.splice(0) },
      });
    });
    return Promise.resolve(notifications);
  };
  navigator.setAppBadge = (count = 0) => Promise.resolve(void calls.badges.push(count));
  globalThis.OscillatorNode = class extends OscillatorNode {
    override start(when?: number): void {
      calls.notes += 1;
      super.start(when);
    }
  };
}

const callsOf = ({ page }: Visitor): Promise<Calls> => page.evaluate(() => globalThis.calls);

/** Opens a page of this profile and takes a name, before a system that answers in this way. */
async function visit(
  url: string,
  answer: NotificationPermission = "granted",
  options: BrowserContextOptions = DESKTOP,
): Promise<Visitor> {
  const visitor = await Visitor.at(browser, "about:blank", options);
  await visitor.context.addInitScript(system, answer);
  await visitor.page.goto(url);
  await welcomed(visitor);
  return visitor;
}

async function welcomed({ page }: Visitor): Promise<void> {
  await page.locator(".roster > p:not(.more)").first().waitFor({ state: "attached" });
  await page.evaluate(() => navigator.serviceWorker.ready);
}

/** Switches on what has this label, and closes the menu. */
async function switchOn(visitor: Visitor, label: string): Promise<void> {
  const menu = await openMenu(visitor);
  await menu.getByRole("switch", { name: label }).click();
  await menu.getByRole("switch", { name: label, checked: true }).waitFor();
  await visitor.page.keyboard.press("Escape");
}

const hasAlerts = (): boolean =>
  performance.getEntriesByType("resource").some(({ name }) => name.includes("/alerts-"));

/** In a browser without a screen every page has the focus. */
async function look({ page }: Visitor, here: boolean): Promise<void> {
  await page.evaluate((focused) => {
    document.hasFocus = () => focused;
    dispatchEvent(new Event(focused ? "focus" : "blur"));
  }, here);
  if (!here) await page.waitForFunction(hasAlerts);
}

/** Longer than messages are gathered. */
const quiet = ({ page }: Visitor): Promise<void> => page.waitForTimeout(1_200);

const NOTIFY = "Notify me of new messages";
const SOUND = "Play a sound";

describe("notifications", () => {
  it("are off at first, asked for by a press only, and set for one room", async () => {
    const [tea, cake] = [freshRoom(), freshRoom()];
    const ala = await visit(`${serverUrl()}/rooms/${tea}`, "granted");
    await look(ala, false);
    await fill(tea, "Bob", ["Hello"]);
    await quiet(ala);
    await look(ala, true);
    expect(await callsOf(ala)).toMatchObject({ banners: [], notes: 0, asked: 0 });

    await switchOn(ala, NOTIFY);
    expect((await callsOf(ala)).asked).toBe(1);
    await ala.page.reload();
    const menu = await openMenu(ala);
    await menu.getByRole("switch", { name: NOTIFY, checked: true }).waitFor();
    await ala.page.goto(`${serverUrl()}/rooms/${cake}`);
    await openMenu(ala);
    await menu.getByRole("switch", { name: NOTIFY, checked: false }).waitFor();
    expect((await callsOf(ala)).asked).toBe(0);
    await ala.leave();
  });

  it.each([
    ["denied", "Your browser blocks notifications"],
    ["default", "Your browser blocks notifications"],
  ] as const)("stay off and say why, if the answer is %s", async (answer, why) => {
    const room = freshRoom();
    const ala = await visit(`${serverUrl()}/rooms/${room}`, answer);
    const menu = await openMenu(ala);
    const toggle = menu.getByRole("switch", { name: NOTIFY });
    expect(await menu.getByText(why).count()).toBe(0);
    await toggle.press("Space");
    await menu.getByRole("status").getByText(why).waitFor();
    expect(await toggle.getAttribute("aria-checked")).toBe("false");
    expect(await violations(ala)).toEqual([]);
    await ala.page.keyboard.press("Escape");
    await look(ala, false);
    await fill(room, "Bob", ["Hello"]);
    await quiet(ala);
    expect((await callsOf(ala)).banners).toEqual([]);
    await ala.leave();
  });

  it("say so where the browser has none, in Polish on a phone", async () => {
    const options = { ...PHONE, locale: "pl-PL", colorScheme: "dark" as const };
    const ala = await visit(`${serverUrl()}/rooms/${freshRoom()}`, "granted", options);
    await ala.page.evaluate(() => Reflect.deleteProperty(globalThis, "Notification"));
    const menu = await openMenu(ala);
    await menu.getByRole("switch", { name: "Powiadamiaj o nowych wiadomościach" }).click();
    await menu.getByText("Ta przeglądarka nie pokaże tu powiadomień").waitFor();
    expect(await violations(ala)).toEqual([]);
    await ala.leave();
  });
});

it("Over http on a network, notifications say what they lack", async () => {
  const ala = await Visitor.at(browser, "about:blank", PHONE);
  // No name of this machine's own: those count as secure.
  await ala.page.route("http://gatehouse.test/**", async (route) => {
    const { pathname } = new URL(route.request().url());
    await route.fulfill({ response: await route.fetch({ url: serverUrl() + pathname }) });
  });
  await ala.page.routeWebSocket(/\/socket/, () => {});
  await ala.page.goto(`http://gatehouse.test/rooms/${freshRoom()}`);
  const menu = await openMenu(ala);
  await menu.getByRole("switch", { name: NOTIFY }).tap();
  await menu.getByRole("status").getByText("need a secure connection").waitFor();
  expect(await menu.getByText("Home Screen").count()).toBe(0);
  expect(await violations(ala)).toEqual([]);
  await ala.leave();
});

describe("whoever looks elsewhere", () => {
  it("is called also where a page may have no locks", async () => {
    const room = freshRoom();
    const ala = await visit(`${serverUrl()}/rooms/${room}`);
    await ala.page.addInitScript(() => {
      const denied = () => Promise.reject(new DOMException("Denied.", "SecurityError"));
      navigator.locks.request = denied;
      navigator.locks.query = denied;
    });
    await switchOn(ala, NOTIFY);
    await ala.page.reload();
    await look(ala, false);
    await fill(room, "Bob", ["Hello"]);
    await expect.poll(async () => (await callsOf(ala)).banners.length).toBe(1);
    expect(ala.complaints).toEqual([]);
    await ala.leave();
  });

  it("gets one notification for the room, which says the latest until it is read", async () => {
    const room = freshRoom();
    const ala = await visit(`${serverUrl()}/rooms/${room}`);
    await ala.join("Ala");
    await switchOn(ala, NOTIFY);
    await look(ala, false);
    await fill(room, "Bob", [`Hello\n  ${"x".repeat(300)}`]);
    await expect.poll(async () => (await callsOf(ala)).banners.length).toBe(1);
    await fill(room, "Bob 2", ["Are you there?"]);
    await expect.poll(async () => (await callsOf(ala)).banners.length).toBe(2);
    const { banners, shown } = await callsOf(ala);
    expect(banners).toEqual([
      { title: room, body: `Bob: Hello ${"x".repeat(133)}…`, tag: shown[0], renotify: true },
      {
        title: room,
        body: "Bob 2: Are you there?\n2\u00a0new messages",
        tag: shown[0],
        renotify: false,
      },
    ]);
    await look(ala, true);
    await expect.poll(async () => (await callsOf(ala)).shown).toEqual([]);
    expect((await callsOf(ala)).badges).toEqual([1, 2, 0]);
    expect(ala.complaints).toEqual([]);
    await ala.leave();
  });

  it("has a count on the app also where notifications are off", async () => {
    const room = freshRoom();
    const ala = await visit(`${serverUrl()}/rooms/${room}`);
    await look(ala, false);
    await fill(room, "Bob", numbered(3));
    await expect.poll(async () => (await callsOf(ala)).badges.at(-1)).toBe(3);
    await look(ala, true);
    await expect.poll(async () => (await callsOf(ala)).badges.at(-1)).toBe(0);
    expect((await callsOf(ala)).banners).toEqual([]);
    await ala.leave();
  });

  it("is not told what they have written themselves, nor what was there before", async () => {
    const room = freshRoom();
    await fill(room, "Bob", numbered(3));
    const ala = await visit(`${serverUrl()}/rooms/${room}`);
    await ala.join("Ala");
    await switchOn(ala, NOTIFY);
    await switchOn(ala, SOUND);
    const url = ala.page.url();
    await ala.page.goto("about:blank");
    await fill(room, "Bob 2", numbered(2));
    await ala.context.addInitScript(() => (document.hasFocus = () => false));
    await ala.page.goto(url);
    await welcomed(ala);
    await ala.say("My own");
    await ala.reads("My own");
    await quiet(ala);
    expect(await callsOf(ala)).toMatchObject({ banners: [], notes: 0 });
    expect((await callsOf(ala)).badges.at(-1)).toBe(2);
    await fill(room, "Bob 3", ["Another's"]);
    await expect.poll(async () => (await callsOf(ala)).banners.length).toBe(1);
    await ala.leave();
  });

  it("is told once, as a count, what was missed without a network", async () => {
    const cable = await Cable.to(inject("port"));
    const room = freshRoom();
    const ala = await visit(`${cable.url}/rooms/${room}`);
    await switchOn(ala, NOTIFY);
    await look(ala, false);
    cable.cut();
    await fill(room, "Bob", numbered(3));
    cable.mend();
    await ala.online();
    await ala.reads("Message 3");
    await quiet(ala);
    const { banners } = await callsOf(ala);
    expect(banners.map(({ body }) => body)).toEqual(["3\u00a0new messages"]);
    await ala.leave();
    await cable.remove();
  }, 60_000);

  it("hears a sound if they want to, once in a while", async () => {
    const room = freshRoom();
    const ala = await visit(`${serverUrl()}/rooms/${room}`);
    await switchOn(ala, SOUND);
    // Switched on, it is heard: two notes.
    await expect.poll(async () => (await callsOf(ala)).notes).toBe(2);
    await look(ala, false);
    await fill(room, "Bob", ["Hello"]);
    await expect.poll(async () => (await callsOf(ala)).notes).toBe(4);
    await fill(room, "Bob 2", ["And again"]);
    await quiet(ala);
    expect(await callsOf(ala)).toMatchObject({ notes: 4, banners: [] });
    await ala.leave();
  });
});

describe("all is quiet", () => {
  it("while somebody looks at the page", async () => {
    const room = freshRoom();
    const ala = await visit(`${serverUrl()}/rooms/${room}`);
    await switchOn(ala, NOTIFY);
    await look(ala, false);
    await look(ala, true);
    await fill(room, "Bob", ["Hello"]);
    await ala.reads("Hello");
    await quiet(ala);
    expect((await callsOf(ala)).banners).toEqual([]);
    await ala.leave();
  });

  it("while somebody looks at another page of the room, and two pages speak with one voice", async () => {
    const room = freshRoom();
    const url = `${serverUrl()}/rooms/${room}`;
    const one = await visit(url);
    await switchOn(one, NOTIFY);
    await look(one, false);
    const two = await one.another(url);
    await welcomed(two);
    await two.join("Ala");
    await fill(room, "Bob", ["Looked at"]);
    await two.reads("Looked at");
    await quiet(two);
    expect((await callsOf(one)).banners).toEqual([]);
    // What is read there is read here.
    await expect.poll(async () => (await callsOf(one)).badges.at(-1)).toBe(0);

    await look(two, false);
    await fill(room, "Bob 2", ["Looked at by nobody"]);
    await expect.poll(async () => (await callsOf(one)).banners.length).toBe(1);
    await quiet(two);
    expect((await callsOf(two)).banners).toEqual([]);

    await one.page.close();
    await fill(room, "Bob 3", ["The other one speaks"]);
    await expect.poll(async () => (await callsOf(two)).banners.length).toBe(1);
    await two.leave();
  });
});

describe("a press on a notification", () => {
  /**
   * Presses a notification of a page, and tells where that led: to a page that is open, or a new one.
   * A browser lets a service worker do either only after a press of its reader's.
   */
  function press(worker: Worker, url: string): Promise<string[]> {
    return worker.evaluate(`(async () => {
      const led = [];
      WindowClient.prototype.focus = async function () { led.push("focus " + this.url); };
      clients.openWindow = async (url) => { led.push("open " + url); };
      const event = new ExtendableEvent("notificationclick");
      event.notification = { data: ${JSON.stringify(url)}, close: () => led.push("closed") };
      const waits = [];
      event.waitUntil = (wait) => waits.push(wait);
      dispatchEvent(event);
      await Promise.all(waits);
      return led;
    })()`);
  }

  it("leads to its page, which is opened again if it is gone", async () => {
    const url = `${serverUrl()}/rooms/${freshRoom()}`;
    const ala = await visit(url);
    const [worker] = ala.context.serviceWorkers();
    const other = `${serverUrl()}/rooms/${freshRoom()}`;
    expect(await press(worker!, url)).toEqual(["closed", `focus ${url}`]);
    expect(await press(worker!, other)).toEqual(["closed", `open ${other}`]);
    await ala.leave();
  });
});
