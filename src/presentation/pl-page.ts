/** What a page says before its script runs or without one, in Polish. */

import type { PageTexts } from "./en-page.ts";

export const plPage: PageTexts = {
  direction: "ltr",
  pageTitle: (room) => `${room} · Gatehouse`,
  noScript: "Możesz tu czytać. Żeby pisać, włącz JavaScript.",
  stuck: "Żeby pisać, wczytaj stronę ponownie: nie dotarła w całości.",

  nothingHere: "Pod tym adresem nic nie ma.",
  toLobby: "Do głównego pokoju",
};
