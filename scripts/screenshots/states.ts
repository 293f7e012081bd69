/** Every state that has a picture, and the way to it from an empty page. */

import type { BrowserContextOptions } from "playwright-core";
import { HERE, LONG, NIGHT, POLISH, RIGHT_TO_LEFT, TEA } from "./talks.ts";
import { board, crowd, ROOMS } from "./props.ts";
import type { Scene } from "./scene.ts";

interface Picture extends BrowserContextOptions {
  readonly bring: (scene: Scene) => Promise<void>;
}

const ROOM = "tea-house";

export const STATES: Readonly<Record<string, Picture>> = {
  "first-visit": { bring: visit },
  "name-taken": {
    async bring(scene) {
      await visit(scene);
      await scene.page.getByLabel("Your name").fill("Amir");
      await scene.page.getByRole("button", { name: "Join" }).click();
      await scene.page.getByRole("alert").waitFor();
    },
  },
  empty: { bring: (scene) => scene.enter("new-room") },
  conversation: { bring: enterAlone },
  typing: {
    async bring(scene) {
      await enterAlone(scene);
      await scene.people.type(ROOM, ["Amir", "Noor"]);
      await scene.page.getByText(/ and .* are typing…/).waitFor();
    },
  },
  writing: {
    async bring(scene) {
      await enter(scene);
      const words = "What I write is longer than the field may grow, and so it scrolls. ";
      await scene.composer.fill(words.repeat(57));
      await scene.composer.press("Control+Home");
      await scene.page.getByText("characters left").waitFor();
    },
  },
  "command-refused": {
    async bring(scene) {
      await enter(scene);
      await scene.write("/leave");
      await scene.page.getByText("There is no command").waitFor();
    },
  },
  "pending-and-failed": {
    async bring(scene) {
      await enter(scene);
      scene.refuse("bad_frame");
      await scene.write("This page is of last week. Does the room still understand it?");
      await scene.page.getByText("Not sent.").waitFor();
      scene.refuse();
      await scene.write("And this one is on its way.");
      await scene.page.waitForTimeout(400);
    },
  },
  unread: {
    async bring(scene) {
      await comeBack(scene, NIGHT.length - 7);
      await scene.page.locator(".unread").waitFor();
    },
  },
  "above-the-end": {
    async bring(scene) {
      // What is said here is said in each look: each has a room of its own.
      const room = `night-${scene.device}-${scene.theme}`;
      await scene.people.enter(room, HERE);
      await scene.enter(room, NIGHT);
      await scene.page.getByRole("log").evaluate((log) => log.scrollTo({ top: -1_400 }));
      await scene.page.locator(".pill").waitFor();
      await scene.people.say(room, [
        ["Sara", 0, "It came back, with a friend."],
        ["Amir", 0, "Passes?"],
        ["Sara", 0, "One between them."],
      ]);
      await scene.page.getByText("3 new messages").waitFor();
    },
  },
  link: {
    async bring(scene) {
      await scene.people.enter(ROOM, HERE);
      await scene.enter(ROOM, TEA, "#m-6");
      await scene.page.locator(".found").waitFor();
    },
  },
  "long-words": {
    bring: (scene) =>
      scene.enter("a-room-whose-name-is-as-long-as-the-name-of-a-room-may-be-in-all", LONG),
  },
  "right-to-left": {
    async bring(scene) {
      await scene.people.enter("majlis", ["محمد", "שרה"]);
      await scene.enter("majlis", RIGHT_TO_LEFT);
      // No language of ours has it yet, so the page is told by hand.
      await scene.page.evaluate(() => (document.documentElement.dir = "rtl"));
    },
  },
  polish: {
    locale: "pl-PL",
    async bring(scene) {
      await scene.people.enter("herbaciarnia", ["Amir", "Żaneta"]);
      await scene.enter("herbaciarnia", POLISH);
    },
  },
  reconnecting: {
    async bring(scene) {
      await enter(scene);
      await scene.close();
      await scene.page.locator("[data-link=down]").waitFor();
      await scene.pass(8);
      await scene.write("I am still here.");
      await scene.page
        .getByText(/Reconnecting… your messages will be sent. Next try in \d+\ss\./)
        .waitFor();
      await greyed(scene);
    },
  },
  offline: {
    async bring(scene) {
      await enter(scene);
      await scene.page.context().setOffline(true);
      await scene.close();
      await scene.page.locator("[data-link=lost]").waitFor();
      await scene.pass(8);
      await scene.write("Written in the tunnel.");
      await scene.page.locator("p").getByText("You’re offline.").waitFor();
      await greyed(scene);
    },
  },
  "caught-up": {
    async bring(scene) {
      await enter(scene);
      await scene.close();
      await scene.page.locator("[data-link=lost]").waitFor();
      scene.open();
      await scene.page.getByText("Caught up.").waitFor();
    },
  },
  full: {
    async bring(scene) {
      await enter(scene);
      scene.refuse("unavailable");
      await scene.write("Kept until there is room for it.");
      await scene.page.getByText("can’t save messages").waitFor();
      await scene.page.waitForTimeout(1_200);
    },
  },
  closed: {
    async bring(scene) {
      await enter(scene);
      await scene.close(4409);
      await scene.page.getByText("This room is open in a newer tab.").waitFor();
      await greyed(scene);
    },
  },
  "new-version": {
    async bring(scene) {
      await enter(scene);
      await scene.page.route("**/dist/scripts/*", (route) => route.fulfill({ status: 404 }));
      await scene.close();
      await scene.page.locator("[data-link=down]").waitFor();
      scene.open();
      await scene.page.getByText("There is a newer version").waitFor();
    },
  },
  roster: {
    async bring(scene) {
      await enter(scene);
      await showRoster(scene);
    },
  },
  crowd: {
    async bring(scene) {
      scene.change = crowd.welcome;
      await enter(scene);
      await showRoster(scene);
    },
  },
  "crowd-by-name": {
    async bring(scene) {
      scene.change = crowd.welcome;
      await enter(scene);
      await showRoster(scene);
      scene.hears(crowd.names);
      await scene.page.getByText("Names as of").waitFor();
    },
  },
  menu: { bring: openMenu },
  invite: {
    async bring(scene) {
      await openMenu(scene);
      await scene.page.getByRole("button", { name: "QR code" }).click();
      await scene.page.getByRole("img", { name: "QR code" }).waitFor();
    },
  },
  rooms: {
    async bring(scene) {
      await openMenu(scene);
      await scene.page.locator("section.rooms").evaluate((part) => part.scrollIntoView());
      await scene.page.getByRole("button", { name: "Remove fire-drill" }).click();
    },
  },
  "your-name": {
    async bring(scene) {
      await openMenu(scene);
      await scene.page.getByRole("textbox", { name: "Your name" }).fill("Noor");
      await scene.page.getByRole("button", { name: "Save" }).click();
      await scene.page.getByRole("button", { name: "Use Noor 2" }).waitFor();
      await scene.page.locator("section.name").evaluate((part) => part.scrollIntoView());
    },
  },
  alerts: {
    async bring(scene) {
      await openMenu(scene);
      await scene.page.locator("section.language").evaluate((part) => part.scrollIntoView());
      await scene.page.getByRole("switch").last().click();
    },
  },
  "message-actions": {
    async bring(scene) {
      await enter(scene);
      await scene.page.getByRole("log").focus();
      await scene.page.keyboard.press("ArrowUp");
      await scene.page.locator("[data-seq]:focus").waitFor();
      await scene.page.keyboard.press("Enter");
      await scene.page.getByRole("dialog").waitFor();
    },
  },
  keys: {
    async bring(scene) {
      await enter(scene);
      await scene.page.getByRole("log").focus();
      await scene.page.keyboard.press("?");
      await scene.page.getByRole("dialog").waitFor();
    },
  },
  board: { bring: watch },
  "board-cut-off": {
    async bring(scene) {
      await watch(scene);
      await scene.close();
      await scene.page.locator("[data-link=down]").waitFor();
      await scene.pass(95);
      await scene.page.locator(".standing p").waitFor();
    },
  },
  "not-found": { bring: (scene) => scene.read("No_Such_Room") },
  "without-script": { javaScriptEnabled: false, bring: (scene) => scene.read(ROOM, TEA) },
  "large-text": {
    async bring(scene) {
      await enlarge(scene);
      await enter(scene);
    },
  },
  "forced-colours": { forcedColors: "active", bring: enter },
  "much-unread": {
    async bring(scene) {
      await comeBack(scene, 5);
      await scene.page.locator(".to-new").waitFor();
    },
  },
};

/** Enters a room again that has been read so far. */
async function comeBack(scene: Scene, read: number): Promise<void> {
  await scene.people.enter("night-shift", HERE);
  await scene.people.tell("night-shift", NIGHT);
  const epoch = await scene.epochOf("night-shift");
  const last = { room: "night-shift", epoch, read, at: 0, others: [] };
  await scene.remember({ "gatehouse:rooms": JSON.stringify([last]) });
  await scene.enter("night-shift", NIGHT);
}

async function visit(scene: Scene): Promise<void> {
  await scene.people.enter(ROOM, HERE);
  await scene.read(ROOM, TEA);
  await scene.page.locator("[data-link=up]").waitFor();
}

async function enter(scene: Scene): Promise<void> {
  await scene.people.enter(ROOM, HERE);
  await scene.enter(ROOM, TEA);
}

/** The readers of other pictures are taken off the list a moment after they have left. */
async function enterAlone(scene: Scene): Promise<void> {
  await enter(scene);
  await scene.page.getByText("without a name").waitFor({ state: "detached" });
}

async function watch(scene: Scene): Promise<void> {
  await scene.people.enter(ROOM, HERE);
  await board(scene);
}

/** It is always in sight where there is room for it. */
async function showRoster({ page, device }: Scene): Promise<void> {
  if (device === "phone") await page.locator(".people").click();
}

async function openMenu(scene: Scene): Promise<void> {
  await scene.remember({ "gatehouse:rooms": JSON.stringify(ROOMS) });
  await scene.page.route(/messages\?limit=1$/, (route) => {
    const [, room = ""] = /rooms\/([^/]+)/.exec(route.request().url()) ?? [];
    return route.fulfill({ json: { room, epoch: "1", head: 12, messages: [] } });
  });
  await enter(scene);
  await scene.page.getByRole("button", { name: "Room menu" }).click();
  await scene.page.getByRole("dialog").waitFor();
  // What is new in a room is asked when its row is in sight.
  await scene.page.waitForTimeout(300);
}

/** As in the settings of a browser, twice the size. */
async function enlarge({ page }: Scene): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Page.setFontSizes", { fontSizes: { standard: 32, fixed: 26 } });
}

/** The mark takes its time to go grey. */
async function greyed({ page }: Scene): Promise<void> {
  await page.waitForTimeout(2_100);
}
