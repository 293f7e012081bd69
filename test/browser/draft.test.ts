/** What is written and not sent: each tab has its own, and one outlives them all. */

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../../tools/chromium.ts";
import { freshRoom, serverUrl, Visitor } from "./visitor.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Ala, who has joined a room of her own, and its address. */
async function alaInRoom(): Promise<{ ala: Visitor; url: string }> {
  const url = `${serverUrl()}/rooms/${freshRoom()}`;
  const ala = await Visitor.at(browser, url);
  await ala.join("Ala");
  return { ala, url };
}

/** Waits for the composer and gives what stands in it. */
async function draftOf({ composer }: Visitor): Promise<string> {
  await composer.waitFor();
  return composer.inputValue();
}

it("A draft belongs to its tab, also over a reload", async () => {
  const { ala, url } = await alaInRoom();
  await ala.composer.fill("In the first tab");
  const second = await ala.another(url);
  expect(await draftOf(second)).toBe("");
  await second.composer.fill("In the second one");
  await Promise.all([ala.page.reload(), second.page.reload()]);
  expect(await draftOf(ala)).toBe("In the first tab");
  expect(await draftOf(second)).toBe("In the second one");
  await ala.leave();
});

it("The draft that was written last is there when the room is opened again", async () => {
  const { ala, url } = await alaInRoom();
  const second = await ala.another(url);
  await second.composer.fill("Given up");
  await ala.composer.fill("Half a thou");
  await second.say("Sent");
  await second.reads("Sent");
  await Promise.all([ala.page.close(), second.page.close()]);
  const later = await ala.another(url);
  expect(await draftOf(later)).toBe("Half a thou");
  await ala.leave();
});

it("What was sent comes back in no tab", async () => {
  const { ala, url } = await alaInRoom();
  await ala.composer.fill("A thou");
  const second = await ala.another(url);
  await ala.say("A thought");
  await ala.reads("A thought");
  await Promise.all([ala.page.reload(), second.page.reload()]);
  expect(await draftOf(ala)).toBe("");
  expect(await draftOf(second)).toBe("");
  await Promise.all([ala.page.close(), second.page.close()]);
  const later = await ala.another(url);
  expect(await draftOf(later)).toBe("");
  await ala.leave();
});

/** As if the browser had died: a page does not get to say its last word. */
async function dieSilently({ page }: Visitor): Promise<void> {
  await page.evaluate(() => {
    addEventListener("pagehide", (event) => event.stopImmediatePropagation(), { capture: true });
    for (const method of ["removeItem", "setItem"] as const) {
      Storage.prototype[method] = () => {};
    }
  });
}

it("A draft that a tab began with is its own, however the tab ends", async () => {
  const { ala, url } = await alaInRoom();
  await ala.composer.fill("Of yesterday");
  await ala.page.close();
  const first = await ala.another(url);
  expect(await draftOf(first)).toBe("Of yesterday");
  const second = await ala.another(url);
  await second.composer.fill("Of today");
  await dieSilently(first);
  await first.page.reload();
  expect(await draftOf(first)).toBe("Of yesterday");
  await ala.leave();
});

it("What a tab has sent takes no other tab's draft with it", async () => {
  const { ala, url } = await alaInRoom();
  const second = await ala.another(url);
  await second.composer.fill("Sent");
  await ala.composer.fill("Half a thou");
  await second.composer.press("Enter");
  await second.reads("Sent");
  await Promise.all([dieSilently(ala), dieSilently(second)]);
  await Promise.all([ala.page.close(), second.page.close()]);
  const later = await ala.another(url);
  expect(await draftOf(later)).toBe("Half a thou");
  await ala.leave();
});

it("Of two tabs that are opened together, one has the draft", async () => {
  const { ala, url } = await alaInRoom();
  await ala.composer.fill("Half a thou");
  await ala.page.close();
  // Both ask before either is told.
  await ala.context.addInitScript(() => {
    const query = navigator.locks.query.bind(navigator.locks);
    navigator.locks.query = async () => {
      const found = await query();
      await new Promise((done) => setTimeout(done, 500));
      return found;
    };
  });
  const tabs = await Promise.all([ala.another(url), ala.another(url)]);
  const drafts = await Promise.all(tabs.map(draftOf));
  expect(drafts.toSorted()).toEqual(["", "Half a thou"]);
  await ala.leave();
});

it("A draft is there again also where locks are denied", async () => {
  const { ala, url } = await alaInRoom();
  await ala.composer.fill("Half a thou");
  await ala.page.close();
  await ala.context.addInitScript(() => {
    const denied = () => Promise.reject(new DOMException("Denied.", "SecurityError"));
    navigator.locks.query = denied;
    navigator.locks.request = denied;
  });
  const later = await ala.another(url);
  expect(await draftOf(later)).toBe("Half a thou");
  await ala.leave();
});

it("A draft outlasts a name that is refused, also where nothing may be stored", async () => {
  const url = `${serverUrl()}/rooms/${freshRoom()}`;
  const bob = await Visitor.at(browser, url);
  await bob.join("Bob");
  const ala = await Visitor.at(browser, "about:blank");
  await ala.page.addInitScript(() => {
    for (const storage of ["localStorage", "sessionStorage"]) {
      const get = () => {
        throw new DOMException("Denied.", "SecurityError");
      };
      Object.defineProperty(globalThis, storage, { get });
    }
  });
  let open = (): void => {};
  const opened = new Promise<void>((done) => (open = done));
  await ala.page.routeWebSocket(/socket/, async (socket) => {
    await opened;
    socket.connectToServer();
  });
  await ala.page.goto(url);
  await ala.nameField.fill("Bob");
  await ala.page.getByRole("button", { name: "Join" }).click();
  await ala.composer.fill("Half a thou");
  open();
  await ala.join("Ala");
  expect(await draftOf(ala)).toBe("Half a thou");
  await Promise.all([ala.leave(), bob.leave()]);
});
