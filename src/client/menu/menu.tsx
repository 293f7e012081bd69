/** The room menu: what one does with a room beside talking in it. */

import type { MenuTexts } from "../../presentation/en-menu.ts";
import type { Times } from "../../presentation/time.ts";
import type { Visit } from "../memory/visits.ts";
import { SheetHead } from "../view/sheet-head.tsx";
import { Alerts, type AlertsProps } from "./alerts.tsx";
import { Help, type HelpProps } from "./help.tsx";
import { Invite } from "./invite.tsx";
import { Language } from "./language.tsx";
import { Name, type NameProps } from "./name.tsx";
import { Rooms } from "./rooms.tsx";

/** What the menu is given. */
export interface MenuProps {
  readonly room: string;
  /** The room's address, whole. */
  readonly address: string;
  /** The title of the room's page. */
  readonly title: string;
  readonly visits: readonly Visit[];
  readonly language: string;
  readonly texts: MenuTexts;
  readonly times: Times;
  readonly name: Omit<NameProps, "texts">;
  readonly alerts: Omit<AlertsProps, "texts">;
  readonly onHelp: HelpProps["onHelp"];
  /** Gives what puts it back. */
  readonly onRemove: (visit: Visit) => () => void;
}

/** What stands in the dialog. */
export function Menu(props: MenuProps) {
  const { room, address, title, language, name, alerts, onHelp, texts, ...rooms } = props;
  return (
    <div class="content">
      <SheetHead id="menu-title" close={texts.close}>
        {room}
      </SheetHead>
      <Invite {...{ room, address, title, texts }} />
      <Name texts={texts} {...name} />
      <Rooms here={room} texts={texts} {...rooms} />
      <Alerts texts={texts} {...alerts} />
      <Language {...{ language, texts }} />
      <Help {...{ onHelp, texts }} />
    </div>
  );
}
