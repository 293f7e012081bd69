/** What calls a reader to the room while they look elsewhere. */

import { useState } from "preact/hooks";
import type { MenuTexts } from "../../presentation/en-menu.ts";
import type { Permission } from "../alerts/banner.ts";

export interface AlertsProps {
  /** Whether each message is to notify, as it was chosen; the browser must allow it as well. */
  readonly notify: boolean;
  readonly sound: boolean;
  readonly permission: Permission;
  /** Keeps the choice, and asks the browser where it is not known yet whether it allows it. */
  readonly onNotify: (on: boolean) => Promise<Permission>;
  readonly onSound: (on: boolean) => void;
  readonly texts: MenuTexts;
}

/** The part of the menu in which that is chosen. */
export function Alerts({ texts, onNotify, onSound, ...chosen }: AlertsProps) {
  const [notify, setNotify] = useState(chosen.notify);
  const [sound, setSound] = useState(chosen.sound);
  const [permission, setPermission] = useState(chosen.permission);
  const notifies = notify && permission === "granted";

  const toggleNotify = async (on: boolean) => {
    setNotify(on);
    setPermission(await onNotify(on));
  };
  const toggleSound = (on: boolean) => {
    setSound(on);
    onSound(on);
  };
  return (
    <section class="alerts" aria-labelledby="alerts" aria-describedby="alerts-hint">
      <h3 id="alerts">{texts.alerts}</h3>
      <p id="alerts-hint">{texts.alertsHint}</p>
      <Switch label={texts.notify} on={notifies} onToggle={(on) => void toggleNotify(on)} />
      <output class="said">{notify && whyNot(permission, texts)}</output>
      <Switch label={texts.sound} on={sound} onToggle={toggleSound} />
    </section>
  );
}

interface SwitchProps {
  readonly label: string;
  readonly on: boolean;
  readonly onToggle: (on: boolean) => void;
}

function Switch({ label, on, onToggle }: SwitchProps) {
  return (
    <button type="button" role="switch" aria-checked={on} onClick={() => onToggle(!on)}>
      {label}
    </button>
  );
}

function whyNot(permission: Permission, texts: MenuTexts): string | null {
  switch (permission) {
    case "granted":
      return null;
    case "missing":
      return texts.noNotifications;
    case "insecure":
      return texts.needsHttps;
    case "denied":
    case "default":
      return texts.notAllowed;
  }
}
