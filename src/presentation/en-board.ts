/** What the board of live sessions says, in English. Its shape is the table that other languages fill. */

import { plural } from "./plural.ts";

const count = plural("en");

export const enBoard = {
  title: (room: string) => `Live sessions in ${room}`,
  toRoom: "Go to the room",
  noScript: "These figures are from when the page was loaded.",
  live: "Live",
  lost: "Not connected.",
  lostFor: (span: string) => `Not connected. The figures are ${span} old.`,
  stopped: "This page is no longer updating. Reload it to continue.",

  sessions: "Sessions",
  people: "People",
  logged: "Messages",
  rate: "Messages per second",
  peopleLately: (least: string, most: string) =>
    `People in the last few minutes: at least ${least}, at most ${most}.`,
  sinceOpened: "Counted since this page was opened.",
  messagesLately: (n: number, most: string) =>
    `${count(n, { one: "message", other: "messages" })} in the last few minutes, at most ${most} per second.`,

  table: "Live sessions, oldest first",
  columns: {
    name: "Name",
    age: "Here for",
    idle: "Idle for",
    rtt: "Round trip",
    posts: "Messages",
  },
  nameless: "no name yet",
  unknown: "not known",
  nobody: "Nobody is here.",
  more: (n: number) => `and ${count(n, { one: "more session", other: "more sessions" })}`,
  news: (people: number) => count(people, { one: "person is here", other: "people are here" }),
};

/** Everything that the board says, in one language. */
export type BoardTexts = typeof enBoard;
