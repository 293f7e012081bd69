import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../tools/chromium.ts";
import { fill, numbered } from "./past.ts";
import { freshRoom, serverUrl, Visitor } from "./visitor.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe("the list", () => {
  it("opens at the end, and loads older pages without moving what is read", async () => {
    const room = freshRoom();
    await fill(room, "Past", numbered(500));
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`);
    await ala.reads("Message 500");
    expect(await ala.below()).toBeLessThan(2);

    const log = ala.page.getByRole("log");
    for (let round = 0; round < 300 && !(await ala.texts()).includes("Message 1"); round++) {
      // What is in sight just before a step stays where the step puts it.
      const place = await log.evaluate((list) => {
        const row = document.elementFromPoint(300, 300)?.closest("[data-seq]");
        const before = row?.getBoundingClientRect().top ?? 0;
        const target = Math.max(-200, list.clientHeight - list.scrollHeight - list.scrollTop);
        list.scrollBy({ top: target, behavior: "instant" });
        return { seq: row?.getAttribute("data-seq") ?? "", top: before - target };
      });
      await ala.page.waitForTimeout(60);
      const row = ala.page.locator(`[data-seq="${place.seq}"]`);
      if ((await row.count()) === 0) continue;
      const top = await row.evaluate((element) => element.getBoundingClientRect().top);
      expect(Math.abs(top - place.top)).toBeLessThan(2);
      expect(await ala.messages.count()).toBeLessThanOrEqual(300);
      await log.evaluate((element) => element.scrollBy({ top: -1200, behavior: "instant" }));
    }
    expect(await ala.texts()).toContain("Message 1");
    await ala.page.getByText("This is where it all began.").waitFor();
    await ala.leave();
  }, 60_000);

  it("stays at the end while one is there, else says how many are new", async () => {
    const room = freshRoom();
    await fill(room, "Past", numbered(80));
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`);
    const bob = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`);
    await ala.join("Ala");
    await bob.join("Bob");
    await bob.say("At the end");
    await ala.reads("At the end");
    expect(await ala.below()).toBeLessThan(2);

    await ala.page
      .getByRole("log")
      .evaluate((log) => log.scrollBy({ top: -900, behavior: "instant" }));
    const before = await ala.below();
    for (const text of ["New 1", "New 2", "New 3"]) await bob.say(text);
    await ala.page.getByRole("button", { name: "3 new messages" }).waitFor();
    const grown = (await ala.below()) - before;
    expect(grown).toBeGreaterThan(20);
    await ala.page.getByRole("button", { name: "3 new messages" }).click();
    await expect.poll(() => ala.below()).toBeLessThan(2);

    await ala.page
      .getByRole("log")
      .evaluate((log) => log.scrollBy({ top: -900, behavior: "instant" }));
    await ala.say("My own always scrolls");
    await ala.reads("My own always scrolls");
    await expect.poll(() => ala.below()).toBeLessThan(2);
    await Promise.all([ala.leave(), bob.leave()]);
  });

  it("lets go of what is far above, also while its reader stays at the end", async () => {
    const room = freshRoom();
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`);
    await ala.nameField.waitFor();
    for (let part = 0; part < 17; part++) {
      await fill(
        room,
        `Past ${part}`,
        numbered(200).map((text) => `${part}: ${text}`),
      );
    }
    await ala.reads("16: Message 200");
    // Whoever scrolls all the way up must be brought the first ones again.
    const again = ala.page.waitForRequest((request) => request.url().includes("/messages?before="));
    const log = ala.page.getByRole("log");
    const asked = again.then(() => true);
    for (let round = 0; round < 80; round++) {
      await log.evaluate((list) => {
        list.scrollTo({ top: 300 + list.clientHeight - list.scrollHeight, behavior: "instant" });
      });
      if (await Promise.race([asked, ala.page.waitForTimeout(60)])) break;
    }
    expect(await asked).toBe(true);
    expect(Number(await ala.messages.first().getAttribute("data-seq"))).toBeGreaterThan(100);
    await ala.leave();
  }, 60_000);

  it("groups what one says, marks the day, and shows a link as one", async () => {
    const room = freshRoom();
    await fill(room, "Past", ["First", "Second", "See https://example.org/a?b=1."]);
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`);
    await ala.page.getByText("Today").waitFor();
    expect(await ala.page.locator(".message.first").count()).toBe(1);
    const link = ala.page.getByRole("link", { name: "https://example.org/a?b=1" });
    expect(await link.getAttribute("href")).toBe("https://example.org/a?b=1");
    expect(await link.getAttribute("rel")).toContain("noopener");
    await ala.leave();
  });

  it("shows the time of a message under another beside its text, not over it", async () => {
    const room = freshRoom();
    await fill(room, "Past", ["First", "Second"]);
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`);
    const second = ala.messages.nth(1);
    await second.hover();
    const time = (await second.locator("time").boundingBox())!;
    const text = (await second.locator(".text").boundingBox())!;
    expect(time.x + time.width).toBeLessThanOrEqual(text.x);
    await ala.leave();
  });

  it("reads new messages out once, and never history", async () => {
    const room = freshRoom();
    await fill(room, "Past", numbered(60));
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`);
    const announcer = ala.page.locator("[aria-live=polite]");
    await ala.page.waitForTimeout(1500);
    expect(await announcer.textContent()).toBe("");
    await fill(room, "Newcomer", ["Hello there"]);
    await expect
      .poll(() => announcer.textContent(), { timeout: 5000 })
      .toBe("Newcomer: Hello there");
    await ala.leave();
  });
});
