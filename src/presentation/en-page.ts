/**
 * What a page says before its script runs or without one, in English: the server alone needs it. Its
 * shape is the table that every other language fills.
 */

/** The way in which the language is written. */
const script: { readonly direction: "ltr" | "rtl" } = { direction: "ltr" };

export const enPage = {
  ...script,
  pageTitle: (room: string) => `${room} · Gatehouse`,
  noScript: "You can read here. To write, switch on JavaScript.",
  stuck: "To write, load the page again: a part has not come.",

  nothingHere: "There is nothing at this address.",
  roomNames:
    "The name of a room is made of the letters a to z, digits and hyphens, 64 at the most, and does not begin with a hyphen.",
  toLobby: "To the lobby",
};

/** Everything that the server alone says, in one language. */
export type PageTexts = typeof enPage;
