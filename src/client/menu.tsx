/** The room menu, put together: a dialog that comes, with everything in it, when it is first opened. */

import { LOBBY } from "../protocol/limits.ts";
import { menuTextsFor } from "../presentation/menu.ts";
import type { Times } from "../presentation/time.ts";
import { askPermission, permission } from "./alerts/banner.ts";
import { chime } from "./alerts/chime.ts";
import { openDialog } from "./dialog.ts";
import { forget } from "./memory/forget.ts";
import { KEYS, keysOf, ON, recall, remember } from "./memory/storage.ts";
import { Menu } from "./menu/menu.tsx";
import { newRoomName } from "./menu/new-room.ts";
import { stylesheet } from "./stylesheet.ts";
import { title } from "./title.ts";
import { parseVisits } from "./memory/visits.ts";

/**
 * Opens the menu of a room.
 * @throws Error if a part of it could not be loaded
 */
export async function openMenu(room: string, times: Times): Promise<void> {
  await stylesheet("/menu.css");
  const { lang } = document.documentElement;
  const keys = keysOf(room);
  openDialog(
    "menu sheet",
    "menu-title",
    <Menu
      room={room}
      address={new URL(room === LOBBY ? "/" : `/rooms/${room}`, location.origin).href}
      title={title}
      newRoom={`/rooms/${newRoomName()}`}
      visits={parseVisits(recall(KEYS.visits))}
      language={lang}
      texts={menuTextsFor(lang)}
      times={times}
      alerts={{
        notify: recall(keys.notify) === ON,
        sound: recall(keys.sound) === ON,
        permission: permission(),
        async onNotify(on) {
          remember(keys.notify, on ? ON : "");
          return on ? askPermission() : permission();
        },
        onSound(on) {
          remember(keys.sound, on ? ON : "");
          if (on) void chime();
        },
      }}
      onRemove={forget}
    />,
  );
}
