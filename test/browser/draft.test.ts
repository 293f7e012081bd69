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

/** Waits for the composer and gives what stands in it. */
async function draftOf({ composer }: Visitor): Promise<string> {
  await composer.waitFor();
  return composer.inputValue();
}

it("A draft belongs to its tab, also over a reload", async () => {
  const url = `${serverUrl()}/rooms/${freshRoom()}`;
  const ala = await Visitor.at(browser, url);
  await ala.join("Ala");
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
  const url = `${serverUrl()}/rooms/${freshRoom()}`;
  const ala = await Visitor.at(browser, url);
  await ala.join("Ala");
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
  const url = `${serverUrl()}/rooms/${freshRoom()}`;
  const ala = await Visitor.at(browser, url);
  await ala.join("Ala");
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
