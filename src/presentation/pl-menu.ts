/** What the room menu says, in Polish. */

import type { MenuTexts } from "./en-menu.ts";
import { plural } from "./plural.ts";

const count = plural("pl");

export const plMenu: MenuTexts = {
  close: "Zamknij",
  invite: "Zaproś innych",
  link: "Adres pokoju",
  copyLink: "Kopiuj link",
  linkCopied: "Link skopiowany.",
  notCopied: "Przeglądarka nie pozwala skopiować adresu. Jest zaznaczony: skopiuj go ręcznie.",
  share: "Udostępnij…",
  qrCode: "Kod QR",
  qrCodeOf: (room) => `Kod QR z adresem pokoju ${room}`,
  notLoaded: "Nie udało się tego wczytać. Odśwież stronę, gdy będzie sieć, i spróbuj ponownie.",

  yourName: "Twoje imię",
  yourNameHint: "W tym pokoju. Dawne wiadomości się nie zmienią.",
  saveName: "Zapisz",
  savingName: "Zapisywanie…",
  takeName: (name) => `Użyj imienia ${name}`,
  nameUnheard: "Nie ma teraz połączenia z pokojem. Zapisz jeszcze raz, gdy wróci.",
  nameless: "Czytać możesz bez imienia. Żeby pisać, wybierz imię.",
  chooseName: "Wybierz imię",

  rooms: "Twoje pokoje",
  newRoom: "Nowy pokój",
  newRoomHint: "Dostanie długą, losową nazwę: trafi tam tylko ten, kto ma link.",
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
    "Przeglądarki pozwalają na powiadomienia tylko przy bezpiecznym połączeniu: adres tej strony musiałby zaczynać się od https.",
  sound: "Odtwarzaj dźwięk",

  language: "Język",

  help: "Pomoc",
  keys: "Polecenia i klawisze",
};
