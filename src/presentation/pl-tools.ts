/** What the sheets and commands say, in Polish. */

import type { ToolTexts } from "./en-tools.ts";

export const plTools: ToolTexts = {
  close: "Zamknij",
  copyText: "Kopiuj tekst",
  copyLink: "Kopiuj link",
  copied: "Skopiowano.",
  notCopied: "Przeglądarka nie pozwala kopiować.",

  noSuchCommand: (word) =>
    `Nie ma polecenia ${word}. Są /name i /help; wiadomość od ukośnika zaczyna się dwoma.`,
  noName: "Dopisz imię: /name Ala",
  nameLater: "Pokój jest teraz nieosiągalny. Spróbuj, gdy wróci połączenie.",

  keysTitle: "Klawisze i polecenia",
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
    send: "wysyła wiadomość",
    line: "zaczyna nowy wiersz",
    escape: "przechodzi do pola wiadomości, a stamtąd do najnowszych wiadomości",
    scroll: "przewijają wiadomości",
    end: "przechodzi do najnowszych wiadomości, gdy pole jest puste",
    toList: "przechodzi z pola wiadomości do listy",
    walk: "przechodzą między wiadomościami",
    actions: "na wiadomości: kopiuje jej tekst lub link",
    help: "pokazuje tę listę",
    name: "i imię: zmienia Twoje imię",
    slash: "zaczyna wiadomość ukośnikiem",
  },
};
