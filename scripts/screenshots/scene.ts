/** One page of a browser, in which a state is brought about and a picture is taken. */

import { once } from "node:events";
import type {
  APIResponse,
  Browser,
  BrowserContextOptions,
  Locator,
  Page,
  Route,
  WebSocketRoute,
} from "playwright-core";
import { WebSocket } from "ws";
import { secretOf, type Line, type People } from "./people.ts";
import { renderedAnew } from "./server-page.ts";

export const DEVICES = {
  phone: {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  },
  desktop: { viewport: { width: 1280, height: 800 } },
} satisfies Readonly<Record<string, BrowserContextOptions>>;

export type Device = keyof typeof DEVICES;
export type Theme = "light" | "dark";

/** Through whose eyes the pictures are taken. */
export const VIEWER = "Róża";

/** Where the browser takes the room to be: what a page shows of its address is of a plausible one. */
const ADDRESS = "https://chat.example.org";

/** When the pictures are taken, so that two takes of a state are alike. */
export const NOW = Date.parse("2026-11-23T10:24:00+01:00");

const TIME_ZONE = "Europe/Warsaw";
const MINUTE = 60_000;

/** Milliseconds after which a state is not coming. */
const PATIENCE = 10_000;

/** Of 100. Text stays sharp, and a hundred pictures stay small. */
const QUALITY = 70;

/** What the room says to the page, changed on its way. */
export type Change = (frame: object) => object;

interface Look {
  readonly device: Device;
  readonly theme: Theme;
  /** What the browser is besides. */
  readonly more: BrowserContextOptions;
}

export class Scene {
  readonly page: Page;
  readonly people: People;
  readonly device: Device;
  readonly theme: Theme;
  readonly #site: string;
  /** The sockets to the room behind those of the page. */
  readonly #sockets = new Set<WebSocket>();
  #who = "a reader";
  #lines: readonly Line[] = [];
  #door: WebSocketRoute | null = null;
  /** The code with which the page's sockets are closed; null while they are let in. */
  #closed: number | null = null;
  /** The code with which posts are refused; "" for posts that get no answer, null for those that pass. */
  #refuses: string | null = null;
  change: Change = (frame) => frame;

  private constructor(page: Page, people: People, site: string, look: Look) {
    this.page = page;
    this.people = people;
    this.#site = site;
    this.device = look.device;
    this.theme = look.theme;
  }

  static async set(browser: Browser, people: People, site: string, look: Look): Promise<Scene> {
    const { device, theme, more } = look;
    const context = await browser.newContext({
      ...DEVICES[device],
      colorScheme: theme,
      reducedMotion: "reduce",
      locale: "en-GB",
      timezoneId: TIME_ZONE,
      serviceWorkers: "block",
      ...more,
    });
    await context.grantPermissions(["notifications"]);
    const scene = new Scene(await context.newPage(), people, site, look);
    context.setDefaultTimeout(PATIENCE);
    await scene.page.clock.setFixedTime(NOW);
    await scene.page.routeWebSocket(/\/socket/, (socket) => scene.#connect(socket));
    await scene.page.route(`${ADDRESS}/**`, async (route) => {
      await route.fulfill({ response: await scene.fetch(route) });
    });
    await scene.page.route(/\/rooms\/[^/]+(\/messages.*)?$/, async (route) => {
      const response = await scene.fetch(route);
      const body = scene.#redated(await response.text());
      const reader = { address: route.request().url(), now: NOW, timeZone: TIME_ZONE };
      await route.fulfill({ response, body: renderedAnew(body, reader) });
    });
    return scene;
  }

  /** Has a request answered by the server, which is not where the browser takes it to be. */
  fetch(route: Route): Promise<APIResponse> {
    return route.fetch({ url: route.request().url().replace(ADDRESS, this.#site) });
  }

  get composer(): Locator {
    return this.page.locator(".composer textarea");
  }

  /** By which a browser knows a room's log again. */
  async epochOf(room: string): Promise<string> {
    const response = await fetch(`${this.#site}/rooms/${room}/messages?limit=1`);
    const body: unknown = await response.json();
    const epoch = typeof body === "object" && body !== null && "epoch" in body && body.epoch;
    return String(epoch);
  }

  /** What the browser remembers of earlier visits. */
  async remember(items: Readonly<Record<string, string>>): Promise<void> {
    await this.page.addInitScript((all) => {
      for (const [key, value] of Object.entries(all)) localStorage.setItem(key, value);
    }, items);
  }

  /** Comes to a room in which this has been said, without a name. */
  async read(room: string, lines: readonly Line[] = []): Promise<void> {
    await this.#come("a reader", room, lines);
  }

  /** Comes to a room, and is known there. */
  async enter(room: string, lines: readonly Line[] = [], hash = ""): Promise<void> {
    await this.remember({ "gatehouse:name": VIEWER, [`gatehouse:name:${room}`]: VIEWER });
    await this.#come(VIEWER, room, lines, hash);
    await this.page.locator("[data-link=up]").waitFor();
    await this.composer.waitFor();
  }

  async go(path: string): Promise<void> {
    await this.page.goto(ADDRESS + path);
  }

  async write(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.page.locator(".send").click();
  }

  /** Lets so much time pass at once. */
  async pass(seconds: number): Promise<void> {
    await this.page.clock.setFixedTime(NOW + seconds * 1_000);
  }

  /** Has the room answer no posts, or refuse them. */
  refuse(code = ""): void {
    this.#refuses = code;
  }

  /** Closes the link, now and whenever it is opened again. */
  async close(code = 1012): Promise<void> {
    this.#closed = code;
    await this.#door?.close({ code });
  }

  open(): void {
    this.#closed = null;
  }

  /** The room says this to the page. */
  hears(frame: object): void {
    this.#door?.send(JSON.stringify(frame));
  }

  /** A picture of what is in sight. */
  async picture(): Promise<Buffer> {
    // By itself Playwright writes no WebP, which is a third of the size.
    const devtools = await this.page.context().newCDPSession(this.page);
    const { data } = await devtools.send("Page.captureScreenshot", {
      format: "webp",
      quality: QUALITY,
    });
    return Buffer.from(data, "base64");
  }

  async leave(): Promise<void> {
    // What is still being fetched is not waited for.
    await this.page.unrouteAll({ behavior: "ignoreErrors" });
    for (const socket of this.#sockets) socket.terminate();
    await this.page.context().close();
  }

  async #come(who: string, room: string, lines: readonly Line[], hash = ""): Promise<void> {
    this.#who = who;
    this.#lines = lines;
    await this.people.tell(room, lines);
    await this.go(`/rooms/${room}${hash}`);
  }

  #connect(page: WebSocketRoute): void {
    if (this.#closed !== null) return void page.close({ code: this.#closed });
    this.#door = page;
    const headers = { Authorization: `Bearer ${secretOf(this.#who)}` };
    const url = page.url().replace(ADDRESS.replace("http", "ws"), this.#site.replace("http", "ws"));
    const room = new WebSocket(url, { headers });
    this.#sockets.add(room);
    const opened = once(room, "open");
    room.on("message", (data: Buffer) => {
      const said = data.toString();
      if (said === "pong") return page.send(said);
      const frame: object = JSON.parse(this.#redated(said));
      page.send(JSON.stringify(this.change(frame)));
    });
    page.onClose(() => room.terminate());
    page.onMessage(async (data) => {
      await opened;
      const id = /"type":"post","id":"([^"]+)"/.exec(String(data))?.[1];
      if (id === undefined || this.#refuses === null) return room.send(data);
      const refused = { type: "refused", id, code: this.#refuses, message: "", retryAfter: 60_000 };
      if (this.#refuses !== "") page.send(JSON.stringify(refused));
    });
  }

  /** Everything has been said just now; in a picture it was said when its line tells. */
  #redated(body: string): string {
    return body.replaceAll(/("seq":(\d+),"at":)\d+/g, (_, head: string, seq: string) => {
      const minutes = this.#lines[Number(seq) - 1]?.[1] ?? 0;
      return `${head}${NOW - minutes * MINUTE}`;
    });
  }
}
