/** What the sheets and commands say, in English. Its shape is the table that every other language fills. */

export const enTools = {
  close: "Close",
  copyText: "Copy text",
  copyLink: "Copy link",
  copied: "Copied.",
  notCopied: "Your browser doesn’t allow copying.",

  noSuchCommand: (word: string) =>
    `There is no command ${word}. Try /name or /help. To send it as a message, write /${word}.`,
  noName: "Add your new name: /name Ana",
  isFree: (name: string) => `${name} is free.`,
  nameLater: "Can’t reach the room right now. Try again when it’s back.",

  keysTitle: "Commands and keys",
  commands: "Commands",
  nameExample: "/name Ana",
  byTouch: "By touch",
  hold: "Press and hold",
  keysAlone: "Keys",
  keys: {
    enter: "Enter",
    shift: "Shift",
    escape: "Esc",
    pageUp: "Page Up",
    pageDown: "Page Down",
    end: "End",
    home: "Home",
    tab: "Tab",
    control: "Ctrl",
  },
  does: {
    send: "Send the message; on a touch screen, start a new line",
    line: "Start a new line",
    escape: "Go to the message field, then to the latest message",
    scroll: "Scroll the messages",
    end: "Go to the latest message, if the field is empty",
    home: "Go to the first new message, if the field is empty",
    toList: "Go from the message field to the messages",
    walk: "In the messages: go from one to the next",
    actions: "On a message: copy its text or link",
    helpInList: "In the messages: show this list",
    help: "Show this list",
    name: "Change your name to Ana",
    slash: "Send a message that begins with a slash",
  },
};

/** Everything that the sheets and commands say, in one language. */
export type ToolTexts = typeof enTools;
