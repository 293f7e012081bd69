/** What the sheets and commands say, in Polish. */

import type { ToolTexts } from "./en-tools.ts";

export const plTools: ToolTexts = {
  close: "Zamknij",
  copyText: "Kopiuj tekst",
  copyLink: "Kopiuj link",
  copied: "Skopiowano.",
  notCopied: "Przeglądarka nie pozwala kopiować.",

  noSuchCommand: (word) =>
    `Nie ma polecenia ${word}. Spróbuj /name lub /help. Żeby wysłać ukośnik, wpisz //.`,
  noName: "Dopisz nowe imię: /name Ala",
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
    home: "Home",
    tab: "Tab",
    control: "Ctrl",
  },
  does: {
    send: "Wyślij wiadomość; na ekranie dotykowym zacznij nowy wiersz",
    line: "Zacznij nowy wiersz",
    escape: "Przejdź do pola wiadomości, potem do najnowszej wiadomości",
    scroll: "Przewiń wiadomości",
    end: "Przejdź do najnowszej wiadomości, jeśli pole jest puste",
    home: "Przejdź do pierwszej nowej wiadomości, jeśli pole jest puste",
    toList: "Przejdź z pola wiadomości do rozmowy",
    walk: "Przechodź między wiadomościami",
    actions: "Skopiuj tekst wiadomości lub link do niej",
    helpInList: "Pokaż tę listę (wśród wiadomości)",
    help: "Pokaż tę listę",
    name: "Zmień imię: dopisz nowe",
    slash: "Zacznij wiadomość od ukośnika",
  },
};
