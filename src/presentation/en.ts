/**
 * What a page says as long as its script runs, in English. Its shape is the table that every other
 * language fills.
 */

import type { FinalCode } from "../protocol/close.ts";
import type { RefusalCode } from "../protocol/refusal.ts";
import { plural } from "./plural.ts";

const count = plural("en");

const newMessages = (n: number) => count(n, { one: "new message", other: "new messages" });

const refusals: Record<RefusalCode, string> = {
  bad_frame: "The room didn’t understand this. Reload the page and try again.",
  name_required: "Choose a name first.",
  name_invalid: "A name has 1 to 32 characters, all visible.",
  name_taken: "That name is taken.",
  text_empty: "There’s nothing to send.",
  text_too_long: "The message is too long.",
  rate_limited: "That was a bit fast. Wait a moment and try again.",
  unavailable: "The room can’t save anything right now. Try again later.",
  not_found: "The message you replied to no longer exists.",
};

const closes: Record<FinalCode, string> = {
  4400: "The room didn’t understand this page.",
  4401: "The room doesn’t recognise you.",
  4403: "You can’t enter this room.",
  4404: "This room doesn’t exist.",
  4406: "There is a newer version of this page. Reload it to continue.",
  4409: "This room is open in a newer tab.",
  4413: "That was too much at once.",
};

export const en = {
  messages: "Messages",
  noMessages: "Nobody has said anything yet.",
  unheard: "Messages will appear here once you’re connected.",
  firstWord: "Start the conversation. Anyone with this link can read and write here.",
  invite: "Invite others",
  beginning: "This is where it all began.",
  today: "Today",
  yesterday: "Yesterday",
  loadingOlder: "Loading older messages…",
  olderFailed: "Couldn’t load older messages.",
  newerFailed: "Couldn’t load newer messages.",
  newMessages,
  noSuchMessage: "Couldn’t find that message.",
  unread: "New",
  missed: (n: number) => `Go to ${newMessages(n)}`,
  toTheEnd: "Go to the latest messages",
  announced: (name: string, text: string) => `${name}: ${text}`,

  roomMenu: "Room menu",
  notLoaded: "Part of this page didn’t load.",
  people: (n: number) => count(n, { one: "person", other: "people" }),
  here: "Here now",
  hereAt: (time: string) => `Here at ${time}`,
  you: "you",
  close: "Close",
  readers: (n: number) =>
    count(n, { one: "person without a name", other: "people without a name" }),
  crowd: "Too many people for a live list.",
  showNames: "Show names",
  askingNames: "Loading…",
  askAgain: "Refresh",
  namesAsOf: (time: string) => `Names as of ${time}`,
  moreNames: (n: number) => count(n, { one: "more name", other: "more names" }),
  sessions: "Live sessions",

  name: "Your name",
  nameIsEnough: "No account needed, just a name.",
  join: "Join",
  joining: "Joining…",
  renamed: (name: string) => `You are now ${name}.`,
  take: (name: string) => `Use ${name}`,

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
  held: "Waiting…",
  notSent: "Not sent.",
  retry: "Retry",
  delete: "Delete",

  reconnecting: "Reconnecting… your messages will be sent.",
  offline: "You’re offline. Your messages will be sent when you’re back online.",
  tooFast: "That was too fast. Your messages will be sent.",
  nextTry: (seconds: number) => `Next try in ${seconds}\u00a0s.`,
  retryNow: "Retry now",
  busy: "That was a bit fast. The rest will be sent in a moment.",
  full: "The room can’t save messages right now. Yours will be sent later.",
  caughtUp: "Caught up.",
  skipped: "Some messages were skipped while you were away.",
  restarted: "The room’s history was replaced while you were away.",
  newVersion: "There is a newer version of this page.",
  reload: "Reload",
  refusals,
  refusedOtherwise: "The room didn’t accept this. Reload the page and try again.",
  closes,
};

/** Everything that it says, in one language. */
export type Texts = typeof en;
