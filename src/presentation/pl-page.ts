/** What a page says before its script runs or without one, in Polish. */

import type { PageTexts } from "./en-page.ts";

export const plPage: PageTexts = {
  direction: "ltr",
  pageTitle: (room) => `${room} · Gatehouse`,
  noScript: "Możesz tu czytać. Żeby pisać, włącz JavaScript.",
  stuck: "Strona nie wczytała się w całości. Żeby pisać, odśwież ją.",
  utc: "Godziny podano w czasie UTC.",
  earlier: "Wydruk nie obejmuje wcześniejszych wiadomości.",

  nothingHere: "Pod tym adresem nic nie ma",
  roomNames:
    "Nazwa pokoju składa się z liter a–z, cyfr i łączników, ma najwyżej 64 znaki i nie zaczyna się od łącznika.",
  toLobby: "Do głównego pokoju",

  away: "Wygląda na to, że nie ma sieci.",
  roomLater: "Ten pokój otworzysz, gdy wróci połączenie.",
  tryAgain: "Spróbuj ponownie",
};
