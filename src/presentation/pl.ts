/** What a page says as long as its script runs, in Polish. */

import type { Texts } from "./en.ts";
import { plural } from "./plural.ts";

// What is counted here is whole. So `other`, the form of fractions, stands for `many`: this table is in
// the first script, where every form counts.
const count = plural("pl");

export const pl: Texts = {
  messages: "Wiadomości",
  noMessages: "Nikt jeszcze nic nie napisał.",
  unheard: "Wiadomości pojawią się tu, gdy wróci połączenie.",
  firstWord: "Zacznij rozmowę. Czytać i pisać może tu każdy, kto ma link.",
  invite: "Zaproś innych",
  beginning: "Tu zaczyna się rozmowa.",
  today: "Dzisiaj",
  yesterday: "Wczoraj",
  loadingOlder: "Wczytywanie starszych wiadomości…",
  olderFailed: "Nie udało się wczytać starszych wiadomości.",
  newerFailed: "Nie udało się wczytać nowszych wiadomości.",
  newMessages: (n) =>
    count(n, {
      one: "nowa wiadomość",
      few: "nowe wiadomości",
      other: "nowych wiadomości",
    }),
  noSuchMessage: "Nie udało się znaleźć tej wiadomości.",
  unread: "Nowe",
  missed: (n) => `Przejdź do ${count(n, { one: "nowej wiadomości", other: "nowych wiadomości" })}`,
  toTheEnd: "Do najnowszych wiadomości",
  announced: (name, text) => `${name}: ${text}`,

  roomMenu: "Menu pokoju",
  notLoaded: "Nie udało się wczytać części tej strony.",
  people: (n) => count(n, { one: "osoba", few: "osoby", other: "osób" }),
  here: "Teraz w pokoju",
  hereAt: (time) => `W pokoju o ${time}`,
  you: "ty",
  close: "Zamknij",
  readers: (n) =>
    count(n, {
      one: "osoba nie podała imienia",
      few: "osoby nie podały imienia",
      other: "osób nie podało imienia",
    }),
  crowd: "Za dużo osób, żeby pokazywać listę na żywo.",
  showNames: "Pokaż listę",
  askingNames: "Wczytywanie…",
  askAgain: "Odśwież",
  namesAsOf: (time) => `Lista z godziny ${time}`,
  moreNames: (n) => `Jeszcze ${count(n, { one: "osoba", few: "osoby", other: "osób" })}`,
  sessions: "Aktywne sesje",

  name: "Twoje imię",
  nameIsEnough: "Nie trzeba zakładać konta, wystarczy imię.",
  join: "Dołącz",
  joining: "Dołączanie…",
  renamed: (name) => `Teraz nazywasz się ${name}.`,
  take: (name) => `Wejdź jako ${name}`,

  typing: (n, [one, two, three]) =>
    [`${one} pisze…`, `${one} i ${two} piszą…`, `${one}, ${two} i ${three} piszą…`][n - 1] ??
    "Kilka osób pisze…",

  message: "Wiadomość",
  send: "Wyślij",
  charactersLeft: (n) => `Pozostało: ${count(n, { one: "znak", few: "znaki", other: "znaków" })}`,
  charactersOver: (n) => `Za długie o ${count(n, { one: "znak", few: "znaki", other: "znaków" })}`,
  sending: "Wysyłanie…",
  held: "Czeka…",
  notSent: "Nie wysłano.",
  retry: "Ponów",
  delete: "Usuń",

  reconnecting: "Łączenie… Wiadomości zostaną wysłane.",
  offline: "Brak sieci. Wiadomości zostaną wysłane, gdy wróci.",
  tooFast: "Za szybko. Wiadomości zostaną wysłane.",
  nextTry: (seconds) => `Następna próba za ${seconds}\u00a0s.`,
  retryNow: "Połącz teraz",
  busy: "Trochę za szybko. Reszta zostanie wysłana za chwilę.",
  full: "Pokój nie może teraz zapisywać wiadomości. Twoje zostaną wysłane później.",
  caughtUp: "Znów jesteś na bieżąco.",
  skipped: "Pominięto część wiadomości, które przyszły pod Twoją nieobecność.",
  restarted: "Pod Twoją nieobecność historia pokoju została zastąpiona nową.",
  newVersion: "Jest już nowsza wersja tej strony.",
  reload: "Odśwież stronę",
  refusals: {
    bad_frame: "Pokój tego nie zrozumiał. Odśwież stronę i spróbuj ponownie.",
    name_required: "Najpierw podaj swoje imię.",
    name_invalid: "Imię może mieć do 32 znaków, tylko widocznych.",
    name_taken: "To imię jest już zajęte.",
    text_empty: "Nie ma czego wysłać.",
    text_too_long: "Ta wiadomość jest za długa.",
    rate_limited: "Trochę za szybko. Odczekaj chwilę i spróbuj ponownie.",
    unavailable: "Pokój nie może teraz niczego zapisać. Spróbuj później.",
    not_found: "Wiadomość, na którą odpowiadasz, już nie istnieje.",
  },
  refusedOtherwise: "Pokój tego nie przyjął. Odśwież stronę i spróbuj ponownie.",
  closes: {
    4400: "Pokój nie zrozumiał tej strony.",
    4401: "Pokój Cię nie rozpoznaje.",
    4403: "Nie możesz wejść do tego pokoju.",
    4404: "Nie ma takiego pokoju.",
    4406: "Jest już nowsza wersja tej strony. Odśwież ją, żeby kontynuować.",
    4409: "Ten pokój jest otwarty w nowszej karcie.",
    4413: "Za dużo naraz.",
  },
};
