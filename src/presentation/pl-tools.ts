/** What the sheets and commands say, in Polish. */

import type { ToolTexts } from "./en-tools.ts";

export const plTools: ToolTexts = {
  close: "Zamknij",
  copyText: "Kopiuj tekst",
  copyLink: "Kopiuj link",
  copied: "Skopiowano.",
  notCopied: "Przeglądarka nie pozwala kopiować.",

  noSuchCommand: (word) =>
    `Nie ma polecenia ${word}. Spróbuj /name lub /help. Żeby wysłać to jako wiadomość, wpisz /${word}.`,
  noName: "Dopisz nowe imię: /name Ala",
  isFree: (name) => `Imię ${name} jest wolne.`,
  nameLater: "Nie ma teraz połączenia z pokojem. Spróbuj, gdy wróci.",

  keysTitle: "Polecenia i klawisze",
  commands: "Polecenia",
  nameExample: "/name Ala",
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
    walk: "Wśród wiadomości: przejdź do poprzedniej lub następnej",
    actions: "Na wiadomości: skopiuj jej tekst lub link do niej",
    helpInList: "Wśród wiadomości: pokaż tę listę",
    help: "Pokaż tę listę",
    name: "Zmień imię na Ala",
    slash: "Wyślij wiadomość, która zaczyna się od ukośnika",
  },
};
