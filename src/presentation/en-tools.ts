/** What the sheets and commands say, in English. Its shape is the table that every other language fills. */

export const enTools = {
  close: "Close",
  copyText: "Copy text",
  copyLink: "Copy link",
  copied: "Copied.",
  notCopied: "Your browser doesn’t allow copying.",

  noSuchCommand: (word: string) =>
    `There is no command ${word}. Try /name or /help. To send a slash, type //.`,
  noName: "Add your new name: /name Ala",
  isFree: (name: string) => `${name} is free.`,
  nameLater: "Can’t reach the room right now. Try again when it’s back.",

  keysTitle: "Commands and keys",
  commands: "Commands",
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
    walk: "Go from message to message",
    actions: "Copy a message’s text or link",
    helpInList: "Show this list (in the messages)",
    help: "Show this list",
    name: "Change your name: add the new one",
    slash: "Start a message with a slash",
  },
};

/** Everything that the sheets and commands say, in one language. */
export type ToolTexts = typeof enTools;
