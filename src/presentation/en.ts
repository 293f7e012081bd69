/** What a page says as long as its script runs, in English. Its shape is the table that every other language fills. */

import type { FinalClose } from "../protocol/close.ts";
import type { RefusalCode } from "../protocol/refusal.ts";
import { plural } from "./plural.ts";

const count = plural("en");

const refusals: Record<RefusalCode, string> = {
  bad_frame: "The room did not understand this. Reload the page and try again.",
  name_required: "Choose a name first.",
  name_invalid: "A name has 1 to 32 visible characters.",
  name_taken: "Somebody else here has this name.",
  text_empty: "There is nothing to send.",
  text_too_long: "The message is too long.",
  rate_limited: "That was a bit fast. Wait a moment and try again.",
  unavailable: "The room cannot store anything just now. Try again later.",
  not_found: "The message that this one answers no longer exists.",
};

const closes: Record<FinalClose, string> = {
  badFrame: "The room did not understand this page. Reload it to go on.",
  notAuthorised: "The room does not recognise you. Reload the page to go on.",
  forbidden: "You cannot enter this room.",
  noSuchRoom: "There is no such room.",
  version: "A newer version of this page is out. Reload it to go on.",
  replaced: "This page was left for a newer one. Reload it to go on here.",
  frameTooLarge: "The room did not accept so much at once. Reload the page to go on.",
};

export const en = {
  messages: "Messages",
  noMessages: "Nobody has said anything yet.",
  firstWord: "The first word is yours. Whoever has this page’s address can read and write here.",
  invite: "Invite others",
  beginning: "This is where it all began.",
  today: "Today",
  yesterday: "Yesterday",
  loadingOlder: "Loading older messages…",
  olderFailed: "The older messages could not be loaded.",
  newerFailed: "The newer messages could not be loaded.",
  newMessages: (n: number) => count(n, { one: "new message", other: "new messages" }),
  noSuchMessage: "The message of this link could not be found.",
  unread: "New",
  toTheEnd: "To the latest messages",
  announced: (name: string, text: string) => `${name}: ${text}`,

  roomMenu: "Room menu",
  notLoaded: "A part of this page could not be loaded.",
  people: (n: number) => count(n, { one: "person", other: "people" }),
  here: "Here now",
  you: "you",
  close: "Close",
  readers: (n: number) =>
    count(n, { one: "person without a name", other: "people without a name" }),
  crowd: "There are too many people here to list them all the time.",
  showNames: "Show their names",
  askingNames: "Asking…",
  askAgain: "Ask again",
  namesAsOf: (time: string) => `Names as of ${time}`,
  moreNames: (n: number) => count(n, { one: "more name", other: "more names" }),
  sessions: "Live sessions",

  name: "Your name",
  nameIsEnough: "No account needed: a name is enough.",
  join: "Join",
  joining: "Joining…",
  renamed: (name: string) => `You are ${name} now.`,
  take: (name: string) => `Be ${name}`,

  typing: (n: number, [one, two, three]: readonly string[]) =>
    [
      `${one} is typing…`,
      `${one} and ${two} are typing…`,
      `${one}, ${two} and ${three} are typing…`,
    ][n - 1] ?? "Several people are typing…",

  message: "Message",
  send: "Send",
  charactersLeft: (n: number) => count(n, { one: "character left", other: "characters left" }),
  charactersOver: (n: number) => count(n, { one: "character over", other: "characters over" }),
  sending: "Sending…",
  notSent: "Not sent.",
  retry: "Retry",
  delete: "Delete",

  reconnecting: "Reconnecting… your messages will be sent.",
  offline: "You are offline. Your messages will be sent when the network is back.",
  tooFast: "That was too much at once for the room. Your messages will be sent.",
  inSeconds: (seconds: number) => `(${seconds}\u00a0s)`,
  retryNow: "Retry now",
  busy: "That was a bit fast. The rest will be sent in a moment.",
  full: "The room cannot store anything just now. Your messages are kept and tried again.",
  caughtUp: "Caught up.",
  skipped: "Some messages were skipped while you were away.",
  scrollUp: "Scroll up to read them.",
  restarted: "The room’s history was replaced while you were away.",
  newVersion: "There is a newer version of this page.",
  reload: "Reload",
  refusals,
  refusedOtherwise: "The room did not take this. Reload the page and try again.",
  closes,
};

/** Everything that it says, in one language. */
export type Texts = typeof en;
