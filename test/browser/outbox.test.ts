/** What becomes of one's posts when the page, the browser or the network does not last. */

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { Cable } from "./cable.ts";
import { launchBrowser } from "../../tools/chromium.ts";
import { fill, numbered } from "./past.ts";
import { Session } from "./program.ts";
import { freshRoom, serverUrl, Visitor } from "./visitor.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** How many posts the browser keeps. */
function shelved(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((done, fail) => {
        const opening = indexedDB.open("gatehouse", 1);
        opening.addEventListener("error", () => fail(opening.error));
        opening.addEventListener("success", () => {
          const counting = opening.result.transaction("posts").objectStore("posts").count();
          counting.addEventListener("success", () => {
            opening.result.close();
            done(counting.result);
          });
        });
      }),
  );
}

/** Ala with a page whose cable can be cut, who has said a word, and Bob, a program that listens. */
async function alaAndBob() {
  const cable = await Cable.to(inject("port"));
  const room = freshRoom();
  const link = `${cable.url}/rooms/${room}`;
  const ala = await Visitor.at(browser, link);
  const bob = await Session.open(room);
  await ala.join("Ala");
  await ala.say("Before");
  await bob.holds(1);
  const leave = async () => {
    bob.close();
    await ala.leave();
    await cable.remove();
  };
  return { cable, link, ala, bob, leave };
}

const textsOf = ({ held }: Session): string[] => held.map(({ text }) => text);

describe("what was written without a link", () => {
  it("is kept, also the first after the browser has dropped the database", async () => {
    const { cable, ala, leave } = await alaAndBob();
    // Stands for browsers that drop the connections of a page in the background.
    await ala.page.evaluate(
      () =>
        new Promise((done) => {
          indexedDB.deleteDatabase("gatehouse").addEventListener("success", done);
        }),
    );
    cable.cut();
    await ala.say("On the shelf");
    await expect.poll(() => shelved(ala.page)).toBe(1);
    await leave();
  });

  it.each([
    ["the tab is closed", (page: Page) => page.close()],
    [
      "the page crashes",
      async (page: Page) => {
        const debug = await page.context().newCDPSession(page);
        const crashed = page.waitForEvent("crash");
        // The answer to this never comes.
        debug.send("Page.crash").catch(() => {});
        await crashed;
      },
    ],
  ])("is sent when the room is opened again, before anything new: %s", async (_, end) => {
    const { cable, link, ala, bob, leave } = await alaAndBob();
    cable.cut();
    await ala.say("One");
    await ala.say("Two");
    await expect.poll(() => shelved(ala.page)).toBe(2);
    await end(ala.page);

    cable.mend();
    const again = await ala.another(link);
    await again.say("Three");
    await again.reads("Three");
    await bob.holds(4);
    const all = ["Before", "One", "Two", "Three"];
    expect(await again.texts()).toEqual(all);
    expect(textsOf(bob)).toEqual(all);
    expect(await again.page.locator(".pending").count()).toBe(0);
    await expect.poll(() => shelved(again.page)).toBe(0);
    expect(again.complaints).toEqual([]);
    await leave();
  });

  it("does not move whoever reads above when it comes from a closed tab", async () => {
    const { cable, link, ala, bob, leave } = await alaAndBob();
    await fill(bob.room, "Past", numbered(60));
    const other = await ala.another(link);
    await other.reads("Message 60");
    cable.cut();
    await ala.say("Left behind");
    await expect.poll(() => shelved(ala.page)).toBe(1);
    await other.page
      .getByRole("log")
      .evaluate((log) => log.scrollBy({ top: -900, behavior: "instant" }));
    await other.page.locator(".pill").waitFor();
    // It looks for what was left, and sees that the tab is open which has it.
    await other.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await other.page.waitForTimeout(300);

    await ala.page.close();
    await other.page.getByText("Waiting…").waitFor({ state: "attached" });
    expect(await other.below()).toBeGreaterThan(800);
    await leave();
  });

  it("goes from a closed tab to the one that is still open, and from an open one to none", async () => {
    const { cable, link, ala, bob, leave } = await alaAndBob();
    const other = await ala.another(link);
    await other.composer.waitFor();
    cable.cut();
    await ala.say("One");
    await ala.say("Two");
    await expect.poll(() => shelved(ala.page)).toBe(2);
    await other.say("Mine");
    await expect.poll(() => shelved(ala.page)).toBe(3);

    // It looks for what was left as soon as it is looked at, and finds that nothing was, as yet.
    await other.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await other.page.waitForTimeout(300);
    expect(await other.page.getByText("Waiting…").count()).toBe(1);

    await ala.page.close();
    await expect.poll(() => other.page.getByText("Waiting…").count()).toBe(3);
    cable.mend();
    await other.online();
    await other.reads("Mine");
    await bob.holds(4);
    const all = ["Before", "One", "Two", "Mine"];
    expect(await other.texts()).toEqual(all);
    expect(textsOf(bob)).toEqual(all);
    await expect.poll(() => shelved(other.page)).toBe(0);
    await leave();
  });

  it("in two tabs is sent by each of them, once", async () => {
    const { cable, link, ala, bob, leave } = await alaAndBob();
    const other = await ala.another(link);
    await other.composer.waitFor();
    cable.cut();
    for (const number of [1, 2, 3]) {
      await ala.say(`One ${number}`);
      await other.say(`Other ${number}`);
    }
    cable.mend();
    await Promise.all([ala.online(), other.online()]);
    await bob.holds(7);
    for (const reader of [ala, other]) {
      await reader.reads("One 3");
      await reader.reads("Other 3");
    }
    const texts = textsOf(bob);
    expect(texts).toHaveLength(7);
    expect(await ala.texts()).toEqual(texts);
    expect(await other.texts()).toEqual(texts);
    for (const writer of ["One", "Other"]) {
      const own = texts.filter((text) => text.startsWith(`${writer} `));
      expect(own).toEqual([1, 2, 3].map((number) => `${writer} ${number}`));
    }
    await expect.poll(() => shelved(ala.page)).toBe(0);
    await leave();
  });
});

describe("a room that cannot be reached", () => {
  it("can be read and written in, and is told everything when it is there again", async () => {
    const link = `${serverUrl()}/rooms/${freshRoom()}`;
    const ala = await Visitor.at(browser, link);
    await ala.join("Ala");
    await ala.say("Before");
    await ala.reads("Before");

    let reachable = false;
    await ala.context.routeWebSocket(/\/socket/, (socket) => {
      if (reachable) socket.connectToServer();
      else void socket.close({ code: 1012 });
    });
    await ala.page.reload();
    await ala.reads("Before");
    await ala.say("One");
    await ala.page.getByText("Waiting…").waitFor();
    await expect.poll(() => shelved(ala.page)).toBe(1);
    await ala.page.reload();
    await ala.page.getByText("Waiting…").waitFor();
    await ala.say("Two");
    await expect.poll(() => ala.page.getByText("Waiting…").count()).toBe(2);
    expect(await ala.page.locator(".pending .text").allTextContents()).toEqual(["One", "Two"]);

    reachable = true;
    await ala.reads("Two");
    expect(await ala.texts()).toEqual(["Before", "One", "Two"]);
    await ala.leave();
  });
});

/** Makes the page's data that of a second life of the log, before the page's script reads it. */
function beginAgain(): void {
  document.addEventListener("readystatechange", () => {
    // The page's policy lets nobody change the text of a script, but its node.
    const data = document.querySelector("#state")?.firstChild;
    if (data) data.nodeValue = data.nodeValue?.replace('"epoch":"1"', '"epoch":"2"') ?? null;
  });
}

describe("a log that begins again", () => {
  it.each([
    ["the page is of the old log", false],
    ["the page is of the new log", true],
  ])("says nothing about what was left from before: %s", async (_, fresh) => {
    const { cable, link, ala, leave } = await alaAndBob();
    cable.cut();
    await ala.say("Left");
    await expect.poll(() => shelved(ala.page)).toBe(1);
    await ala.page.close();

    cable.mend();
    const sent: string[] = [];
    await ala.context.routeWebSocket(/\/socket/, (socket) => {
      const room = socket.connectToServer();
      room.onMessage((data) => socket.send(String(data).replace('"epoch":"1"', '"epoch":"2"')));
      socket.onMessage((data) => {
        sent.push(String(data));
        room.send(data);
      });
    });
    if (fresh) await ala.context.addInitScript(beginAgain);
    const again = await ala.another(link);
    await again.reads("Left");
    expect(again.complaints).toEqual([]);
    expect(sent.map((data): unknown => JSON.parse(data))).toEqual([
      { type: "post", id: expect.any(String), after: 0, text: "Left" },
    ]);
    await leave();
  });
});

describe("a post that the room refuses", () => {
  it("keeps its text over a reload, for a reason that this page has never heard of too", async () => {
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`);
    await ala.join("Ala");
    let muted = true;
    await ala.context.routeWebSocket(/\/socket/, (socket) => {
      const room = socket.connectToServer();
      socket.onMessage((data) => {
        const frame: unknown = data === "ping" ? null : JSON.parse(String(data));
        if (!muted || typeof frame !== "object" || frame === null || !("id" in frame)) {
          return room.send(data);
        }
        const refusal = { type: "refused", id: frame.id, code: "muted", message: "", until: 1 };
        socket.send(JSON.stringify(refusal));
      });
    });
    await ala.page.reload();
    await ala.say("Keep me");
    await ala.say("Drop me");
    const refused = ala.page.getByRole("alert").getByText("Not sent. The room didn’t accept this.");
    await expect.poll(() => refused.count()).toBe(2);
    await expect.poll(() => shelved(ala.page)).toBe(2);

    muted = false;
    await ala.page.reload();
    await ala.page.locator("[data-link=up]").waitFor();
    await expect.poll(() => refused.count()).toBe(2);
    expect(await ala.page.locator(".failed .text").allTextContents()).toEqual([
      "Keep me",
      "Drop me",
    ]);
    await ala.page.getByRole("button", { name: "Delete" }).last().click();
    await expect.poll(() => refused.count()).toBe(1);
    await expect.poll(() => shelved(ala.page)).toBe(1);
    await ala.page.getByRole("button", { name: "Retry" }).click();
    await ala.reads("Keep me");
    await expect.poll(() => shelved(ala.page)).toBe(0);
    await ala.page.reload();
    await ala.reads("Keep me");
    expect(await ala.page.locator(".text").allTextContents()).toEqual(["Keep me"]);
    await ala.leave();
  });
});

describe("a browser that lacks something", () => {
  it.each([
    ["has no database", "indexedDB"],
    ["has no locks", "locks"],
  ])("%s: one can talk all the same", async (_, lacking) => {
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`);
    await ala.context.addInitScript((name) => {
      const owner = name in navigator ? navigator : window;
      Object.defineProperty(owner, name, { value: undefined });
    }, lacking);
    await ala.page.reload();
    await ala.join("Ala");
    await ala.say("One");
    await ala.say("Two");
    await ala.reads("Two");
    expect(await ala.texts()).toEqual(["One", "Two"]);
    expect(ala.complaints).toEqual([]);
    await ala.leave();
  });

  it("has no locks: what was written without a link is still sent after it was closed", async () => {
    const { cable, link, ala, bob, leave } = await alaAndBob();
    await ala.context.addInitScript(() => {
      Object.defineProperty(navigator, "locks", { value: undefined });
    });
    await ala.page.reload();
    await ala.composer.waitFor();
    const other = await ala.another(link);
    await other.composer.waitFor();
    cable.cut();
    await ala.say("One");
    await expect.poll(() => shelved(ala.page)).toBe(1);
    // Nobody knows which pages are open, so it leaves alone what has come since it was loaded.
    await other.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await other.page.waitForTimeout(300);
    expect(await other.page.locator(".pending").count()).toBe(0);
    await ala.page.close();
    await other.page.close();
    cable.mend();
    const again = await ala.another(link);
    await again.say("Two");
    await bob.holds(3);
    expect(textsOf(bob)).toEqual(["Before", "One", "Two"]);
    await leave();
  });
});
