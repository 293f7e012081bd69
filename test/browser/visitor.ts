/** A person with a browser of their own, who looks, clicks and types, in English or Polish. */

import { randomUUID } from "node:crypto";
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Locator,
  Page,
} from "playwright-core";
import { inject } from "vitest";

export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};
export const DESKTOP: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
/** A browser in which nothing is kept but by itself: what the network does not bring is missing. */
export const UNKEPT: BrowserContextOptions = { ...DESKTOP, serviceWorkers: "block" };

/** Milliseconds after which what a visitor waits for is not coming. */
const PATIENCE = 10_000;

/** The address of the server that all tests share. */
export function serverUrl(): string {
  return `http://localhost:${inject("port")}`;
}

export function freshRoom(): string {
  return `room-${randomUUID().slice(0, 13)}`;
}

export const isFocused = (part: Locator): Promise<boolean> =>
  part.evaluate((element) => element === document.activeElement);

export class Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the browser complained about: errors of the script, violations of the policy. */
  readonly complaints: string[] = [];

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
    page.on("pageerror", (error) => this.complaints.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(message.text());
    });
  }

  /** Opens a page in a browser profile of its own. */
  static async at(browser: Browser, url: string, options = DESKTOP): Promise<Visitor> {
    const context = await browser.newContext({
      locale: "en-GB",
      timezoneId: "Europe/Warsaw",
      ...options,
    });
    context.setDefaultTimeout(PATIENCE);
    const visitor = new Visitor(context, await context.newPage());
    await visitor.page.goto(url);
    return visitor;
  }

  /** Opens another tab of the same profile. */
  async another(url: string): Promise<Visitor> {
    const visitor = new Visitor(this.context, await this.context.newPage());
    await visitor.page.goto(url);
    return visitor;
  }

  get nameField(): Locator {
    return this.page.getByLabel(/^(Your name|Twoje imię)$/);
  }

  get composer(): Locator {
    return this.page.getByLabel(/^(Message|Wiadomość)$/);
  }

  get messages(): Locator {
    return this.page.locator("[data-seq]");
  }

  /** Takes a name and waits until the room has granted it. */
  async join(name: string): Promise<void> {
    await this.nameField.fill(name);
    await this.page.getByRole("button", { name: /^(Join|Dołącz)$/ }).click();
    await this.composer.waitFor();
    await this.page.locator(".roster .you").waitFor({ state: "attached" });
  }

  /** Writes and sends, by the button: on a touch screen Enter makes a line. */
  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.page.getByRole("button", { name: /^(Send|Wyślij)$/ }).click();
  }

  /** Waits until a stored message with this text is there. */
  async reads(text: string): Promise<void> {
    await this.messages.filter({ hasText: text }).first().waitFor();
  }

  /** The texts of the stored messages that are in the page, in their order. */
  async texts(): Promise<string[]> {
    return this.page.locator("[data-seq] .text").allTextContents();
  }

  /** Pixels of the list below what is in sight. */
  async below(): Promise<number> {
    return this.page.getByRole("log").evaluate((log) => Math.abs(log.scrollTop));
  }

  /** By how much what the page shows has moved of itself so far: the browser's score. */
  async layoutShift(): Promise<number> {
    return this.page.evaluate(
      () =>
        new Promise<number>((done) => {
          let sum = 0;
          const add = (entry: PerformanceEntry): void => {
            if ("value" in entry) sum += Number(entry.value);
          };
          new PerformanceObserver((list) => list.getEntries().forEach(add)).observe({
            type: "layout-shift",
            buffered: true,
          });
          setTimeout(() => done(sum), 200);
        }),
    );
  }

  /** The browser says that the network is back: the page comes back at once, and not when it would by itself. */
  async online(): Promise<void> {
    await this.page.evaluate(() => dispatchEvent(new Event("online")));
  }

  /** Waits until nothing is in motion, but for what never rests. */
  async rest(): Promise<void> {
    await this.page.evaluate(async () => {
      const passing = document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
      await Promise.allSettled(passing.map(({ finished }) => finished));
    });
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}
