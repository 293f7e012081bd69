/** The wire, version 1: every frame that travels, as two unions. `docs/protocol.md` explains it. */

import type { Limits } from "./limits.ts";
import type { RefusalCode } from "./refusal.ts";

/** The version that both ends speak; also the number in the WebSocket subprotocol `gatehouse.v1`. */
export const PROTOCOL = 1;

/** The WebSocket subprotocol of this version. A client may offer it or none. */
export const SUBPROTOCOL = `gatehouse.v${PROTOCOL}`;

/** What a client sends to keep its link alive; the runtime answers it without waking the room. */
export const PING = "ping";
export const PONG = "pong";

/** Who wrote an entry: a stable public id that nobody else can claim, and the name at that time. */
export interface Author {
  readonly id: string;
  readonly name: string;
}

/** One row of a room's log. Its `seq` is dense: 1, 2, 3, … with no number missing or used twice. */
export interface Entry {
  readonly seq: number;
  /** When the room took it, in milliseconds since 1970. For display only: `seq` is the order. */
  readonly at: number;
  readonly kind: "message";
  readonly by: Author;
  /** The id that the author gave to the post; unique among the posts of that author. */
  readonly id: string;
  readonly text: string;
  /** The `seq` of the message that this one answers. */
  readonly replyTo?: number;
}

/** An entry of a kind that this version does not know. It keeps its place in the order. */
export interface UnknownEntry {
  readonly seq: number;
  readonly kind: "unknown";
}

/** An entry as it arrives: a newer room may store kinds that an older client has never heard of. */
export type AnyEntry = Entry | UnknownEntry;

/** The state of a message after everything that has since been said about it. */
export type Message = Entry;

/** A person in the room. One person may hold several sockets; `name` is null while they only read. */
export interface Person {
  readonly id: string;
  readonly name: string | null;
}

/** One live socket as `/threads` reports it. Times are milliseconds since 1970. */
export interface ThreadInfo extends Person {
  readonly since: number;
  readonly lastSeen: number;
  /** When it last sent more than a ping. Older rooms do not tell. */
  readonly lastFrame?: number;
  readonly posts: number;
  /** The round trip in milliseconds that its client has last told; absent before that. */
  readonly rtt?: number;
}

/**
 * The body of `GET /rooms/:room/threads`: the live sessions of a room. A board is told the same, with
 * the first `LIMITS.rows` of the sessions only.
 */
export interface Threads {
  readonly room: string;
  /** The room's time, from which to count ages. Older rooms do not tell. */
  readonly now?: number;
  readonly threads: number;
  readonly people: number;
  readonly head: number;
  readonly sessions: readonly ThreadInfo[];
  /** Only in what a board is shown first: from then on it sees for itself. */
  readonly pulse?: Pulse;
}

/** How many messages were stored in each span of `PULSE.span`; the last span is still running. */
export interface Pulse {
  /** When the first span began. */
  readonly from: number;
  readonly messages: readonly number[];
}

/** What a board is told: not a frame of a session. */
export interface ThreadsFrame extends Threads {
  readonly type: "threads";
}

/** The body of `GET /rooms/:room/messages`: a page of history, oldest first. */
export interface History {
  readonly room: string;
  readonly epoch: string;
  readonly head: number;
  readonly messages: readonly Message[];
}

/**
 * Whole milliseconds from the client's last ping to its answer. The runtime answers pings by itself, so
 * the room knows of no round trip but by the client's word.
 */
export type RoundTrip = number;

/** Asks for a name, which lets the session write. */
export interface NameFrame {
  readonly type: "name";
  readonly name: string;
}

/** Asks for a message to be stored and sent to everybody. */
export interface PostFrame {
  readonly type: "post";
  /** The client's own id of the post: sent again with the same id, it is stored once. */
  readonly id: string;
  /** The head that the client had seen when it first sent this post. */
  readonly after: number;
  readonly text: string;
  readonly replyTo?: number;
  readonly rtt?: RoundTrip;
}

/** Tells that somebody is writing. Sent again every few seconds while they are. */
export interface TypingWish {
  readonly type: "typing";
  readonly rtt?: RoundTrip;
}

/** Asks for the people by name, where the room tells only how many they are. */
export interface RosterWish {
  readonly type: "roster";
}

export type ClientFrame = NameFrame | PostFrame | TypingWish | RosterWish;

/** What both kinds of welcome tell. */
interface WelcomeBase {
  readonly type: "welcome";
  readonly protocol: typeof PROTOCOL;
  readonly room: string;
  /** Which life of the log this is: another epoch means that earlier seqs mean nothing here. */
  readonly epoch: string;
  /** The highest seq of the log, 0 while it is empty. */
  readonly head: number;
  readonly you: Person;
  /** The people who have a name, one each however many sockets they hold; none in a crowded room. */
  readonly sessions: readonly Person[];
  /** How many people are here, with and without a name. */
  readonly people: number;
  readonly crowded?: Crowded;
  readonly limits: Limits;
}

/**
 * Present where a room has so many people that it does not tell their names of itself: whoever wants
 * them sends a `roster`. Absent again when it does.
 */
export type Crowded = true;

/** The first frame of a session that starts afresh: the last messages, oldest first. */
export interface FreshWelcome extends WelcomeBase {
  readonly resumed: false;
  readonly messages: readonly Message[];
}

/** The first frame of a session that goes on: every entry after its `since`, none missing. */
export interface ResumedWelcome extends WelcomeBase {
  readonly resumed: true;
  readonly entries: readonly AnyEntry[];
}

/** New entries, dense and ascending; or, to its author alone, the stored copy of a post sent twice. */
export interface EntriesFrame {
  readonly type: "entries";
  readonly entries: readonly AnyEntry[];
}

/** What has changed in the list of people: `joined` also brings a person's new name. */
export interface PresenceFrame {
  readonly type: "presence";
  readonly joined: readonly Person[];
  readonly left: readonly Person[];
  readonly people: number;
  readonly crowded?: Crowded;
}

/** The whole list of people: the answer to a `roster`, and news when a room is crowded no more. */
export interface RosterFrame {
  readonly type: "roster";
  /** The people who have a name. */
  readonly sessions: readonly Person[];
  readonly people: number;
  readonly crowded?: Crowded;
}

/** Who has been writing just now: the first few of them. */
export interface TypingFrame {
  readonly type: "typing";
  readonly by: readonly Author[];
}

/** The named answer to a frame that the room did not carry out. */
export interface RefusedFrame {
  readonly type: "refused";
  /** The id of the post that was refused; absent when the frame had none. */
  readonly id?: string;
  readonly code: RefusalCode;
  /** For a developer's eyes; a page says it in its reader's language, by the code. */
  readonly message: string;
  /** With `rate_limited` and `unavailable`: how many milliseconds to wait. */
  readonly retryAfter?: number;
  /** With `name_taken`: a name like it that is free. */
  readonly suggestion?: string;
}

export type WelcomeFrame = FreshWelcome | ResumedWelcome;
export type ServerFrame =
  | WelcomeFrame
  | EntriesFrame
  | PresenceFrame
  | RosterFrame
  | TypingFrame
  | RefusedFrame;
