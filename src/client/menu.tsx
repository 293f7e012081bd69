/** The room menu, put together: a dialog that comes, with everything in it, when it is first opened. */

import { render } from "preact";
import { LOBBY } from "../protocol/limits.ts";
import { menuTextsFor } from "../presentation/menu.ts";
import type { Times } from "../presentation/time.ts";
import { askPermission, permission } from "./alerts/banner.ts";
import { chime } from "./alerts/chime.ts";
import { notifyKey, ON, soundKey } from "./alerts/settings.ts";
import { recall, remember } from "./memory.ts";
import { Menu } from "./menu/menu.tsx";
import { newRoomName } from "./menu/new-room.ts";
import { stylesheet } from "./stylesheet.ts";
import { title } from "./title.ts";
import { parseVisits, VISITS, withoutRoom, withVisit, type Visit } from "./visits.ts";

let dialog: HTMLDialogElement | null = null;

/**
 * Opens the menu of a room.
 * @throws Error if a part of it could not be loaded
 */
export async function openMenu(room: string, times: Times): Promise<void> {
  await stylesheet("/menu.css");
  // Two presses in haste open one menu.
  if (dialog) return;
  dialog = document.createElement("dialog");
  dialog.className = "menu sheet";
  dialog.setAttribute("aria-labelledby", "menu-title");
  dialog.addEventListener("close", close);
  // A press outside the sheet is one on the dialog itself.
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog?.close());
  const { lang } = document.documentElement;
  const menu = (
    <Menu
      room={room}
      address={new URL(room === LOBBY ? "/" : `/rooms/${room}`, location.origin).href}
      title={title}
      newRoom={`/rooms/${newRoomName()}`}
      visits={parseVisits(recall(VISITS))}
      language={lang}
      texts={menuTextsFor(lang)}
      times={times}
      alerts={{
        notify: recall(notifyKey(room)) === ON,
        sound: recall(soundKey(room)) === ON,
        permission: permission(),
        async onNotify(on) {
          remember(notifyKey(room), on ? ON : "");
          return on ? askPermission() : permission();
        },
        onSound(on) {
          remember(soundKey(room), on ? ON : "");
          if (on) void chime();
        },
      }}
      onRemove={({ room: removed }) => change((visits) => withoutRoom(visits, removed))}
      onPutBack={(visit) => change((visits) => putBack(visits, visit))}
    />
  );
  render(menu, dialog);
  document.body.append(dialog);
  dialog.showModal();
}

function close(): void {
  if (!dialog) return;
  render(null, dialog);
  dialog.remove();
  dialog = null;
}

/** The list is read anew: another page may have changed it since the menu was opened. */
function change(to: (visits: readonly Visit[]) => readonly Visit[]): void {
  remember(VISITS, JSON.stringify(to(parseVisits(recall(VISITS)))));
}

/** To where it was: the list is in the order of the visits. */
function putBack(visits: readonly Visit[], visit: Visit): readonly Visit[] {
  return withVisit(visits, visit).toSorted((a, b) => b.at - a.at);
}
