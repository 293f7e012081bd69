/** The way to the room menu. */

import type { Locator } from "playwright-core";
import { serverUrl, type Visitor } from "./visitor.ts";

export const menuOf = ({ page }: Visitor): Locator => page.getByRole("dialog");

export async function openMenu(visitor: Visitor): Promise<Locator> {
  await visitor.page.getByRole("button", { name: /^(Room menu|Menu pokoju)$/ }).click();
  const menu = menuOf(visitor);
  await menu.waitFor();
  return menu;
}

/** Opens a room and waits until it has told who is here: from then on what is in sight is read. */
export async function enter(visitor: Visitor, room: string): Promise<void> {
  await visitor.page.goto(`${serverUrl()}/rooms/${room}`);
  await welcomed(visitor);
}

export async function welcomed({ page }: Visitor): Promise<void> {
  await page.locator(".roster > p:not(.more)").first().waitFor({ state: "attached" });
}
