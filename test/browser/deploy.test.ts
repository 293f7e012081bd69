/** A deploy, as pages live through it that are open, and those that come after it. */

import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { LANGUAGES } from "../../src/presentation/language.ts";
import { violations } from "./axe.ts";
import { Cable } from "./cable.ts";
import { launchBrowser } from "../../tools/chromium.ts";
import { startServer, type Server } from "../../tools/server.ts";
import { untilKept } from "./kept.ts";
import { DESKTOP, PHONE, freshRoom, Visitor } from "./visitor.ts";

/** Milliseconds for a build, a start of the worker, and the return of the pages. */
const DEPLOY = 30_000;

/** What the project is made of; what it has installed is linked. */
const PARTS = ["src", "public", "scripts", "package.json", "tsconfig.json", "wrangler.toml"];

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

let folder: string;
let server: Server;
beforeAll(async () => {
  // A folder of anybody's: its name may need escaping in an address.
  folder = await mkdtemp(join(tmpdir(), "gatehouse site-"));
  for (const part of PARTS) await cp(part, join(folder, part), { recursive: true });
  await symlink(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
  server = await startServer({}, folder);
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

let cable: Cable;
let room: string;
beforeEach(async () => {
  cable = await Cable.to(server.port);
  room = `${cable.url}/rooms/${freshRoom()}`;
});
afterEach(() => cable.remove());

/** What stands on the button that sends: another word with each deploy. */
let word = "Send";
let deploys = 0;

/** Deploys the project with another word on the button, in all languages, and waits until it is served. */
async function deploy(): Promise<void> {
  const script = async (): Promise<string | undefined> => {
    const html = await fetch(server.url).then(
      (answer) => answer.text(),
      () => "",
    );
    return /\/dist\/scripts\/[\w-]+\.js/.exec(html)?.[0];
  };
  const before = await script();
  word = `Send ${++deploys}`;
  for (const language of LANGUAGES) {
    const path = join(folder, `src/presentation/${language}.ts`);
    const texts = await readFile(path, "utf8");
    await writeFile(path, texts.replace(/send: "[^"]*"/, `send: "${word}"`));
  }
  const served = async (): Promise<boolean> => ![before, undefined].includes(await script());
  await expect.poll(served, { timeout: DEPLOY, interval: 200 }).toBe(true);
}

/** Waits until a page has this word on its button. */
const shows = ({ page }: Visitor, name: string): Promise<void> =>
  page.getByRole("button", { name, exact: true }).waitFor();

describe("a deploy", () => {
  it("is offered to a page that is open, which loses nothing by it, and is kept in the old one's place", async () => {
    const ala = await Visitor.at(browser, room);
    await ala.join("Ala");
    await ala.say("Before");
    await ala.reads("Before");
    await untilKept(ala);
    await ala.composer.fill("Half a thou");
    const zofia = await Visitor.at(browser, room, {
      ...PHONE,
      locale: "pl-PL",
      colorScheme: "dark",
    });

    const before = word;
    await deploy();
    const line = ala.page.locator(".status", { hasText: "There is a newer version of this page." });
    await line.waitFor({ timeout: DEPLOY });
    await zofia.page.getByText("Jest już nowsza wersja tej strony.").waitFor({ timeout: DEPLOY });
    expect(await violations(ala)).toEqual([]);
    expect(await violations(zofia)).toEqual([]);
    // It is offered and not done: the page works on.
    await shows(ala, before);
    expect(await ala.composer.inputValue()).toBe("Half a thou");

    await line.getByRole("button", { name: "Reload" }).press("Enter");
    await shows(ala, word);
    expect(await ala.composer.inputValue()).toBe("Half a thou");
    await ala.reads("Before");
    expect(await line.count()).toBe(0);

    await untilKept(ala);
    cable.cut();
    await ala.page.reload();
    await shows(ala, word);
    await ala.reads("Before");
    await Promise.all([ala.leave(), zofia.leave()]);
  }, 120_000);

  it("is what a page finds that comes after it, also one that was kept", async () => {
    const ala = await Visitor.at(browser, room, DESKTOP);
    await ala.join("Ala");
    await untilKept(ala);
    await ala.page.goto("about:blank");
    await deploy();
    await ala.page.goto(room);
    await shows(ala, word);
    await ala.page.locator(".roster .you").waitFor({ state: "attached" });
    expect(await ala.page.locator(".status button").count()).toBe(0);
    await ala.leave();
  }, 120_000);

  it("is offered also to a page that was opened without a network", async () => {
    const ala = await Visitor.at(browser, room, DESKTOP);
    await ala.join("Ala");
    await untilKept(ala);
    cable.cut();
    await ala.page.reload();
    await ala.composer.waitFor();
    await deploy();
    cable.mend();
    await ala.page.getByText("There is a newer version").waitFor({ timeout: DEPLOY });
    await ala.leave();
  }, 120_000);

  it("is not offered when there was none, however often the link is lost", async () => {
    const ala = await Visitor.at(browser, room, DESKTOP);
    await ala.join("Ala");
    const asked: string[] = [];
    ala.page.on("response", (response) => {
      if (response.request().method() === "HEAD") asked.push(`${response.status()}`);
    });
    cable.cut();
    await ala.page.waitForTimeout(200);
    cable.mend();
    await expect.poll(() => asked, { timeout: DEPLOY }).toEqual(["200"]);
    await ala.page.waitForTimeout(500);
    expect(await ala.page.locator(".status button").count()).toBe(0);
    await ala.leave();
  }, 120_000);
});
