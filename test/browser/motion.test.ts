/** What moves: what happens while one looks on, and never what was there before. */

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../../tools/chromium.ts";
import { fill, numbered } from "./past.ts";
import { DESKTOP, freshRoom, serverUrl, Visitor } from "./visitor.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Keeps the room's word back for a moment: what is stored within a frame is never drawn as on its way. */
async function keepBack({ page }: Visitor): Promise<void> {
  await page.routeWebSocket(/\/socket/, (socket) => {
    const room = socket.connectToServer();
    room.onMessage((data) => void setTimeout(() => socket.send(data), 100));
  });
}

/** Notes the text of each row from now on that begins to move in the list, and for how many milliseconds. */
async function watch({ page }: Visitor): Promise<() => Promise<[string, number][]>> {
  const seen = await page.evaluateHandle(() => {
    const moved: [string, number][] = [];
    document.addEventListener("animationstart", ({ animationName, target }) => {
      if (!(target instanceof Element) || !["arrive", "send"].includes(animationName)) return;
      const [motion] = target.getAnimations();
      const time = Number(motion?.effect?.getComputedTiming().duration ?? 0);
      moved.push([target.querySelector(".text")?.textContent ?? "", time]);
    });
    return moved;
  });
  return () => seen.jsonValue();
}

it("A message that comes moves once; history, and what is fetched of it, does not", async () => {
  const room = freshRoom();
  await fill(room, "Past", numbered(200));
  const ala = await Visitor.at(browser, "about:blank", DESKTOP);
  await keepBack(ala);
  await ala.page.goto(`${serverUrl()}/rooms/${room}`, { waitUntil: "commit" });
  const moved = await watch(ala);
  await ala.join("Ala");
  expect(await moved()).toEqual([]);

  await fill(room, "Bob", ["It is new"]);
  await ala.reads("It is new");
  await ala.say("And mine");
  await ala.reads("And mine");
  await ala.page.waitForTimeout(400);
  expect(await moved()).toEqual([
    ["It is new", 250],
    ["And mine", 250],
  ]);

  const log = ala.page.getByRole("log");
  await log.evaluate((list) => list.scrollTo({ top: -9_000, behavior: "instant" }));
  await ala.reads("Message 101");
  await ala.page.waitForTimeout(400);
  expect((await moved()).filter(([text]) => text.startsWith("Message"))).toEqual([]);
  await ala.leave();
});

it("Nothing moves for whoever wants no motion", async () => {
  const room = freshRoom();
  await fill(room, "Past", numbered(3));
  const options = { ...DESKTOP, reducedMotion: "reduce" } as const;
  const ala = await Visitor.at(browser, `${serverUrl()}/rooms/${room}`, options);
  await ala.join("Ala");
  const moved = await watch(ala);
  await fill(room, "Bob", ["It is new"]);
  await ala.reads("It is new");
  await ala.page.getByRole("button", { name: "Room menu" }).click();
  await ala.page.getByRole("dialog").waitFor();
  expect((await moved()).filter(([, time]) => time > 0)).toEqual([]);
  const moving = await ala.page.evaluate(() =>
    document
      .getAnimations()
      .map((motion) => Number(motion.effect?.getComputedTiming().duration ?? 0)),
  );
  expect(Math.max(0, ...moving)).toBe(0);
  await ala.leave();
});

/** Notes for each frame from now on which messages are on their way, and which of them say so. */
async function watchFates({ page }: Visitor): Promise<() => Promise<string[]>> {
  const seen = await page.evaluateHandle(() => {
    const frames: string[] = [];
    const look = (): void => {
      const pending = Array.from(document.querySelectorAll(".pending"), (row) => {
        const [text, fate] = [row.querySelector(".text"), row.querySelector(".fate")];
        if (!text || !fate) throw new Error("This is no message on its way.");
        const { color, visibility } = getComputedStyle(fate);
        // Its colour, its place and its word are one.
        const looks = [
          visibility === "visible",
          getComputedStyle(text).color === color,
          getComputedStyle(text, "::after").inlineSize !== "0px",
        ];
        return text.textContent + looks.map((same) => (same ? "." : "")).join("");
      });
      const frame = pending.join(", ");
      if (frame !== "" && frame !== frames.at(-1)) frames.push(frame);
      requestAnimationFrame(look);
    };
    look();
    return frames;
  });
  return () => seen.jsonValue();
}

it("No message looks settled while one before it is on its way, and none that has said that it is", async () => {
  const ala = await Visitor.at(browser, "about:blank");
  const held: (() => void)[] = [];
  let holds = false;
  await ala.page.routeWebSocket(/\/socket/, (socket) => {
    const room = socket.connectToServer();
    room.onMessage((data) => {
      if (holds && String(data).includes('"entries"')) held.push(() => socket.send(data));
      else socket.send(data);
    });
  });
  await ala.page.goto(`${serverUrl()}/rooms/${freshRoom()}`);
  await ala.join("Ala");
  holds = true;
  const fates = await watchFates(ala);
  await ala.say("One");
  await ala.page.getByText("Sending…").waitFor();
  await ala.say("Two");
  await expect.poll(() => ala.page.locator(".pending").count()).toBe(2);
  held.shift()?.();
  await ala.reads("One");
  await expect.poll(() => held.length).toBe(1);
  await ala.page.waitForTimeout(400);
  held.shift()?.();
  await ala.reads("Two");
  expect(await fates()).toEqual(["One", "One...", "One..., Two...", "Two..."]);
  await ala.leave();
});
