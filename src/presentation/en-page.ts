/**
 * What a page says before its script runs or without one, in English: the server alone needs it. Its
 * shape is the table that every other language fills.
 */

/** The way in which the language is written. */
const script: { readonly direction: "ltr" | "rtl" } = { direction: "ltr" };

export const enPage = {
  ...script,
  pageTitle: (room: string) => `${room} · Gatehouse`,
  noScript: "You can read here. To write, turn on JavaScript.",
  stuck: "Part of this page didn’t load. To write, reload it.",
  utc: "Times are in UTC.",
  earlier: "Earlier messages are not printed.",

  nothingHere: "There is nothing at this address",
  roomNames:
    "Room names use a–z, digits and hyphens, up to 64 characters, and don’t start with a hyphen.",
  toLobby: "Go to the lobby",

  away: "You seem to be offline.",
  roomLater: "You can open this room once you’re connected.",
  tryAgain: "Try again",
};

/** Everything that the server alone says, in one language. */
export type PageTexts = typeof enPage;
