/** Every limit of the wire, each with its unit and its reason. */

/** The limits that hold for every room. */
export const LIMITS = {
  /** Characters (Unicode code points) in a message: a long paragraph, not a document. */
  text: 4_000,
  /** UTF-16 code units for which a post pays one token more: a long text is dear to its readers. */
  textPerToken: 1_000,
  /** Characters in a name: fits one line of a phone's roster. */
  name: 32,
  /** Characters in a post's id: a UUID and room to spare. */
  id: 64,
  /**
   * UTF-16 code units in a frame, checked before it is parsed. The longest text in the most wasteful
   * JSON (two `\uXXXX` escapes for each character) takes 48,000.
   */
  frame: 65_536,
  /** Sockets of one author in one room: windows enough; the oldest gives way to one more. */
  sessions: 10,
  /** Boards that are open on one room: anybody may open them; the oldest gives way to one more. */
  boards: 20,
  /** Sessions that a board lists: more than anybody reads, and few enough to draw each second. */
  rows: 200,
  /** People of whom everybody is told by name; of a greater crowd, only how many they are. */
  roster: 200,
  /** Names in a `typing`: one more than anybody reads, to tell that there are more. */
  typing: 4,
  /** Milliseconds of round trip that a client may tell of: one that is longer is a broken link. */
  rtt: 60_000,
  /** Ill-shaped frames that a session may send before it is closed: one bug, not a loop of them. */
  strikes: 10,
  /** Frames refused for haste, with none let through between, before a session is closed. */
  hasty: 100,
  /** Messages in a fresh welcome: what a tall screen shows, and some to scroll. */
  welcome: 50,
  /** Entries in a resumed welcome, and the UTF-16 units of their texts: a frame of some megabytes. */
  resume: 2_000,
  resumeText: 1_000_000,
  /** Messages in a page of history when the request names no number. */
  page: 50,
  /** Messages in a page of history at the most: 12 MB, were each the longest and most wasteful. */
  pageMax: 500,
} as const;

/** Milliseconds of a span in a pulse, and spans at the most: the last five minutes. */
export const PULSE = { span: 5_000, spans: 60 } as const;

/** The room's name in a URL: lower case, so that one link is one room. */
export const ROOM_NAME = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** The room that the site's front page opens. */
export const LOBBY = "lobby";

/** The limits that a client must know to stay within them; part of the welcome. */
export interface Limits {
  readonly text: number;
  readonly name: number;
  readonly frame: number;
  readonly postsPerSecond: number;
  readonly postsBurst: number;
}
