/** What a reader is told of a room that is not as it was: gaps, another log, another version. */

import type { Browser, WebSocketRoute } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "./axe.ts";
import { launchBrowser } from "../../tools/chromium.ts";
import { fill, numbered } from "./past.ts";
import { freshRoom, serverUrl, Visitor } from "./visitor.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Changes the first frame of a session. */
function rewriteWelcome(socket: WebSocketRoute, change: (welcome: object) => object): void {
  const room = socket.connectToServer();
  let first = true;
  room.onMessage((data) => {
    const welcome: unknown = first ? JSON.parse(String(data)) : null;
    first = false;
    socket.send(
      typeof welcome === "object" && welcome !== null ? JSON.stringify(change(welcome)) : data,
    );
  });
}

/** A welcome that starts afresh with the last 50 messages, as for one who was away for very long. */
function afresh(welcome: object): object {
  const entries = "entries" in welcome && Array.isArray(welcome.entries) ? welcome.entries : [];
  return { ...welcome, resumed: false, entries: undefined, messages: entries.slice(-50) };
}

describe("a room in which much was said meanwhile", () => {
  it("says what was skipped until it is loaded, and then has everything in order", async () => {
    const room = freshRoom();
    await fill(room, "Past", numbered(200).slice(0, 5));
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`);
    await ala.reads("Message 5");
    let away: WebSocketRoute | null = null;
    let back = false;
    await ala.page.routeWebSocket(/\/socket/, (socket) => {
      if (back) return rewriteWelcome(socket, afresh);
      if (away) return void socket.close({ code: 1012 });
      away = socket;
      socket.connectToServer();
    });
    await ala.page.reload();
    await ala.page.locator("[data-link=up]").waitFor();
    await away!.close({ code: 1012 });
    await fill(room, "More", numbered(200).slice(5));
    back = true;

    await ala.reads("Message 200");
    await ala.page.locator(".status").getByText("Some messages were skipped").waitFor();
    const gap = ala.page.locator(".rows").getByText("Some messages were skipped");
    expect(await gap.count()).toBe(1);
    expect(await ala.texts()).not.toContain("Message 6");
    expect(await violations(ala)).toEqual([]);

    const log = ala.page.getByRole("log");
    let first = 151;
    for (let round = 0; round < 60 && first > 1; round++) {
      await log.evaluate((list) => list.scrollTo({ top: -list.scrollHeight, behavior: "instant" }));
      await ala.page.waitForTimeout(100);
      const shown = await log.evaluate((list) => ({
        first: Number(list.querySelector("[data-seq]")?.getAttribute("data-seq")),
        gap: list.textContent.includes("Some messages were skipped"),
      }));
      ({ first } = shown);
      expect(shown).toEqual({ first, gap: first > 6 });
    }
    expect(await ala.texts()).toEqual(numbered(200));
    expect(await gap.count()).toBe(0);
    await ala.leave();
  }, 60_000);

  it("says so when the log is another one", async () => {
    const room = freshRoom();
    await fill(room, "Past", numbered(5));
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`);
    await ala.page.routeWebSocket(/\/socket/, (socket) =>
      rewriteWelcome(socket, (welcome) => ({ ...afresh(welcome), epoch: "2", head: 0 })),
    );
    await ala.page.reload();
    await ala.page.locator(".rows").getByText("history was replaced").waitFor();
    expect(await ala.texts()).toEqual([]);
    expect(await violations(ala)).toEqual([]);
    await ala.leave();
  });
});

describe("a server of another version", () => {
  const stop = (socket: WebSocketRoute) => void socket.close({ code: 4406 });
  const speakAnother = (socket: WebSocketRoute) =>
    rewriteWelcome(socket, (welcome) => ({ ...welcome, protocol: 2, you: "Ala" }));

  it.each([
    ["closes", stop],
    ["says", speakAnother],
  ])("that %s so is not asked again, and the page says why", async (_, answer) => {
    const room = freshRoom();
    await fill(room, "Past", ["Hello"]);
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`);
    let asked = 0;
    await ala.page.routeWebSocket(/\/socket/, (socket) => {
      asked++;
      answer(socket);
    });
    await ala.page.reload();
    await ala.page.getByRole("alert").getByText("There is a newer version of this page.").waitFor();
    await ala.page.getByRole("button", { name: "Reload" }).waitFor();
    await ala.online();
    await ala.page.waitForTimeout(3_000);
    expect(asked).toBe(1);
    expect(await ala.texts()).toEqual(["Hello"]);
    await ala.leave();
  });

  it("that is merely newer is understood as far as possible", async () => {
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`);
    await ala.page.routeWebSocket(/\/socket/, (socket) => {
      rewriteWelcome(socket, (welcome) => ({ ...welcome, topic: "News", sticker: [1] }));
      socket.send(JSON.stringify({ type: "poll", question: "?" }));
    });
    await ala.page.reload();
    await ala.join("Ala");
    await ala.say("Hello");
    await ala.reads("Hello");
    expect(ala.complaints).toEqual([]);
    await ala.leave();
  });
});
