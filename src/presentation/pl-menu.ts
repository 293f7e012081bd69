/** What the room menu says, in Polish. */

import type { MenuTexts } from "./en-menu.ts";
import { plural } from "./plural.ts";

const count = plural("pl");

export const plMenu: MenuTexts = {
  close: "Zamknij",
  invite: "Zaproś innych",
  link: "Link do pokoju",
  copyLink: "Kopiuj link",
  linkCopied: "Link skopiowany.",
  notCopied: "Przeglądarka nie pozwala kopiować. Link jest zaznaczony: skopiuj go ręcznie.",
  localLink:
    "Ten link działa tylko na tym komputerze. Jak dołączyć z innego urządzenia, opisano w pliku README.",
  share: "Udostępnij…",
  qrCode: "Kod QR",
  qrCodeOf: (room) => `Kod QR z linkiem do pokoju ${room}`,
  notLoaded: "Nie udało się tego wczytać. Gdy wróci połączenie, odśwież stronę i spróbuj ponownie.",

  yourName: "Twoje imię",
  yourNameHint: "W tym pokoju. Wcześniejsze wiadomości zachowają stare imię.",
  saveName: "Zapisz",
  savingName: "Zapisywanie…",
  takeName: (name) => `Użyj imienia ${name}`,
  nameUnheard: "Nie ma teraz połączenia z pokojem. Zapisz jeszcze raz, gdy wróci.",
  nameless: "Czytać możesz bez imienia. Żeby pisać, wybierz imię.",
  chooseName: "Wybierz imię",

  rooms: "Twoje pokoje",
  newRoom: "Nowy pokój",
  newRoomName: "Opcjonalna nazwa",
  newRoomHint:
    "Nazwa nowego pokoju kończy się losowymi znakami: znajdą go tylko osoby, które mają link.",
  newRoomCalled: (start) =>
    `Pokój dostanie nazwę ${start}-… z losowymi znakami na końcu: znajdą go tylko osoby, które mają link.`,
  noRoomName:
    "W linku mogą być tylko litery a–z, cyfry i łączniki. Użyj ich albo zostaw pole puste.",
  onlyThisRoom: "Tu pojawią się pokoje, do których wejdziesz. Lista zostaje w tej przeglądarce.",
  thisRoom: "Jesteś tutaj",
  others: "Piszą tu:",
  allRooms: (n) => `Pokaż wszystkie pokoje (${n})`,
  unread: (n) =>
    count(n, {
      one: "nieprzeczytana wiadomość",
      few: "nieprzeczytane wiadomości",
      many: "nieprzeczytanych wiadomości",
      other: "nieprzeczytanej wiadomości",
    }),
  remove: (room) => `Usuń ${room} z listy`,
  removed: "Usunięto",
  putBack: (room) => `Przywróć ${room} na listę`,

  alerts: "Powiadomienia",
  alertsHint: "Z tego pokoju, w tej przeglądarce, gdy zajmujesz się czymś innym.",
  notify: "Powiadamiaj o nowych wiadomościach",
  notAllowed:
    "Przeglądarka blokuje powiadomienia z tej strony. Zezwól na nie w ustawieniach witryny i włącz je tutaj jeszcze raz.",
  noNotifications:
    "Ta przeglądarka nie pokaże tu powiadomień. Na iPhonie lub iPadzie dodaj najpierw stronę do ekranu początkowego.",
  needsHttps:
    "Powiadomienia wymagają bezpiecznego połączenia: adres tej strony musiałby zaczynać się od https.",
  sound: "Odtwarzaj dźwięk",

  language: "Język",

  help: "Pomoc",
  keys: "Polecenia i klawisze",
};
