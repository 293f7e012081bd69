/** What the sheets and commands say, in Polish. */

import type { ToolTexts } from "./en-tools.ts";

export const plTools: ToolTexts = {
  close: "Zamknij",
  copyText: "Kopiuj tekst",
  copyLink: "Kopiuj link",
  copied: "Skopiowano.",
  notCopied: "Przeglądarka nie pozwala kopiować.",

  noSuchCommand: (word) =>
    `Nie ma polecenia ${word}. Są /name i /help. Żeby zacząć wiadomość od ukośnika, wpisz dwa.`,
  noName: "Dopisz imię: /name Ala",
  isFree: (name) => `Imię ${name} jest wolne.`,
  nameLater: "Nie ma teraz połączenia z pokojem. Spróbuj, gdy wróci.",

  keysTitle: "Polecenia i klawisze",
  commands: "Polecenia",
  byTouch: "Dotykiem",
  hold: "Przytrzymanie",
  keysAlone: "Klawisze",
  keys: {
    enter: "Enter",
    shift: "Shift",
    escape: "Esc",
    pageUp: "Page Up",
    pageDown: "Page Down",
    end: "End",
    tab: "Tab",
    control: "Ctrl",
  },
  does: {
    send: "wysyła wiadomość; na ekranie dotykowym zaczyna nowy wiersz",
    line: "zaczyna nowy wiersz",
    escape: "przechodzi do pola wiadomości, a stamtąd do najnowszych wiadomości",
    scroll: "przewijają wiadomości",
    end: "przechodzi do najnowszych wiadomości, gdy pole jest puste",
    toList: "przechodzi z pola wiadomości do listy",
    walk: "przechodzą między wiadomościami",
    actions: "na wiadomości: kopiuje jej tekst lub link",
    helpInList: "wśród wiadomości: pokazuje tę listę",
    help: "pokazuje tę listę",
    name: "z nowym imieniem: zmienia Twoje",
    slash: "zaczyna wiadomość od ukośnika",
  },
};
