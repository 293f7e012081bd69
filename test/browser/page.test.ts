/** What a page is before and apart from its conversation: readable, light, still, accessible. */

import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchBrowser } from "../../tools/chromium.ts";
import { Edge } from "../../tools/edge.ts";
import { violations } from "./axe.ts";
import { report, weigh } from "./figures.ts";
import { brightness } from "./brightness.ts";
import { untilKept } from "./kept.ts";
import { tooSmall } from "./fit.ts";
import { fill, numbered } from "./past.ts";
import { DESKTOP, PHONE, freshRoom, serverUrl, Visitor } from "./visitor.ts";

/**
 * The budgets of a first visit, in bytes over the wire (gzip): its script; and everything, until one has
 * joined and written, and could come again without a network.
 */
const BUDGET = { script: 25_000, everything: 60_000 };

/** Pixels that a finger needs, in both directions. */
const FINGER = 44;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe("a first visit", () => {
  it("can be read before a script has run, in the markup that the script will show", async () => {
    const room = freshRoom();
    await fill(room, "Żaneta", [
      "Hello",
      "A link https://example.org",
      "👍",
      "שלום",
      "line\nbreak",
    ]);
    const url = `${serverUrl()}/rooms/${room}`;
    const bare = await Visitor.at(browser, url, { ...DESKTOP, javaScriptEnabled: false });
    expect(await bare.page.locator("[data-seq] .text").allTextContents()).toHaveLength(5);
    expect(await bare.page.locator("noscript").textContent()).toContain("turn on JavaScript");
    // Nobody is told of there, so nothing is kept free for them.
    expect(await bare.page.locator(".roster").isVisible()).toBe(false);
    expect((await bare.page.getByRole("log").boundingBox())?.width).toBe(DESKTOP.viewport?.width);
    const rows = (visitor: Visitor): Promise<string> => visitor.page.locator(".rows").innerHTML();
    const scripted = await Visitor.at(browser, url);
    await scripted.nameField.waitFor();
    // The server knows only roughly where its reader is: times may differ, nothing else may.
    const timeless = (html: string): string => html.replace(/<time[^>]*>[^<]*<\/time>/g, "<time>");
    expect(timeless(await rows(scripted))).toBe(timeless(await rows(bare)));
    await Promise.all([bare.leave(), scripted.leave()]);
  });

  it.each([
    ["a desktop", DESKTOP],
    ["a phone", PHONE],
  ])("does not shift on %s", async (_, options: BrowserContextOptions) => {
    const room = freshRoom();
    await fill(room, "Past", numbered(60));
    const visitor = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`, options);
    await visitor.nameField.waitFor();
    await visitor.page.waitForTimeout(500);
    const shift = await visitor.layoutShift();
    expect(shift).toBe(0);
    await visitor.leave();
  });

  it.each(["en-GB", "pl-PL"])("begins with no more script than its budget (%s)", async (locale) => {
    const room = freshRoom();
    await fill(room, "Past", numbered(60));
    const visitor = await Visitor.at(browser, "about:blank", { ...DESKTOP, locale });
    const weights = await weigh(visitor, `${serverUrl()}/rooms/${room}`);
    const everything = Array.from(weights.values()).reduce((sum, weight) => sum + weight);
    const script = weights.get("script") ?? 0;
    report(
      `A first visit (${locale}) begins with ${script} bytes of script, ${everything} in all (gzip).`,
    );
    expect(script).toBeGreaterThan(10_000);
    expect(script).toBeLessThanOrEqual(BUDGET.script);
    await visitor.leave();
  });

  it("fetches no more than its budget, with all that comes by itself later", async () => {
    const room = freshRoom();
    await fill(room, "Past", numbered(60));
    const edge = await Edge.before(inject("port"));
    const visitor = await Visitor.at(browser, `http://localhost:${edge.port}/rooms/${room}`);
    await visitor.join("Ala");
    await visitor.say("Hello");
    await visitor.reads("Hello");
    await untilKept(visitor);
    const { bytes, requests } = edge.take();
    const everything = Object.values(bytes).reduce((sum, weight) => sum + weight);
    report(
      `Until it could be opened without a network, it fetches ${everything} in ${requests} requests.`,
    );
    expect(bytes.script, "the later parts are among it").toBeGreaterThan(BUDGET.script);
    expect(everything).toBeLessThanOrEqual(BUDGET.everything);
    await visitor.leave();
    edge.close();
  });

  it("knows its script from the start, and that is kept for good", async () => {
    const html = await (await fetch(serverUrl())).text();
    const scripts = Array.from(
      html.matchAll(/(?:src|href)="(\/dist\/[^"]*)"/g),
      ([, path]) => path,
    );
    const visitor = await Visitor.at(browser, "about:blank");
    const fetched = new Set<string>();
    visitor.page.on("response", (response) => {
      const { pathname } = new URL(response.url());
      if (!pathname.startsWith("/dist/")) return;
      fetched.add(pathname);
      expect(response.headers()["cache-control"]).toContain("immutable");
    });
    await visitor.page.goto(serverUrl());
    await visitor.nameField.waitFor();
    expect(fetched).toEqual(new Set(scripts));
    await visitor.leave();
  });

  it("breaks no rule of its own policy", async () => {
    const visitor = await Visitor.at(browser, serverUrl());
    await visitor.nameField.waitFor();
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it("speaks Polish to whoever reads Polish", async () => {
    const visitor = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`, {
      ...DESKTOP,
      locale: "pl-PL",
    });
    expect(await visitor.page.getAttribute("html", "lang")).toMatch(/^pl/);
    await visitor.page.getByText("Nikt jeszcze nic nie napisał").waitFor();
    await visitor.leave();
  });
});

describe.each([
  ["a desktop", DESKTOP],
  ["a phone", PHONE],
])("for everybody, on %s", (_, options: BrowserContextOptions) => {
  it("nothing is in the way", async () => {
    const room = freshRoom();
    const url = `${serverUrl()}/rooms/${room}`;
    const visitor = await Visitor.at(browser, url, options);
    await visitor.nameField.waitFor();
    expect(await violations(visitor), "an empty room").toEqual([]);
    await fill(room, "محمد عبد الله", ["مرحبا", "https://example.org/", "👩‍👩‍👧‍👦", ...numbered(30)]);
    await visitor.nameField.fill("محمد عبد الله");
    await visitor.nameField.press("Enter");
    await visitor.page.getByRole("button", { name: /^Use / }).waitFor();
    expect(await violations(visitor), "a name that is taken").toEqual([]);
    await visitor.join("Ala");
    await visitor.say("Mine");
    await visitor.reads("Mine");
    await visitor.composer.fill("a".repeat(4001));
    expect(await violations(visitor), "a conversation").toEqual([]);
    await visitor.page.getByRole("log").evaluate((log) => log.scrollBy(0, -600));
    await visitor.page.locator(".pill").waitFor();
    if (options === PHONE) await visitor.page.locator(".people").tap();
    await visitor.page.getByRole("complementary").getByText("you").waitFor();
    expect(await violations(visitor), "above the end, with the roster").toEqual([]);
    await visitor.page.goto(`${url}/threads`);
    await visitor.page.getByRole("table").waitFor();
    expect(await violations(visitor), "the live sessions").toEqual([]);
    await visitor.page.goto(`${serverUrl()}/nowhere`);
    await visitor.page
      .getByRole("heading", { name: "There is nothing at this address", exact: true })
      .waitFor();
    expect(await violations(visitor), "nothing there").toEqual([]);
    await visitor.leave();
  });
});

it("A page whose script does not come says so in the end", async () => {
  const ala = await Visitor.at(browser, "about:blank");
  await ala.page.route("**/dist/scripts/**", (route) => route.abort());
  await ala.page.goto(`${serverUrl()}/rooms/${freshRoom()}`);
  const stuck = ala.page.getByText("Part of this page didn’t load.");
  const isVisible = (at: number): Promise<boolean> =>
    stuck.evaluate((element, time) => {
      for (const animation of element.getAnimations()) animation.currentTime = time;
      return getComputedStyle(element).visibility === "visible";
    }, at);
  expect(await isVisible(9_900)).toBe(false);
  expect(await isVisible(10_100)).toBe(true);
  await ala.leave();
});

describe("a phone", () => {
  it("has nothing to press that is smaller than a finger", async () => {
    const room = freshRoom();
    await fill(room, "Past", numbered(60));
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`, PHONE);
    const small = (within?: string) => tooSmall(ala, FINGER, within);
    await ala.nameField.waitFor();
    // A keyboard that nobody has asked for would hide the page.
    expect(await ala.nameField.evaluate((field) => field === document.activeElement)).toBe(false);
    expect(await small()).toEqual([]);
    await ala.nameField.fill("Past");
    await ala.page.getByRole("button", { name: "Join" }).tap();
    await ala.page.getByRole("button", { name: "Use Past 2" }).waitFor();
    expect(await small()).toEqual([]);
    await ala.join("Ala");
    await ala.page.getByRole("log").evaluate((log) => log.scrollBy(0, -600));
    await ala.page.locator(".pill").waitFor();
    expect(await small()).toEqual([]);
    await ala.page.locator(".people").tap();
    await ala.rest();
    expect(await small(".roster")).toEqual([]);
    await ala.leave();
  });

  it("keeps no look of a mouse where a finger was", async () => {
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`, PHONE);
    const people = ala.page.locator(".people");
    const ground = () => people.evaluate((button) => getComputedStyle(button).backgroundColor);
    const untouched = await ground();
    // A browser tells it in its own time, and not after every press: here it is told by hand.
    const devtools = await ala.context.newCDPSession(ala.page);
    await devtools.send("DOM.enable");
    await devtools.send("CSS.enable");
    const { root } = await devtools.send("DOM.getDocument");
    const wanted = { nodeId: root.nodeId, selector: ".people" };
    const { nodeId } = await devtools.send("DOM.querySelector", wanted);
    await devtools.send("CSS.forcePseudoState", { nodeId, forcedPseudoClasses: ["hover"] });
    expect(await people.evaluate((button) => button.matches(":hover"))).toBe(true);
    await ala.rest();
    expect(await ground()).toBe(untouched);
    await ala.leave();
  });

  it("may be zoomed, gives way to its keyboard, and lets nothing move that is asked to rest", async () => {
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`, {
      ...PHONE,
      reducedMotion: "reduce",
    });
    const viewport = await ala.page.locator("meta[name=viewport]").getAttribute("content");
    expect(viewport).toContain("interactive-widget=resizes-content");
    expect(viewport).toContain("viewport-fit=cover");
    expect(viewport).not.toMatch(/user-scalable|maximum-scale/);
    await ala.join("Ala");
    await ala.say("Hello");
    await ala.reads("Hello");
    await ala.page.getByRole("button", { name: "Room menu" }).tap();
    await ala.page.getByRole("dialog").waitFor();
    const moving = await ala.page.evaluate(() =>
      document.getAnimations().flatMap(({ effect }) => {
        const steps = effect instanceof KeyframeEffect ? effect.getKeyframes() : [];
        const how = steps.flatMap(Object.keys);
        return how.filter((property) => /transform|translate|scale|rotate|inset/.test(property));
      }),
    );
    expect(moving).toEqual([]);
    await ala.leave();
  });
});

describe("a message of very many lines", () => {
  it.each(["light", "dark"] as const)("shows where there is more of it (%s)", async (theme) => {
    const room = freshRoom();
    await fill(room, "Past", [`First${"\n".repeat(100)}Last`]);
    const options = { ...DESKTOP, colorScheme: theme };
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`, options);
    await ala.nameField.waitFor();
    const text = ala.page.locator(".tall");
    const shadows = async (place: number): Promise<readonly boolean[]> => {
      await text.evaluate((box, top) => box.scrollTo(0, top), place);
      const middle = await brightness(text, 150);
      const edges = [await brightness(text, 1), await brightness(text, -2)];
      return edges.map((edge) => edge < middle - 10);
    };
    expect(await shadows(0)).toEqual([false, true]);
    expect(await shadows(500)).toEqual([true, true]);
    expect(await shadows(9_999)).toEqual([true, false]);
    await ala.leave();
  });

  it.each([
    ["a desktop", DESKTOP],
    ["a phone", PHONE],
  ])("leaves room for others, and can be read by keyboard, on %s", async (_, options) => {
    const room = freshRoom();
    const wall = `First${"\n".repeat(1_998)}Last`;
    const rules = "⸻".repeat(4_000);
    await fill(room, "Past", [wall, "word ".repeat(700), "After", rules]);
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`, options);
    await ala.join("Ala");
    expect((await ala.texts())[0]).toBe(wall);
    const text = ala.page.locator(".text").first();
    expect((await text.boundingBox())?.height).toBeLessThan(400);
    await text.focus();
    await text.press("PageDown");
    await expect.poll(() => text.evaluate((box) => box.scrollTop)).toBeGreaterThan(200);
    const place = await text.evaluate((box) => box.scrollTop);
    for (let i = 0; i < 3; i++) await text.press("ArrowDown");
    await expect.poll(() => text.evaluate((box) => box.scrollTop)).toBeGreaterThan(place);
    // A long text without lines of its own is read like any other.
    const rest = ala.page.locator(".text").nth(1);
    expect(await rest.evaluate((box) => box.scrollHeight - box.clientHeight)).toBe(0);
    expect(await violations(ala)).toEqual([]);
    // Nor does one of signs that fill a line with seven go on for ever.
    await ala.page.setViewportSize({ width: 320, height: 800 });
    const signs = await ala.page.locator(".text").last().boundingBox();
    expect(signs?.height).toBe(400 * 24);
    await ala.leave();
  });
});

describe("the narrowest screen", () => {
  it("needs no scrolling sideways, whatever is said", async () => {
    const room = freshRoom();
    await fill(room, "W".repeat(32), [
      "x".repeat(900),
      `https://example.org/${"y".repeat(300)}`,
      "ﷺ".repeat(60),
    ]);
    for (const width of [320, 390]) {
      const viewport = { width, height: 700 };
      const visitor = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`, {
        ...PHONE,
        viewport,
      });
      await visitor.join(`${width}`.padEnd(32, "M"));
      await visitor.reads("x");
      for (const place of ["html", ".log"]) {
        const over = await visitor.page
          .locator(place)
          .evaluate((element) => element.scrollWidth - element.clientWidth);
        expect(over).toBeLessThanOrEqual(0);
      }
      await visitor.leave();
    }
  });
});
