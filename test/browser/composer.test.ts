import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LIMITS } from "../../src/protocol/limits.ts";
import { launchBrowser } from "../../tools/chromium.ts";
import { brightness } from "./brightness.ts";
import { DESKTOP, PHONE, freshRoom, serverUrl, Visitor } from "./visitor.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function writer(options = DESKTOP): Promise<Visitor> {
  const visitor = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`, options);
  await visitor.join("Ala");
  return visitor;
}

describe("the composer", () => {
  it("is marked by what it refuses, and stays where it is", async () => {
    const ala = await writer();
    const send = ala.page.getByRole("button", { name: "Send" });
    const field = ala.page.locator(".composer");
    const ring = () => field.evaluate((form) => getComputedStyle(form).boxShadow);
    const well = await ring();
    const place = await send.boundingBox();
    await ala.say("/dance");
    await ala.page.getByRole("alert").getByText("There is no command").waitFor();
    expect(await ala.composer.getAttribute("aria-invalid")).toBe("true");
    expect(await send.boundingBox()).toEqual(place);
    // Nothing is counted, and so nothing is over.
    expect(await ala.page.locator(".counter.over").count()).toBe(0);
    expect(await ring()).not.toBe(well);
    await ala.composer.blur();
    expect(await ring()).toBe("none");
    await ala.composer.fill("/help");
    expect(await ala.composer.getAttribute("aria-invalid")).toBe("false");
    expect(await ring()).toBe(well);
    await ala.leave();
  });

  it("sends with Enter, makes a line with Shift+Enter, and sends nothing that is empty", async () => {
    const ala = await writer();
    await ala.composer.press("Enter");
    await ala.composer.fill("   ");
    await ala.composer.press("Enter");
    await ala.composer.fill("");
    await ala.composer.pressSequentially("First line");
    await ala.composer.press("Shift+Enter");
    await ala.composer.pressSequentially("Second line");
    await ala.composer.press("Enter");
    await ala.reads("Second line");
    expect(await ala.texts()).toEqual(["First line\nSecond line"]);
    expect(await ala.composer.inputValue()).toBe("");
    await ala.leave();
  });

  it("on a touch screen makes a line with Enter and keeps the focus when it sends", async () => {
    const ala = await writer(PHONE);
    await ala.composer.tap();
    await ala.composer.pressSequentially("First");
    await ala.composer.press("Enter");
    await ala.composer.pressSequentially("Second");
    await ala.page.getByRole("button", { name: "Send" }).tap();
    await ala.reads("Second");
    expect(await ala.texts()).toEqual(["First\nSecond"]);
    const focused = await ala.page.evaluate(() => document.activeElement?.tagName);
    expect(focused).toBe("TEXTAREA");
    await ala.leave();
  });

  it("sends nothing with the Enter that ends an input method's composition", async () => {
    const ala = await writer();
    await ala.composer.fill("にほん");
    await ala.composer.dispatchEvent("keydown", { key: "Enter", isComposing: true });
    await ala.composer.dispatchEvent("keydown", { key: "Enter", keyCode: 229 });
    expect(await ala.composer.inputValue()).toBe("にほん");
    await ala.composer.press("Enter");
    await ala.reads("にほん");
    expect(await ala.texts()).toEqual(["にほん"]);
    await ala.leave();
  });

  it("shows that a message is on its way only after 300 ms, so that nothing flickers", async () => {
    const ala = await Visitor.at(browser, "about:blank");
    await ala.page.routeWebSocket(/\/socket/, (socket) => {
      const room = socket.connectToServer();
      socket.onMessage((data) => String(data).includes('"post"') || room.send(data));
    });
    await ala.page.goto(`${serverUrl()}/rooms/${freshRoom()}`);
    await ala.join("Ala");
    await ala.say("On its way");
    const row = ala.page.locator(".pending");
    const shows = (at: number): Promise<boolean[]> =>
      row.evaluate((pending, time) => {
        for (const animation of pending.getAnimations({ subtree: true })) {
          animation.pause();
          animation.currentTime = time;
        }
        const style = (part: string) => getComputedStyle(pending.querySelector(part)!);
        const isGrey = style(".text").color === style(".fate").color;
        return [isGrey, style(".fate").visibility === "visible"];
      }, at);
    await row.waitFor();
    expect(await shows(290)).toEqual([false, false]);
    expect(await shows(310)).toEqual([true, true]);
    await ala.leave();
  });

  it("counts only near the limit, and keeps what is too long", async () => {
    const ala = await writer();
    await ala.composer.fill("a".repeat(LIMITS.text - 201));
    expect(await ala.page.locator(".counter").textContent()).toBe("");
    await ala.composer.fill("a".repeat(LIMITS.text));
    await ala.page.getByText("0 characters left").waitFor();
    await ala.composer.fill("a".repeat(LIMITS.text + 1));
    await ala.page.getByText("1 character over").waitFor();
    await ala.composer.press("Enter");
    expect((await ala.composer.inputValue()).length).toBe(LIMITS.text + 1);
    await ala.composer.fill("a".repeat(LIMITS.text));
    await ala.composer.press("Enter");
    await ala.messages.first().waitFor();
    expect((await ala.texts())[0]).toHaveLength(LIMITS.text);
    await ala.leave();
  });

  it("grows with its text, up to a cap, and is large enough for iOS not to zoom", async () => {
    const ala = await writer(PHONE);
    const height = async (): Promise<number> => (await ala.composer.boundingBox())!.height;
    const low = await height();
    await ala.composer.fill("line\n".repeat(3));
    const high = await height();
    expect(high).toBeGreaterThan(low + 30);
    await ala.composer.fill("line\n".repeat(200));
    expect(await height()).toBeLessThan(844 / 2);
    const size = await ala.composer.evaluate((element) =>
      parseFloat(getComputedStyle(element).fontSize),
    );
    expect(size).toBeGreaterThanOrEqual(16);
    await ala.leave();
  });

  it("keeps its frame free of what is scrolled away", async () => {
    const ala = await writer();
    const empty = await brightness(ala.composer, 3);
    await ala.composer.fill("H".repeat(3_600));
    for (let place = 90; place < 114; place += 6) {
      await ala.composer.evaluate((field, top) => field.scrollTo(0, top), place);
      for (const edge of [3, -4]) {
        expect(await brightness(ala.composer, edge)).toBeCloseTo(empty, 0);
      }
    }
    await ala.leave();
  });

  it("shows the line that one goes to as clearly as the others", async () => {
    const ala = await writer();
    await ala.composer.fill("H".repeat(3_600));
    await ala.composer.press("Control+Home");
    const scrolled = await ala.composer.evaluate((field) => field.scrollTop);
    const inFirst = 10 + 8 - scrolled;
    const [first, second] = [
      await brightness(ala.composer, inFirst),
      await brightness(ala.composer, inFirst + 24),
    ];
    expect(first).toBeLessThan((await brightness(ala.composer, 3)) - 20);
    expect(first).toBeCloseTo(second, 0);
    await ala.leave();
  });

  it("offers to send only what says something", async () => {
    const ala = await writer({ ...DESKTOP, reducedMotion: "reduce" });
    const send = ala.page.getByRole("button", { name: "Send" });
    const ground = () => send.evaluate((button) => getComputedStyle(button).backgroundColor);
    const idle = await ground();
    await ala.composer.fill(" \n\n ");
    expect(await ground()).toBe(idle);
    expect(await send.isEnabled()).toBe(true);
    for (const said of ["Hello", "/help", "//"]) {
      await ala.composer.fill(said);
      expect(await ground()).not.toBe(idle);
    }
    await ala.leave();
  });
});
