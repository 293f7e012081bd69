import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "./axe.ts";
import { launchBrowser } from "../../tools/chromium.ts";
import { fill, numbered } from "./past.ts";
import { DESKTOP, PHONE, freshRoom, serverUrl, Visitor } from "./visitor.ts";

/** Milliseconds. */
const DAY = 86_400_000;

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

  it("says beside a text that it is on its way, not over it, whichever way it is read", async () => {
    const ala = await Visitor.at(browser, "about:blank", PHONE);
    await ala.page.routeWebSocket(/\/socket/, (page) => {
      const room = page.connectToServer();
      page.onMessage((data) => !String(data).includes('"post"') && room.send(data));
    });
    await ala.page.goto(`${serverUrl()}/rooms/${freshRoom()}`);
    await ala.join("Ala");
    for (const letter of ["m", "ש"]) {
      // Of some length the last line is full.
      for (const length of [24, 27, 30]) await ala.say(letter.repeat(length));
    }
    await ala.page.locator(".pending .fate").nth(5).waitFor();
    for (const direction of ["ltr", "rtl"]) {
      await ala.page.evaluate((dir) => (document.documentElement.dir = dir), direction);
      const covered = await ala.page.locator(".pending").evaluateAll((rows) =>
        rows.filter((row) => {
          const text = document.createRange();
          text.selectNodeContents(row.querySelector(".text") ?? row);
          const fate = row.querySelector(".fate")?.getBoundingClientRect();
          return Array.from(text.getClientRects()).some(
            ({ left, right, bottom }) =>
              !fate || (right > fate.left && left < fate.right && bottom > fate.top + 4),
          );
        }),
      );
      expect(covered).toHaveLength(0);
    }
    await ala.leave();
  });

  it("counts as its end what is near it, and nothing else", async () => {
    const room = freshRoom();
    await fill(room, "Past", numbered(80));
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`);
    await ala.nameField.waitFor();
    const scrollUp = (by: number) =>
      ala.page
        .getByRole("log")
        .evaluate((log, top) => log.scrollBy({ top, behavior: "instant" }), -by);
    await scrollUp(90);
    await fill(room, "Near", ["Near the end"]);
    await ala.reads("Near the end");
    await expect.poll(() => ala.below()).toBeLessThan(2);
    await scrollUp(110);
    await fill(room, "Far", ["Not so near"]);
    await ala.page.getByRole("button", { name: "1 new message" }).waitFor();
    expect(await ala.below()).toBeGreaterThan(100);
    await ala.leave();
  });

  it("says when older or newer messages cannot be had, and tries again when it is told to", async () => {
    const room = freshRoom();
    await fill(room, "Past", numbered(400));
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}#m-200`);
    await ala.page.locator(".found").waitFor();
    const pages = /\/messages\?before=/;
    const log = ala.page.getByRole("log");
    for (const [what, towards, by] of [
      ["older", "Message 100", -2_000],
      ["newer", "Message 300", 2_000],
    ] as const) {
      await ala.page.route(pages, (route) => route.abort());
      const failed = ala.page.getByText(`Couldn’t load ${what} messages.`);
      await expect
        .poll(async () => {
          await log.evaluate((list, top) => list.scrollBy({ top, behavior: "instant" }), by);
          return failed.count();
        })
        .toBe(1);
      if (what === "older") expect(await violations(ala)).toEqual([]);
      await ala.page.unroute(pages);
      await failed.getByRole("button", { name: "Retry" }).click();
      await expect.poll(() => failed.count()).toBe(0);
      await expect
        .poll(async () => {
          await log.evaluate((list, top) => list.scrollBy({ top, behavior: "instant" }), by);
          return ala.texts();
        })
        .toContain(towards);
    }
    await ala.leave();
  });

  it("moves on to the next day at midnight", async () => {
    const room = freshRoom();
    await fill(room, "Bob", ["Good evening"]);
    const { messages } = await (await fetch(`${serverUrl()}/rooms/${room}/messages`)).json();
    const midnight = (Math.floor(messages[0].at / DAY) + 1) * DAY;
    const ala = await Visitor.at(browser, "about:blank", { ...DESKTOP, timezoneId: "UTC" });
    await ala.page.routeWebSocket(/\/socket/, (socket) => {
      const server = socket.connectToServer();
      // The server lives in the day before. Nothing but the time shall make the page change.
      server.onMessage((frame) => {
        if (String(frame).includes('"type":"presence"')) return;
        const later = (_: string, at: string): string => `"at":${Number(at) + DAY}`;
        socket.send(String(frame).replaceAll(/"at":(\d+)/g, later));
      });
    });
    await ala.page.clock.install({ time: midnight - 30_000 });
    await ala.page.goto(`${serverUrl()}/rooms/${room}`);
    await ala.page.locator("[data-link=up]").waitFor();
    const days = ala.page.locator(".day");
    expect(await days.allTextContents()).toEqual(["Today"]);
    await ala.page.clock.fastForward(60_000);
    await expect.poll(() => days.allTextContents()).toEqual(["Yesterday"]);
    await fill(room, "Cleo", ["Good morning"]);
    await ala.reads("Good morning");
    expect(await days.allTextContents()).toEqual(["Yesterday", "Today"]);
    await ala.leave();
  });

  it("shows a few emoji large, and a word as it is", async () => {
    const room = freshRoom();
    await fill(room, "Bob", ["👍", "Fine"]);
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`);
    const [emoji = 0, word = 0] = await ala.page
      .locator(".text")
      .evaluateAll((texts) => texts.map((text) => parseFloat(getComputedStyle(text).fontSize)));
    expect(emoji).toBeGreaterThan(1.5 * word);
    await ala.leave();
  });
});

describe("the announcer", () => {
  it("says a new message once, also in the words of the last one, and never history", async () => {
    const room = freshRoom();
    await fill(room, "Past", numbered(120));
    const link = `${serverUrl()}/rooms/${room}`;
    const bob = await Visitor.at(browser, link);
    await bob.join("Bob");
    const ala = await Visitor.at(browser, "about:blank");
    await ala.page.clock.install();
    await ala.page.goto(link);
    await ala.join("Ala");
    const announcer = ala.page.locator("[aria-live=polite]");
    // What a screen reader says: each text that is put into the region.
    const said = await announcer.evaluateHandle((region) => {
      const texts: (string | null)[] = [];
      new MutationObserver((changes) => {
        const changed = changes.flatMap(({ type, target, addedNodes }) =>
          type === "characterData" ? [target] : Array.from(addedNodes),
        );
        texts.push(...changed.map(({ textContent }) => textContent).filter((text) => text !== ""));
      }).observe(region, { childList: true, subtree: true, characterData: true });
      return texts;
    });
    const log = ala.page.getByRole("log");
    await expect
      .poll(async () => {
        await log.evaluate((list) => list.scrollBy({ top: -2_000, behavior: "instant" }));
        return ala.texts();
      })
      .toContain("Message 1");
    await ala.page.clock.runFor(2_000);
    await ala.say("My own");
    await ala.reads("My own");
    await ala.page.clock.runFor(2_000);
    for (const times of [1, 2]) {
      await bob.say("Fine");
      await expect.poll(() => ala.messages.filter({ hasText: "Fine" }).count()).toBe(times);
      await ala.page.clock.runFor(2_000);
    }
    await bob.say("Three");
    await bob.say("at");
    await bob.say("once");
    await ala.reads("once");
    await ala.page.clock.runFor(2_000);
    await fill(room, "Cleo", numbered(4));
    await ala.reads("Message 4");
    await ala.page.clock.runFor(10_000);
    await expect
      .poll(() => said.jsonValue())
      .toEqual(["Bob: Fine", "Bob: Fine", "Bob: Three\nBob: at\nBob: once", "4\u00a0new messages"]);
    expect(await log.getAttribute("aria-live")).toBe("off");
    await Promise.all([ala.leave(), bob.leave()]);
  });
});
