/** What the room menu says, in English. Its shape is the table that every other language fills. */

import { plural } from "./plural.ts";

const count = plural("en");

export const enMenu = {
  close: "Close",
  invite: "Invite others",
  link: "The room’s address",
  copyLink: "Copy link",
  linkCopied: "Link copied.",
  notCopied: "The browser does not allow copying. The address is selected: copy it from there.",
  share: "Share…",
  qrCode: "QR code",
  qrCodeOf: (room: string) => `QR code with the address of ${room}`,
  notLoaded: "This could not be loaded. Reload the page when there is a network, and try again.",

  yourName: "Your name",
  yourNameHint: "In this room. Earlier messages keep their name.",
  saveName: "Save",
  savingName: "Saving…",
  takeName: (name: string) => `Be ${name}`,
  nameUnheard: "The room cannot be reached just now. Save it again when the room is back.",
  nameless: "To read, you need no name. To write, choose one.",
  chooseName: "Choose a name",

  rooms: "Your rooms",
  newRoom: "New room",
  newRoomHint: "Its name is random and long: only those who get its link will find it.",
  onlyThisRoom: "Rooms that you open are listed here, in this browser only.",
  thisRoom: "You are here",
  others: "With",
  allRooms: (n: number) => `Show all ${n} rooms`,
  unread: (n: number) => count(n, { one: "unread message", other: "unread messages" }),
  remove: (room: string) => `Remove ${room} from the list`,
  removed: "Removed",
  putBack: (room: string) => `Put ${room} back`,

  alerts: "Notifications",
  alertsHint: "For this room, in this browser, while you are looking elsewhere.",
  notify: "Notify me of new messages",
  notAllowed:
    "The browser blocks notifications from this site. Allow them in its settings for this site, then switch this on again.",
  noNotifications:
    "This browser cannot notify you here. On an iPhone or iPad, add the page to the Home Screen first.",
  needsHttps:
    "Browsers allow notifications only on a secure connection: this page would need an address that begins with https.",
  sound: "Play a sound",

  language: "Language",

  help: "Help",
  keys: "Commands and keys",
};

/** Everything that the room menu says, in one language. */
export type MenuTexts = typeof enMenu;
