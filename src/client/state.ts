/** What the page shows: the view is a function of a `State`, and tells its wishes as `Actions`. */

import type { FinalCode } from "../protocol/close.ts";
import type { Author, Message, Person } from "../protocol/frames.ts";
import type { RefusalCode } from "../protocol/refusal.ts";
import type { Texts } from "../presentation/en.ts";
import type { Times } from "../presentation/time.ts";

/** Everything that the view needs to know. A change makes a new one. */
export interface State {
  readonly room: RoomState;
  /** Where the reader left off, if something new was there on their return. */
  readonly leftOff: LeftOff | null;
  /** The last seq that was read, in this page or in another one of this browser. */
  readonly read: number;
  readonly link: Link;
  /** One's own posts that are not in the log yet, in the order in which they will be sent. */
  readonly posts: readonly Pending[];
  /** The id of the one that was written last in this page: whoever has written wants to see it. */
  readonly written: string | null;
  /** Why they are not sent just now, if the room has said so. */
  readonly waiting: Waiting | null;
  readonly joining: Joining;
  readonly names: Names;
  /** The others who are writing just now. */
  readonly typists: readonly Author[];
  /** The requests for what comes before and after the messages that are held. */
  readonly older: Request;
  readonly newer: Request;
  /** The message that the reader was led to last, for a moment. */
  readonly goal: Goal | null;
  readonly notice: Notice | null;
  readonly news: News | null;
}

/** The state of a page that has just come, before it has heard from its room. */
export function firstState(room: RoomState, read: number, joining: Joining): State {
  return {
    room,
    read,
    joining,
    leftOff: null,
    link: UNLINKED,
    posts: [],
    written: null,
    waiting: null,
    names: NO_NAMES,
    typists: [],
    older: "idle",
    newer: "idle",
    goal: null,
    notice: null,
    news: null,
  };
}

/** A message to lead a reader to: another object each time, also if it is the same message. */
export interface Goal {
  readonly seq: number;
}

/** Where a reader left off: what comes after it is new. */
export interface LeftOff {
  /** The last seq that had been read. */
  readonly seq: number;
  /** How many messages of others they then missed; 0 once they have found the first, or begun to talk. */
  readonly missed: number;
  /** Whether they have been at the end since. */
  readonly done: boolean;
}

/** The room, as far as this client has been told. */
export interface RoomState {
  readonly room: string;
  readonly epoch: string;
  /** The last seq that this client holds: a resume goes on from here. */
  readonly head: number;
  /** One stretch of the log without a hole: what the reader has before them. */
  readonly messages: readonly Message[];
  /** The seq up to which that stretch goes: `head`, unless its reader is far above the end. */
  readonly until: number;
  /** Then these are the newest messages; what lies between has been let go, and can be loaded again. */
  readonly tail: readonly Message[] | null;
  /** How many messages of others have come since the page was loaded. */
  readonly heard: number;
  /** Who one is; null until the first welcome. */
  readonly you: Person | null;
  /** The people with a name, by id; in a crowd, as they were when last asked for. */
  readonly named: ReadonlyMap<string, Person>;
  /** How many people are here, with and without a name; null until the first welcome. */
  readonly people: number | null;
  /** Whether there are too many for the room to tell their names of itself. */
  readonly crowded: boolean;
  /** The most characters that a message may have. */
  readonly textLimit: number;
  /** What is missing before the first of `messages`, until it is loaded. */
  readonly lack: Lack | null;
  /** The last seq that was held when the list began afresh: what was skipped comes after it. */
  readonly heldBefore: number;
}

/** Messages were skipped and can be loaded, or the log is another one than before. */
export type Lack = "skipped" | "restarted";

/** How this page and its room are connected. Times are milliseconds since 1970. */
export type Link =
  | Unlinked
  /** Connected since then; whether it was lost before. */
  | { readonly kind: "up"; readonly since: number; readonly wasLost: boolean }
  /** Not connected since then, and ended for good, by a close code that invites no return. */
  | { readonly kind: "closed"; readonly since: number; readonly code: FinalCode };

/** Not connected since then; the next attempt is due at `retryAt`, or under way if that is null. */
export interface Unlinked {
  /** What is only down passes without a word; what is lost is worth one. */
  readonly kind: "down" | "lost";
  readonly since: number;
  readonly retryAt: number | null;
  /** The room has ended the link because this client sent too much. */
  readonly tooFast: boolean;
}

/** The link of a page that has just come. */
export const UNLINKED: Unlinked = {
  kind: "down",
  since: Date.now(),
  retryAt: null,
  tooFast: false,
};

/** A post on its way: `failed` says why the room refused it, null while it may still be stored. */
export interface Pending {
  readonly id: string;
  readonly text: string;
  /** The head that this client had seen when the post was written. */
  readonly after: number;
  readonly at: number;
  readonly failed: RefusalCode | null;
}

/** Why the room takes no posts for a moment. */
export type Waiting = Extract<RefusalCode, "rate_limited" | "unavailable">;

/** The way to a name. */
export interface Joining {
  /** The name that the form is filled with. */
  readonly remembered: string;
  /** The name that is asked for, now and with every upgrade. */
  readonly asked: string | null;
  readonly refused: { readonly code: RefusalCode; readonly suggestion?: string } | null;
}

/** What has become of the wish for another name than one has. */
export type Renaming =
  | { readonly type: "renamed"; readonly name: string }
  | { readonly type: "refused"; readonly code: RefusalCode; readonly suggestion?: string }
  /** There was no room to hear it, or its answer was lost. */
  | { readonly type: "unheard" };

/** In a crowd, the names are told to whoever asks. */
export interface Names {
  /** When they were last told, in milliseconds since 1970; null if they were not. */
  readonly at: number | null;
  readonly asked: boolean;
}

/** As long as nobody has asked. */
export const NO_NAMES: Names = { at: null, asked: false };

/** The state of a request for messages. */
export type Request = "idle" | "loading" | "failed";

/** What the page has to say of itself: a part of it could not be loaded, or there is a newer one. */
export type Notice = "notLoaded" | "newVersion";

/** What is said for a while, since a time in milliseconds since 1970. */
export interface News {
  readonly text: string;
  readonly at: number;
}

/** What a reader can do. */
export interface Actions {
  readonly join: (name: string) => void;
  readonly post: (text: string) => void;
  /** Does what a text asks for that begins with a slash; tells what was wrong with it, or null. */
  readonly command: (text: string) => Promise<string | null>;
  readonly retry: (id: string) => void;
  readonly discard: (id: string) => void;
  readonly loadOlder: () => void;
  readonly loadNewer: () => void;
  /** The reader wants to be at the end, however far that is: from above, they pass over what is there. */
  readonly toEnd: (above: boolean) => void;
  /** The reader has found the first new message. */
  readonly found: () => void;
  /** The reader wants to see a message, wherever in the log. */
  readonly show: (seq: number) => void;
  /** The end of the list is in sight. */
  readonly atEnd: () => void;
  /** The messages between these seqs are mounted: what lies far from them need not be kept. */
  readonly mounted: (first: number, last: number) => void;
  readonly reconnect: () => void;
  readonly openMenu: () => void;
  readonly askNames: () => void;
  /** Something is being written that will be a message. */
  readonly writing: () => void;
  readonly draft: () => string;
  readonly keepDraft: (text: string) => void;
}

/** How this reader is told things. */
export interface Reader {
  readonly texts: Texts;
  readonly times: Times;
}
