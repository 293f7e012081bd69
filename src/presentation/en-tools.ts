/** What the sheets and commands say, in English. Its shape is the table that every other language fills. */

export const enTools = {
  close: "Close",
  copyText: "Copy text",
  copyLink: "Copy link",
  copied: "Copied.",
  notCopied: "The browser does not allow copying.",

  noSuchCommand: (word: string) =>
    `There is no command ${word}. There are /name and /help; a message that begins with a slash begins with two.`,
  noName: "Write the name after it: /name Ala",
  isFree: (name: string) => `${name} is free.`,
  nameLater: "The room cannot be reached just now. Try again when it is back.",

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
    tab: "Tab",
    control: "Ctrl",
  },
  does: {
    send: "sends the message; on a touch screen, begins a new line",
    line: "begins a new line",
    escape: "goes to where you write, and from there to the latest messages",
    scroll: "scroll the messages",
    end: "goes to the latest messages, when the field is empty",
    toList: "goes from where you write to the messages",
    walk: "go from message to message",
    actions: "on a message: copies its text or its link",
    helpInList: "among the messages: shows this",
    help: "shows this",
    name: "followed by a name: changes yours",
    slash: "begins a message with a slash",
  },
};

/** Everything that the sheets and commands say, in one language. */
export type ToolTexts = typeof enTools;
