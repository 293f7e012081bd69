/** What the board of live sessions says, in Polish. */

import type { BoardTexts } from "./en-board.ts";
import { plural } from "./plural.ts";

const count = plural("pl");

const messages = {
  one: "wiadomość",
  few: "wiadomości",
  many: "wiadomości",
  other: "wiadomości",
};

export const plBoard: BoardTexts = {
  title: (room) => `Aktywne sesje w pokoju ${room}`,
  toRoom: "Do pokoju",
  noScript: "To stan z chwili, w której strona została wczytana.",
  live: "Na żywo",
  lost: "Brak połączenia.",
  lostFor: (span) => `Brak połączenia. Wiek danych: ${span}`,
  stopped: "Ta strona nie jest już aktualizowana. Odśwież ją, żeby kontynuować.",

  sessions: "Sesje",
  people: "Osoby",
  logged: "Wiadomości",
  rate: "Wiadomości na sekundę",
  peopleLately: (least, most) =>
    `Osoby w ostatnich minutach: najmniej ${least}, najwięcej ${most}.`,
  sinceOpened: "Liczone od otwarcia strony.",
  messagesLately: (n, most) =>
    `${count(n, messages)} w ostatnich minutach, najwięcej ${most} na sekundę.`,

  table: "Aktywne sesje, od najstarszej",
  columns: {
    name: "Imię",
    age: "W pokoju",
    idle: "Bez ruchu",
    rtt: "Ping",
    // A large text may break it.
    posts: "Wiado\u00admości",
  },
  nameless: "jeszcze bez imienia",
  unknown: "brak danych",
  nobody: "Nikogo tu nie ma.",
  more: (n) =>
    `i jeszcze ${count(n, { one: "sesja", few: "sesje", many: "sesji", other: "sesji" })}`,
  news: (people) =>
    count(people, {
      one: "osoba w pokoju",
      few: "osoby w pokoju",
      many: "osób w pokoju",
      other: "osoby w pokoju",
    }),
};
