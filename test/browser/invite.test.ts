/** How others are invited from the room menu: the address copied, shared or scanned. */

import { decodeQR } from "qr/decode.js";
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../../tools/chromium.ts";
import { openMenu } from "./menu.ts";
import { PHONE, freshRoom, serverUrl, Visitor } from "./visitor.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** What a camera reads from what is on the screen, and how light the edge of that is (0 to 255). */
async function scan(visitor: Visitor, code: Locator): Promise<[string, number | undefined]> {
  const picture = (await code.screenshot()).toString("base64");
  // The page's policy lets no picture in but the site's own.
  const eye = await visitor.context.newPage();
  const image = await eye.evaluate(async (png) => {
    const drawn = await createImageBitmap(
      await (await fetch(`data:image/png;base64,${png}`)).blob(),
    );
    const { width, height } = drawn;
    const canvas = new OffscreenCanvas(width, height).getContext("2d");
    canvas?.drawImage(drawn, 0, 0);
    return {
      width,
      height,
      data: Array.from(canvas?.getImageData(0, 0, width, height).data ?? []),
    };
  }, picture);
  await eye.close();
  const text = decodeQR({ ...image, data: Uint8Array.from(image.data) });
  return [text, image.data.at((image.width * 8 + 8) * 4)];
}

describe("inviting", () => {
  it("copies the room's address, and says so", async () => {
    const room = `${serverUrl()}/rooms/${freshRoom()}`;
    const ala = await Visitor.at(browser, room);
    await ala.context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const menu = await openMenu(ala);
    await menu.getByRole("button", { name: "Copy link" }).click();
    await menu.getByRole("status").getByText("Link copied.").waitFor();
    expect(await ala.page.evaluate(() => navigator.clipboard.readText())).toBe(room);
    // A phone would look for the room in itself.
    await menu.getByText("This link opens on this computer only.").waitFor();
    await ala.leave();
  });

  it("copies without a clipboard, as over http on a local network", async () => {
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`);
    await ala.page.evaluate(() =>
      Object.defineProperty(navigator, "clipboard", { value: undefined }),
    );
    const copied = ala.page.evaluate(
      () =>
        new Promise<string>((done) => {
          document.addEventListener("copy", () => done(document.getSelection()?.toString() ?? ""));
        }),
    );
    const menu = await openMenu(ala);
    await menu.getByRole("button", { name: "Copy link" }).click();
    await menu.getByText("Link copied.").waitFor();
    expect(await copied).toBe(ala.page.url());
    await ala.leave();
  });

  it("leaves the address selected where the browser refuses", async () => {
    const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${freshRoom()}`);
    await ala.page.evaluate(() => {
      Object.defineProperty(navigator, "clipboard", { value: undefined });
      document.execCommand = () => false;
    });
    const menu = await openMenu(ala);
    await menu.getByRole("button", { name: "Copy link" }).click();
    await menu.getByRole("status").getByText("doesn’t allow copying").waitFor();
    const selected = await menu.getByLabel("Room link").evaluate((field) => {
      if (!(field instanceof HTMLInputElement)) return "";
      return field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0);
    });
    expect(selected).toBe(ala.page.url());
    await ala.leave();
  });

  it.each(["light", "dark"] as const)(
    "shows a code that a camera reads, made when asked for, in the %s theme",
    async (colorScheme) => {
      const room = `${serverUrl()}/rooms/${freshRoom()}`;
      const ala = await Visitor.at(browser, room, { ...PHONE, colorScheme });
      const asked: string[] = [];
      ala.page.on("request", (request) => asked.push(request.url()));
      const menu = await openMenu(ala);
      expect(asked.filter((url) => url.includes("/code-"))).toEqual([]);
      const button = menu.getByRole("button", { name: "QR code" });
      await button.click();
      const code = menu.getByRole("img", { name: /^QR code with the link to/ });
      expect(await scan(ala, code)).toEqual([room, 255]);
      await button.click();
      await code.waitFor({ state: "detached" });
      await ala.leave();
    },
  );

  it("has a sheet for sharing where the browser has one, and only there", async () => {
    const url = `${serverUrl()}/rooms/${freshRoom()}`;
    const ala = await Visitor.at(browser, url);
    await ala.page.evaluate(() => Reflect.deleteProperty(Navigator.prototype, "share"));
    const menu = await openMenu(ala);
    expect(await menu.getByRole("button", { name: "Share…" }).count()).toBe(0);
    await menu.getByRole("button", { name: "Close" }).click();

    const shared = ala.page.evaluate(
      () =>
        new Promise<ShareData | undefined>((done) => {
          navigator.share = (data) => {
            done(data);
            return Promise.reject(new DOMException("Share canceled", "AbortError"));
          };
        }),
    );
    await openMenu(ala);
    await menu.getByRole("button", { name: "Share…" }).click();
    expect(await shared).toEqual({ title: await ala.page.title(), url });
    expect(ala.complaints).toEqual([]);
    await ala.leave();
  });
});
