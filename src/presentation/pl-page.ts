/** What a page says before its script runs or without one, in Polish. */

import type { PageTexts } from "./en-page.ts";

export const plPage: PageTexts = {
  direction: "ltr",
  pageTitle: (room) => `${room} · Gatehouse`,
  noScript: "Możesz tu czytać. Żeby pisać, włącz JavaScript.",
  stuck: "Żeby pisać, wczytaj stronę ponownie: nie dotarła w całości.",

  nothingHere: "Pod tym adresem nic nie ma.",
  roomNames:
    "Nazwa pokoju składa się z liter od a do z, cyfr i łączników, najwyżej 64, i nie zaczyna się od łącznika.",
  toLobby: "Do głównego pokoju",
};
