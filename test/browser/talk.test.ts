import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { violations } from "./axe.ts";
import { Cable } from "./cable.ts";
import { launchBrowser } from "../../tools/chromium.ts";
import { PHONE, freshRoom, serverUrl, Visitor } from "./visitor.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe("two people", () => {
  it("open a link, take a name and talk", async () => {
    const link = `${serverUrl()}/rooms/${freshRoom()}`;
    const ala = await Visitor.at(browser, link);
    const bob = await Visitor.at(browser, link, PHONE);
    await ala.join("Ala");
    await bob.join("Bob");
    await ala.say("Good morning, Bob");
    await bob.reads("Good morning, Bob");
    await bob.composer.fill("Good morning, Ala");
    await bob.page.getByRole("button", { name: "Send" }).tap();
    await ala.reads("Good morning, Ala");
    const both = ["Good morning, Bob", "Good morning, Ala"];
    expect(await ala.texts()).toEqual(both);
    expect(await bob.texts()).toEqual(both);
    await ala.page.getByRole("complementary").getByText("Bob").waitFor();
    await bob.page.getByRole("button", { name: "2 people" }).tap();
    await bob.page.getByRole("complementary").getByText("Ala").waitFor();
    expect([...ala.complaints, ...bob.complaints]).toEqual([]);
    await ala.leave();
    await bob.leave();
  });

  it("cannot have the same name, and are offered another", async () => {
    const link = `${serverUrl()}/rooms/${freshRoom()}`;
    const ala = await Visitor.at(browser, link);
    await ala.join("Ala");
    const other = await Visitor.at(browser, link);
    await other.nameField.fill("ala");
    await other.nameField.press("Enter");
    await other.page.getByRole("alert").getByText("That name is taken.").waitFor();
    await other.page.getByRole("button", { name: "Use ala 2" }).click();
    await other.composer.waitFor();
    await other.say("Second of the name");
    await ala.reads("Second of the name");
    await ala.leave();
    await other.leave();
  });

  it("are told by how much a name is too long, until it is not", async () => {
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`, PHONE);
    const counter = ala.page.locator(".counter");
    await ala.nameField.fill(" " + "👩".repeat(32) + " ");
    expect(await counter.textContent()).toBe("");
    await ala.nameField.fill("👩".repeat(37));
    expect(await counter.textContent()).toBe("5\u00a0characters over");
    await ala.page.getByRole("button", { name: "Join" }).click();
    await ala.page
      .getByRole("alert")
      .getByText("A name has 1 to 32 characters, all visible.")
      .waitFor();
    expect(await violations(ala)).toEqual([]);
    await ala.nameField.press("End");
    await ala.nameField.press("Backspace");
    expect(await counter.textContent()).toBe("4\u00a0characters over");
    await ala.join("👩".repeat(32));
    await ala.leave();
  });

  it("go on writing while the room hears of their name", async () => {
    const ala = await Visitor.at(browser, "about:blank");
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await ala.page.routeWebSocket(/socket/, (socket) => {
      const room = socket.connectToServer();
      let frames = 0;
      // The welcome comes late, and what is answered after it later still.
      room.onMessage(async (frame) => {
        await held;
        setTimeout(() => socket.send(frame), frames++ === 0 ? 0 : 1_000);
      });
    });
    await ala.page.goto(`${serverUrl()}/rooms/${freshRoom()}`);
    await ala.nameField.fill("Ala");
    await ala.page.getByRole("button", { name: "Join" }).click();
    await ala.composer.pressSequentially("Half a ");
    const field = await ala.composer.elementHandle();
    release();
    await ala.page.locator(".people").waitFor({ state: "attached" });
    await ala.page.keyboard.type("thought");
    await ala.page.locator(".roster .you").waitFor({ state: "attached" });
    expect(await ala.composer.inputValue()).toBe("Half a thought");
    expect(await field?.evaluate((element) => element.isConnected)).toBe(true);
    await ala.leave();
  });

  it("keep their name and their draft over a reload", async () => {
    const link = `${serverUrl()}/rooms/${freshRoom()}`;
    const ala = await Visitor.at(browser, link);
    await ala.join("Ala");
    await ala.say("Before");
    await ala.reads("Before");
    await ala.composer.fill("Half a thou");
    await ala.page.reload();
    await ala.composer.waitFor();
    expect(await ala.composer.inputValue()).toBe("Half a thou");
    await ala.say("After");
    await ala.reads("After");
    expect(await ala.texts()).toEqual(["Before", "After"]);
    await ala.leave();
  });

  it("can take a name before the room has answered", async () => {
    const ala = await Visitor.at(browser, "about:blank");
    let open = (): void => {};
    const opened = new Promise<void>((done) => (open = done));
    await ala.page.routeWebSocket(/socket/, async (socket) => {
      await opened;
      socket.connectToServer();
    });
    await ala.page.goto(`${serverUrl()}/rooms/${freshRoom()}`);
    await ala.nameField.fill("Ala");
    await ala.page.getByRole("button", { name: "Join" }).click();
    open();
    await ala.say("In a hurry");
    await ala.reads("In a hurry");
    await ala.leave();
  });

  it("are one person each, however many tabs they have", async () => {
    const link = `${serverUrl()}/rooms/${freshRoom()}`;
    const ala = await Visitor.at(browser, link);
    const bob = await Visitor.at(browser, link);
    await ala.join("Ala");
    await bob.join("Bob");
    const other = await ala.another(link);
    await other.composer.waitFor();
    const place = await bob.composer.boundingBox();
    await other.say("From the other tab");
    for (const reader of [ala, bob, other]) {
      await reader.reads("From the other tab");
      await reader.page.locator(".roster .count", { hasText: "2 people" }).waitFor();
      expect(await reader.page.locator(".roster li").count()).toBe(2);
    }
    expect(await bob.composer.boundingBox()).toEqual(place);
    await Promise.all([ala.leave(), bob.leave()]);
  });

  it("may be one person in two rooms, side by side", async () => {
    const one = freshRoom();
    const two = freshRoom();
    const left = await Visitor.at(browser, `${serverUrl()}/rooms/${one}`);
    await left.join("Ala");
    const right = await left.another(`${serverUrl()}/rooms/${two}`);
    expect(await right.nameField.inputValue()).toBe("Ala");
    await right.page.getByRole("button", { name: "Join" }).click();
    await right.composer.waitFor();
    await left.composer.fill("A draft");
    await right.page.reload();
    await right.composer.waitFor();
    expect(await right.composer.inputValue()).toBe("");
    await left.say("Left");
    await right.say("Right");
    await left.reads("Left");
    await right.reads("Right");
    expect(await left.texts()).toEqual(["Left"]);
    expect(await right.texts()).toEqual(["Right"]);
    await right.page.reload();
    await right.composer.waitFor();
    await right.say("Still Ala");
    await right.reads("Still Ala");
    await left.leave();
  });
});

describe("someone whose network fails", () => {
  it("loses nothing, doubles nothing, and is told", async () => {
    const cable = await Cable.to(inject("port"));
    const room = freshRoom();
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`);
    const bob = await Visitor.at(browser, "about:blank");
    await bob.page.clock.install();
    await bob.page.goto(`${cable.url}/rooms/${room}`);
    await ala.join("Ala");
    await bob.join("Bob");
    await ala.say("Before");
    await bob.reads("Before");

    cable.cut();
    for (const text of ["One", "Two", "Three"]) await ala.say(text);
    await bob.say("Written offline");
    await bob.say("And another");
    await bob.page.getByText("Waiting…").first().waitFor();
    expect(await bob.composer.isEnabled()).toBe(true);
    await bob.page.clock.runFor(6_000);
    await bob.page.locator(".status").getByText("Reconnecting").first().waitFor();
    await ala.reads("Three");

    cable.mend();
    await bob.page.getByRole("button", { name: "Retry now" }).click({ timeout: 15_000 });
    await bob.reads("And another");
    await bob.page.getByText("Caught up").waitFor();
    await ala.reads("And another");
    const all = ["Before", "One", "Two", "Three", "Written offline", "And another"];
    expect(await bob.texts()).toEqual(all);
    expect(await ala.texts()).toEqual(all);
    expect(await bob.page.locator(".pending").count()).toBe(0);

    const late = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`);
    expect(await late.texts()).toEqual(all);
    await Promise.all([ala.leave(), bob.leave(), late.leave()]);
    await cable.remove();
  }, 60_000);

  it("for a moment only is not bothered with it", async () => {
    const cable = await Cable.to(inject("port"));
    const bob = await Visitor.at(browser, `${cable.url}/rooms/${freshRoom()}`);
    await bob.join("Bob");
    await bob.say("Before");
    await bob.reads("Before");
    cable.cut();
    cable.mend();
    await bob.say("After");
    await bob.reads("After");
    expect(await bob.page.locator(".status").textContent()).toBe("");
    await bob.leave();
    await cable.remove();
  });
});
