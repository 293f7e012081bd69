import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../tools/chromium.ts";
import { PHONE, freshRoom, serverUrl, Visitor } from "./visitor.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe("who is writing", () => {
  it("is told to the others, until the message comes", async () => {
    const link = `${serverUrl()}/rooms/${freshRoom()}`;
    const ala = await Visitor.at(browser, link);
    const bob = await Visitor.at(browser, link, PHONE);
    await ala.join("Ala");
    await bob.join("Bob");
    const line = bob.page.locator(".typing");
    const top = async (): Promise<number | undefined> => (await bob.composer.boundingBox())?.y;
    const before = await top();
    await ala.composer.pressSequentially("Hel");
    await line.getByText("Ala\u2069 is typing").waitFor();
    expect(await top()).toBe(before);
    expect(
      await line.evaluate((shown) => shown.closest("[aria-live], output, [role=status]")),
    ).toBeNull();
    expect(await ala.page.locator(".typing").textContent()).toBe("");
    await ala.composer.press("Enter");
    await bob.reads("Hel");
    expect(await line.textContent()).toBe("");
    await Promise.all([ala.leave(), bob.leave()]);
  });

  it("is not told of commands, of nothing, or to a room that does not know one's name", async () => {
    const ala = await Visitor.at(browser, "about:blank");
    const sent: string[] = [];
    await ala.page.routeWebSocket(/\/socket/, (socket) => {
      const room = socket.connectToServer();
      socket.onMessage((data) => {
        sent.push(String(data));
        room.send(data);
      });
    });
    await ala.page.goto(`${serverUrl()}/rooms/${freshRoom()}`);
    await ala.nameField.pressSequentially("Ala");
    await ala.join("Ala");
    for (const text of ["/", "/name Ola", "   ", ""]) await ala.composer.fill(text);
    expect(sent.filter((text) => text.includes("typing"))).toEqual([]);
    for (const text of ["//", "//not", "//not a command"]) await ala.composer.fill(text);
    await expect.poll(() => sent.filter((text) => text.includes("typing"))).toHaveLength(1);
    await ala.leave();
  });

  it("is one, two, three by name, then several, in the reader's language", async () => {
    const ala = await Visitor.at(browser, "about:blank", { locale: "pl-PL" });
    let tell = (...names: string[]): void => void names;
    await ala.page.routeWebSocket(/\/socket/, (socket) => {
      socket.connectToServer();
      tell = (...names) => {
        const by = names.map((name) => ({ id: name, name }));
        socket.send(JSON.stringify({ type: "typing", by }));
      };
    });
    await ala.page.goto(`${serverUrl()}/rooms/${freshRoom()}`);
    await ala.page.locator("[data-link=up]").waitFor();
    const line = ala.page.locator(".typing");
    const reads = (text: string) =>
      expect
        .poll(async () => (await line.textContent())?.replaceAll(/[\u2068\u2069]/g, ""))
        .toBe(text);
    tell("Ola");
    await reads("Ola pisze…");
    tell("Jan");
    await reads("Ola i Jan piszą…");
    tell("Ola", "Ewa");
    await reads("Ola, Jan i Ewa piszą…");
    tell("Adam");
    await reads("Kilka osób pisze…");
    await ala.leave();
  });
});
