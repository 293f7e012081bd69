/** What the room menu says, in English. Its shape is the table that every other language fills. */

import { plural } from "./plural.ts";

const count = plural("en");

export const enMenu = {
  close: "Close",
  invite: "Invite others",
  link: "Room link",
  copyLink: "Copy link",
  linkCopied: "Link copied.",
  notCopied: "Your browser doesn’t allow copying. The link is selected: copy it from there.",
  localLink: "This link opens on this computer only. The README says how other devices can join.",
  share: "Share…",
  qrCode: "QR code",
  qrCodeOf: (room: string) => `QR code with the link to ${room}`,
  notLoaded: "This didn’t load. When you’re online, reload the page and try again.",

  yourName: "Your name",
  yourNameHint: "For this room. Earlier messages keep your old name.",
  saveName: "Save",
  savingName: "Saving…",
  takeName: (name: string) => `Use ${name}`,
  nameUnheard: "Can’t reach the room right now. Save again when it’s back.",
  nameless: "You can read without a name. To write, choose one.",
  chooseName: "Choose a name",

  rooms: "Your rooms",
  newRoom: "New room",
  newRoomName: "Name (optional)",
  newRoomHint:
    "A new room’s name ends in random characters: only people with its link can find it.",
  newRoomCalled: (start: string) =>
    `Its name will be ${start}-… and random characters: only people with its link can find it.`,
  noRoomName:
    "A link can only carry a–z, 0–9 and hyphens. Use some of these, or leave the name empty.",
  onlyThisRoom: "Rooms you open are listed here, in this browser only.",
  thisRoom: "You are here",
  others: "With",
  allRooms: (n: number) => `Show all ${n} rooms`,
  unread: (n: number) => count(n, { one: "unread message", other: "unread messages" }),
  remove: (room: string) => `Remove ${room} from the list`,
  removed: "Removed",
  putBack: (room: string) => `Put ${room} back`,

  alerts: "Notifications",
  alertsHint: "For this room, in this browser, when you’re looking elsewhere.",
  notify: "Notify me of new messages",
  notAllowed:
    "Your browser blocks notifications from this site. Allow them in its settings for this site, then turn this on again.",
  noNotifications:
    "This browser can’t show notifications here. On an iPhone or iPad, add the page to the Home Screen first.",
  needsHttps:
    "Notifications need a secure connection: this page’s address would have to begin with https.",
  sound: "Play a sound",

  language: "Language",

  help: "Help",
  keys: "Commands and keys",
};

/** Everything that the room menu says, in one language. */
export type MenuTexts = typeof enMenu;
