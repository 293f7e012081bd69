/** A page whose colours its reader's system has chosen: what a shadow or a ground tells is told by lines. */

import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../../tools/chromium.ts";
import { fill, numbered } from "./past.ts";
import { freshRoom, serverUrl, Visitor, DESKTOP } from "./visitor.ts";

const FORCED = { ...DESKTOP, forcedColors: "active" } as const;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** The width of the line round an element. */
const ringOf = (part: Locator): Promise<string> =>
  part.evaluate((element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle === "none" ? "none" : outlineWidth;
  });

const borderOf = (part: Locator): Promise<string> =>
  part.evaluate((element) => getComputedStyle(element).borderTopWidth);

it("The field that has the focus is told from one that has not, and one that is refused", async () => {
  const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`, FORCED);
  await ala.join("Ala");
  const field = ala.page.locator(".field");
  await ala.composer.focus();
  expect(await ringOf(field)).toBe("2px");
  await ala.composer.blur();
  expect(await ringOf(field)).toBe("none");
  expect(await borderOf(field)).toBe("1px");
  await ala.composer.fill("a".repeat(4_001));
  expect(await borderOf(field)).toBe("2px");
  await ala.leave();
});

it("A message of very many lines is told from the others by its frame, and by no shadow", async () => {
  const room = freshRoom();
  await fill(room, "Bob", ["Short", `First${"\n".repeat(30)}Last`]);
  const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`, FORCED);
  const text = ala.page.locator(".text");
  expect(await borderOf(text.first())).toBe("0px");
  expect(await borderOf(text.last())).toBe("1px");
  expect(await text.last().evaluate((box) => getComputedStyle(box).backgroundImage)).toBe("none");
  await ala.leave();
});

it("The message that an address points to is told from the others", async () => {
  const room = freshRoom();
  await fill(room, "Bob", numbered(3));
  const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}#m-2`, FORCED);
  await ala.page.locator("#m-2.found").waitFor();
  await ala.nameField.focus();
  expect(await ringOf(ala.page.locator("#m-2"))).toBe("2px");
  expect(await ringOf(ala.page.locator("#m-3"))).toBe("none");
  await ala.leave();
});

it("What can be sent is told from nothing, and the edge of a long text from its frame by no line", async () => {
  const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`, FORCED);
  await ala.join("Ala");
  const send = ala.page.getByRole("button", { name: "Send" });
  const colour = (part: Locator, name: "color" | "borderTopColor" | "backgroundColor") =>
    part.evaluate((element, key) => getComputedStyle(element)[key], name);
  const idle = await colour(send, "color");
  expect(await colour(send, "borderTopColor")).toBe(idle);
  const field = ala.page.locator(".composer");
  expect(await colour(ala.composer, "borderTopColor")).toBe(await colour(field, "backgroundColor"));
  await ala.composer.fill("Hello");
  expect(await colour(send, "color")).not.toBe(idle);
  await ala.leave();
});
