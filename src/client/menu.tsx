/** The room menu, put together: a dialog that comes, with everything in it, when it is first opened. */

import { LOBBY } from "../protocol/limits.ts";
import { menuTextsFor } from "../presentation/menu.ts";
import { askPermission, permission } from "./alerts/banner.ts";
import { chime } from "./alerts/chime.ts";
import { openDialog } from "./dialog.ts";
import type { LateTools } from "./late-tools.ts";
import { forget } from "./memory/forget.ts";
import { KEYS, keysOf, ON, recall, remember } from "./memory/storage.ts";
import { parseVisits } from "./memory/visits.ts";
import { Menu } from "./menu/menu.tsx";
import type { Naming } from "./naming.ts";
import type { Reader, State } from "./state.ts";
import { stylesheet } from "./stylesheet.ts";
import { title } from "./title.ts";
import type { Tools } from "./tools.tsx";

/** What it asks of the page. */
export interface MenuOwner {
  readonly state: Pick<State, "room" | "joining">;
  readonly reader: Reader;
  readonly naming: Pick<Naming, "rename" | "follower">;
  readonly tools: Pick<LateTools<Tools>, "get">;
  /** Says something in the status line. */
  readonly say: (text: string) => void;
}

/**
 * Opens the menu of a room.
 * @throws Error if a part of it could not be loaded
 */
export async function openMenu({ state, reader, naming, tools, say }: MenuOwner): Promise<void> {
  await stylesheet("/menu.css");
  const { lang } = document.documentElement;
  const { room, you } = state.room;
  const keys = keysOf(room);
  const dialog = openDialog(
    "menu sheet",
    "menu-title",
    <Menu
      room={room}
      address={new URL(room === LOBBY ? "/" : `/rooms/${room}`, location.origin).href}
      title={title}
      visits={parseVisits(recall(KEYS.visits))}
      language={lang}
      texts={menuTextsFor(lang)}
      times={reader.times}
      name={{
        // Without a room that has said who one is, one is who one asks to be.
        name: you ? you.name : state.joining.asked,
        pageTexts: reader.texts,
        follow(follower) {
          naming.follower = follower;
          return () => (naming.follower = undefined);
        },
        onRename: (wish) => naming.rename(wish),
        onMissed: say,
        onChoose() {
          dialog.close();
          document.querySelector<HTMLElement>(".dock input")?.focus();
        },
      }}
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
      onHelp={async () => {
        const [ready] = await Promise.all([tools.get(), stylesheet("/tools.css")]);
        if (!ready) throw new Error("The tools could not be loaded.");
        // Whoever has closed the menu meanwhile does something else by now.
        if (!dialog.open) return;
        dialog.close();
        await ready.showKeys();
      }}
    />,
  );
}
