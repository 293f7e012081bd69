import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { violations } from "./axe.ts";
import { Cable } from "./cable.ts";
import { launchBrowser } from "../../tools/chromium.ts";
import { untilKept } from "./kept.ts";
import { openMenu } from "./menu.ts";
import { fill, numbered } from "./past.ts";
import { DESKTOP, freshRoom, PHONE, serverUrl, Visitor } from "./visitor.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Notes what the empty list says, one after the other. */
function noteWords(): void {
  const words: string[] = [];
  Reflect.set(globalThis, "words", words);
  const note = (): void => {
    const text = document.querySelector(".empty p")?.textContent;
    if (text && text !== words.at(-1)) words.push(text);
  };
  new MutationObserver(note).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
  });
}

function wordsOf({ page }: Visitor): Promise<unknown> {
  return page.evaluate((): unknown => Reflect.get(globalThis, "words"));
}

describe("a room that was visited", () => {
  it("opens without a network with what it has, takes a post, and sends it later", async () => {
    const cable = await Cable.to(inject("port"));
    const room = freshRoom();
    const ala = await Visitor.at(browser, `${cable.url}/rooms/${room}`);
    await ala.join("Ala");
    await untilKept(ala);
    await ala.say("Before the tunnel");
    await ala.reads("Before the tunnel");

    cable.cut();
    await ala.page.reload();
    await ala.reads("Before the tunnel");
    await ala.say("In the tunnel");
    await ala.page.getByText("Waiting…").waitFor();
    await ala.page.reload();
    await ala.page.getByText("In the tunnel").waitFor();
    // Nobody has told this page who its reader is, and yet one row follows the other under one face.
    expect(await ala.page.locator(".pending.first").count()).toBe(0);

    cable.mend();
    await ala.reads("In the tunnel");
    expect(await ala.texts()).toEqual(["Before the tunnel", "In the tunnel"]);
    const bob = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`);
    expect(await bob.texts()).toEqual(["Before the tunnel", "In the tunnel"]);
    await Promise.all([ala.leave(), bob.leave()]);
    await cable.remove();
  }, 60_000);

  it("is kept for newcomers, whatever was said in it", async () => {
    const room = freshRoom();
    await fill(
      room,
      "Mallory",
      Array.from({ length: 10 }, (_, i) => `./x${i}.js`),
    );
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`);
    const asked: string[] = [];
    ala.context.on("request", (request) => asked.push(request.url()));
    await untilKept(ala);
    expect(asked.filter((url) => url.includes("/x"))).toEqual([]);
    await ala.leave();
  });

  it("is kept from the first visit on, and comes from the network while that is there", async () => {
    const cable = await Cable.to(inject("port"));
    const room = freshRoom();
    const ala = await Visitor.at(browser, `${cable.url}/rooms/${room}`);
    await ala.join("Ala");
    await untilKept(ala);
    const bob = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`);
    await bob.join("Bob");
    await bob.say("Later than what is kept");
    await bob.reads("Later than what is kept");

    const html = (): Promise<string> =>
      ala.page.evaluate(async () => (await fetch(location.href)).text());
    expect(await html()).toContain("Later than what is kept");
    cable.cut();
    await ala.page.reload();
    await ala.composer.waitFor();
    expect(ala.complaints.filter((complaint) => complaint.includes("Trusted"))).toEqual([]);
    await Promise.all([ala.leave(), bob.leave()]);
    await cable.remove();
  }, 60_000);

  it("shows what came after it was opened, also when another room was open since", async () => {
    const cable = await Cable.to(inject("port"));
    const [tea, cake] = [freshRoom(), freshRoom()];
    const ala = await Visitor.at(browser, `${cable.url}/rooms/${tea}`);
    await untilKept(ala);
    await fill(tea, "Bob", numbered(3));
    await ala.reads("Message 3");
    await ala.page.goto(`${cable.url}/rooms/${cake}`);
    await untilKept(ala);
    cable.cut();
    await ala.page.goto(`${cable.url}/rooms/${tea}`);
    await ala.reads("Message 3");
    await ala.leave();
    await cable.remove();
  }, 60_000);

  it("stays kept where what is newer cannot be stored", async () => {
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`);
    await untilKept(ala);
    const urls = (): Promise<string[]> =>
      ala.page.evaluate(async () => {
        const kept = await caches.open("gatehouse");
        return (await kept.keys()).map(({ url }) => url).toSorted();
      });
    const before = await urls();
    const worker = ala.context.serviceWorkers()[0]!;
    await worker.evaluate(() => {
      Cache.prototype.put = () => {
        Reflect.set(globalThis, "tried", true);
        return Promise.reject(new DOMException("The disk is full.", "QuotaExceededError"));
      };
    });
    await ala.page.reload();
    await expect.poll(() => worker.evaluate(() => Reflect.has(globalThis, "tried"))).toBe(true);
    expect(await urls()).toEqual(before);
    await ala.leave();
  });

  it("says at once that there is no network, and not that nobody has spoken", async () => {
    const ala = await Visitor.at(browser, "about:blank", PHONE);
    await ala.context.addInitScript(noteWords);
    await ala.page.goto(`${serverUrl()}/rooms/${freshRoom()}`);
    await untilKept(ala);
    await ala.page.locator("[data-link=up]").waitFor();
    const nobody = /Nobody has said anything yet/;
    expect(await wordsOf(ala), "with a network, from the server's page on").toEqual([
      expect.stringMatching(nobody),
    ]);

    await ala.context.setOffline(true);
    await ala.page.reload();
    const status = ala.page.locator(".status");
    // Long before an outage would be told.
    await status.locator("p").getByText("You’re offline.").waitFor({ timeout: 3_000 });
    await ala.page.locator("[data-link=lost]").waitFor();
    const unheard = "Messages will appear here once you’re connected.";
    await ala.page.getByText(unheard).waitFor();
    expect(await wordsOf(ala)).toEqual([
      expect.stringMatching(nobody),
      expect.stringContaining(unheard),
    ]);
    expect(await ala.page.getByText(nobody).count()).toBe(0);
    expect(await violations(ala)).toEqual([]);

    await ala.context.setOffline(false);
    await ala.page.getByText(nobody).waitFor();
    await status.getByText("Caught up.").waitFor();
    await ala.leave();
  });

  it("has its menu also where that was never opened while there was a network, and the QR code where it was", async () => {
    const cable = await Cable.to(inject("port"));
    const ala = await Visitor.at(browser, `${cable.url}/rooms/${freshRoom()}`);
    await untilKept(ala);
    cable.cut();
    await ala.page.reload();
    await ala.page.getByRole("button", { name: "Room menu" }).click();
    const menu = ala.page.getByRole("dialog");
    await menu.getByRole("switch", { name: "Play a sound" }).waitFor();
    const wide = await menu.evaluate((sheet) => sheet.getBoundingClientRect().width);
    expect(wide, "its style").toBe(384);

    // What only the menu needs comes when it is first used, and then is kept, too.
    const code = menu.getByRole("button", { name: "QR code" });
    await code.click();
    await menu.getByText("When you’re online, reload the page").waitFor();
    cable.mend();
    await ala.page.reload();
    await ala.page.getByRole("button", { name: "Room menu" }).click();
    await code.click();
    await menu.getByRole("img", { name: "QR code" }).waitFor();
    cable.cut();
    await ala.page.reload();
    await ala.page.getByRole("button", { name: "Room menu" }).click();
    await code.click();
    await menu.getByRole("img", { name: "QR code" }).waitFor();
    await ala.leave();
    await cable.remove();
  }, 60_000);

  it.each(["the same room", "no room"])("is kept also with another tab, of %s", async (what) => {
    const room = `${serverUrl()}/rooms/${freshRoom()}`;
    const ala = await Visitor.at(browser, room, { ...DESKTOP, bypassCSP: true });
    await ala.another(what === "no room" ? `${serverUrl()}/rooms/a_b` : room);
    await untilKept(ala);
    // Another address is another worker, which is installed with both tabs open.
    const state = await ala.page.evaluate(async () => {
      const options = { scope: "/rooms/" };
      const again = await navigator.serviceWorker.register("/dist/offline.js?again", options);
      const worker = again.installing!;
      return new Promise<string>((done) => {
        worker.addEventListener("statechange", () => done(worker.state));
      });
    });
    expect(state).toBe("installed");
    await ala.leave();
  });
});

describe("a room that was not visited", () => {
  it("is told to open later, nothing is lost by asking for it, and then it opens", async () => {
    const cable = await Cable.to(inject("port"));
    const ala = await Visitor.at(browser, `${cable.url}/rooms/${freshRoom()}`, PHONE);
    await ala.join("Ala");
    await untilKept(ala);
    cable.cut();
    await ala.composer.fill("Half a thought");
    const menu = await openMenu(ala);
    const answer = ala.page.waitForResponse((response) => response.request().isNavigationRequest());
    await menu.getByRole("button", { name: "New room" }).click();
    expect((await answer).status()).toBe(503);
    await ala.page.getByRole("heading", { name: "You seem to be offline." }).waitFor();
    const tryAgain = ala.page.getByRole("link", { name: "Try again" });
    expect(await violations(ala)).toEqual([]);
    // All of it is there: its look and its picture.
    expect((await tryAgain.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    const picture = ala.page.getByRole("img", { name: "Gatehouse" });
    const wide = await picture.evaluate(
      (image) => image instanceof HTMLImageElement && image.naturalWidth,
    );
    expect(wide).toBeGreaterThan(0);

    await ala.page.goBack();
    await expect.poll(() => ala.composer.inputValue()).toBe("Half a thought");
    await ala.page.goForward();
    const steps = await ala.page.evaluate(() => history.length);
    const loaded = ala.page.waitForEvent("load");
    await tryAgain.click();
    await loaded;
    await tryAgain.waitFor();
    const address = ala.page.url();
    cable.mend();
    await tryAgain.click();
    await ala.page.locator("[data-link=up]").waitFor();
    expect(ala.page.url()).toBe(address);
    expect(await ala.page.evaluate(() => history.length), "steps of the way back").toBe(steps);
    await ala.leave();
    await cable.remove();
  }, 60_000);

  it("is told so in the language that was chosen last", async () => {
    const cable = await Cable.to(inject("port"));
    const ala = await Visitor.at(browser, `${cable.url}/rooms/${freshRoom()}`);
    await untilKept(ala);
    for (const [language, words] of [
      ["pl", "Wygląda na to, że nie ma sieci."],
      ["en", "You seem to be offline."],
    ] as const) {
      await ala.context.addCookies([
        { name: "gatehouse-language", value: language, url: cable.url },
      ]);
      await ala.page.goto(`${cable.url}/rooms/${freshRoom()}`);
      await untilKept(ala);
      cable.cut();
      await ala.page.goto(`${cable.url}/rooms/${freshRoom()}`);
      await ala.page.getByRole("heading", { name: words }).waitFor();
      cable.mend();
    }
    const pages = await ala.page.evaluate(async () => {
      const urls = (await (await caches.open("gatehouse")).keys()).map(({ url }) => url);
      return urls.filter((url) => new URL(url).pathname === "/offline").length;
    });
    expect(pages, "only the last of them is kept").toBe(1);
    await ala.leave();
    await cable.remove();
  }, 60_000);

  it("is no page for what asks for data, and no other address is answered for", async () => {
    const cable = await Cable.to(inject("port"));
    const ala = await Visitor.at(browser, `${cable.url}/rooms/${freshRoom()}`);
    await untilKept(ala);
    cable.cut();
    const room = freshRoom();
    const isAnswered = (path: string): Promise<boolean> =>
      ala.page.evaluate(
        (url) =>
          fetch(url).then(
            () => true,
            () => false,
          ),
        path,
      );
    expect(await isAnswered(`/rooms/${room}`)).toBe(false);
    expect(await isAnswered(`/rooms/${room}/messages`)).toBe(false);
    for (const path of [`/rooms/${room}/threads`, "/dist/scripts/none.js"]) {
      const tab = await ala.context.newPage();
      await expect(tab.goto(cable.url + path)).rejects.toThrow("ERR_");
    }
    await ala.leave();
    await cable.remove();
  }, 60_000);
});
