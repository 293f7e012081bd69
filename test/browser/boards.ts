/** The boards of live sessions that tests open, and what they read there. */

import type { Browser, BrowserContextOptions, Locator } from "playwright-core";
import { serverUrl, Visitor } from "./visitor.ts";

export const roomUrl = (room: string): string => `${serverUrl()}/rooms/${room}`;

export async function openBoard(
  browser: Browser,
  room: string,
  options?: BrowserContextOptions,
): Promise<Visitor> {
  return Visitor.at(browser, `${roomUrl(room)}/threads`, options);
}

/** Waits until the board hears from the room. */
export const live = (board: Visitor): Promise<void> =>
  board.page.getByText("Live", { exact: true }).first().waitFor();

/** The number under a label. */
export const figure = (board: Visitor, label: string): Locator =>
  board.page
    .locator(".figures > div", { has: board.page.getByText(label, { exact: true }) })
    .locator("dd:not(.plot)");

export const says = async (place: Locator, text: string | RegExp): Promise<void> =>
  place.filter({ hasText: text }).first().waitFor();
