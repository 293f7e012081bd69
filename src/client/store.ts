/** What a client holds of its room, and how each frame changes it. Pure functions. */

import type {
  AnyEntry,
  FreshWelcome,
  History,
  Message,
  Person,
  PresenceFrame,
  RosterFrame,
  ServerFrame,
  WelcomeFrame,
} from "../protocol/frames.ts";
import { LIMITS } from "../protocol/limits.ts";
import type { Lack, RoomState } from "./state.ts";

/** Messages that are kept on either side of what is mounted, and at the end: screens to scroll at once. */
const KEPT = 1_000;

/** Who is here, as a welcome and a roster tell it. */
type Census = Pick<RosterFrame, "sessions" | "people" | "crowded">;

/** Messages in a row before any are let go: more than is kept, so as not to do it at each step. */
const LONG = 3 * KEPT;

/** The room as its page was rendered, before anything has been heard from it. */
export function fromPage({ room, epoch, head, messages }: History): RoomState {
  return {
    room,
    epoch,
    head,
    messages,
    until: head,
    tail: null,
    heard: 0,
    you: null,
    named: new Map(),
    people: null,
    crowded: false,
    textLimit: LIMITS.text,
    lack: null,
    heldBefore: 0,
  };
}

/** What the reader last had before them, as their next page will want it. */
export function toPage({ room, epoch, head, messages, tail }: RoomState): History {
  return { room, epoch, head, messages: (tail ?? messages).slice(-LIMITS.welcome) };
}

/**
 * The room after a frame. Null if the frame does not follow on from what is held: then something in
 * between was lost, and the connection must be resumed from the head.
 */
export function receive(room: RoomState, frame: ServerFrame): RoomState | null {
  switch (frame.type) {
    case "welcome":
      return welcomed(room, frame);
    case "entries":
      return append(room, frame.entries);
    case "presence":
      return { ...moved(room, frame), people: frame.people };
    case "roster":
      return { ...room, ...census(frame) };
    case "typing":
    case "refused":
      break;
  }
  return room;
}

/**
 * The room with the page of history that ends before a seq. Null if the two do not join: the page is
 * empty or of another log, or what is held does not begin with that seq any more.
 */
export function prepend(room: RoomState, before: number, page: History): RoomState | null {
  const last = page.messages.at(-1)?.seq ?? before;
  const joins = page.epoch === room.epoch && room.messages[0]?.seq === before && last < before;
  if (!joins) return null;
  const messages = [...page.messages, ...room.messages];
  const filled = room.lack === "skipped" && !skips(room.heldBefore, messages);
  return { ...room, messages, lack: filled ? null : room.lack };
}

/**
 * The room with what follows its stretch.
 * @param until the seq up to which the page holds everything that comes after the stretch
 * @returns null if the two do not join, as with `prepend`
 */
export function extend(room: RoomState, until: number, page: History): RoomState | null {
  if (room.tail === null || page.epoch !== room.epoch || until <= room.until) return null;
  const following = page.messages.filter(({ seq }) => seq > room.until && seq <= until);
  const longer = { ...room, messages: [...room.messages, ...following], until };
  return reachesTail(longer) ? withTail(longer) : longer;
}

/**
 * The room with another stretch: a page of history, from wherever in the log.
 * @param until the seq up to which the page holds everything
 * @returns null if it is of another log
 */
export function moveTo(room: RoomState, until: number, page: History): RoomState | null {
  if (page.epoch !== room.epoch) return null;
  const messages = page.messages.filter(({ seq }) => seq <= room.head);
  const tail = room.tail ?? room.messages.slice(-KEPT);
  // What was skipped lies between the stretches now, and is loaded on the way.
  const there = { ...room, messages, until: Math.min(until, room.head), tail, lack: null };
  return reachesTail(there) ? withTail(there) : there;
}

/**
 * The room without the messages that lie far from where its reader is. They can be loaded again, but
 * for the newest, which are kept: to be there at once when they are wanted.
 * @param first the seq of the first message that is mounted
 * @param last the seq of the last one
 */
export function trim(room: RoomState, first: number, last: number): RoomState {
  const { messages } = room;
  if (messages.length <= LONG) return room;
  const start = messages.findIndex(({ seq }) => seq >= first) - KEPT;
  const end = messages.findLastIndex(({ seq }) => seq <= last) + 1 + KEPT;
  const kept = messages.slice(Math.max(0, start), end);
  if (end >= messages.length) return { ...room, messages: kept };
  const until = kept.at(-1)?.seq ?? room.until;
  return { ...room, messages: kept, until, tail: room.tail ?? messages.slice(-KEPT) };
}

/** The room at its end. */
export function toEnd(room: RoomState): RoomState {
  return room.tail ? { ...room, messages: room.tail, until: room.head, tail: null } : room;
}

function reachesTail({ until, tail }: RoomState): boolean {
  return (tail?.[0]?.seq ?? 0) <= until + 1;
}

function withTail(room: RoomState): RoomState {
  const rest = (room.tail ?? []).filter(({ seq }) => seq > room.until);
  return { ...room, messages: [...room.messages, ...rest], until: room.head, tail: null };
}

function welcomed(room: RoomState, frame: WelcomeFrame): RoomState | null {
  const told: RoomState = {
    ...room,
    epoch: frame.epoch,
    you: frame.you,
    ...census(frame),
    textLimit: frame.limits.text,
  };
  if (frame.resumed) return append(told, frame.entries);
  const { head, messages } = frame;
  // What was skipped before and has not been loaded is still missing.
  const heldBefore = room.lack === "skipped" ? room.heldBefore : room.head;
  const lack = lackBefore(room, heldBefore, frame);
  const heard = room.heard + countOthers(messages, told.you, room.head);
  return { ...told, head, messages, until: head, tail: null, heard, heldBefore, lack };
}

/** What a fresh start leaves out for someone who had already read something. */
function lackBefore(held: RoomState, heldBefore: number, welcome: FreshWelcome): Lack | null {
  if (held.head === 0) return null;
  if (welcome.epoch !== held.epoch || welcome.head < held.head) return "restarted";
  return skips(heldBefore, welcome.messages) ? "skipped" : null;
}

/** Tells whether something is missing between a seq and these messages. */
function skips(held: number, [first]: readonly Message[]): boolean {
  return first !== undefined && first.seq > held + 1;
}

/** The log grows by the next seq only: one that is known already is the answer to a post sent twice. */
function append(room: RoomState, entries: readonly AnyEntry[]): RoomState | null {
  const fresh = entries.filter(({ seq }) => seq > room.head);
  if (fresh.some(({ seq }, i) => seq !== room.head + 1 + i)) return null;
  if (fresh.length === 0) return room;
  const said = fresh.filter((entry) => entry.kind === "message");
  const head = room.head + fresh.length;
  const heard = room.heard + countOthers(said, room.you);
  if (room.tail === null) {
    return { ...room, head, heard, until: head, messages: [...room.messages, ...said] };
  }
  const tail = [...room.tail, ...said];
  return { ...room, head, heard, tail: tail.length > LONG ? tail.slice(-KEPT) : tail };
}

function countOthers(messages: readonly Message[], you: Person | null, after = 0): number {
  return messages.filter(({ seq, by }) => seq > after && by.id !== you?.id).length;
}

function census({
  sessions,
  people,
  crowded,
}: Census): Pick<RoomState, "named" | "people" | "crowded"> {
  const named = new Map(sessions.map((person) => [person.id, person]));
  return { named, people, crowded: crowded === true };
}

function moved(room: RoomState, { joined, left, crowded }: PresenceFrame): RoomState {
  const begins = crowded === true && !room.crowded;
  if (!begins && joined.length + left.length === 0) return { ...room, crowded: crowded === true };
  // In a crowd nobody is told who goes: the names of before would soon be wrong.
  const named = new Map(begins ? [] : room.named);
  let { you } = room;
  for (const person of left) named.delete(person.id);
  for (const person of joined) {
    if (person.id === you?.id) you = person;
    if (person.name === null) named.delete(person.id);
    else named.set(person.id, person);
  }
  return { ...room, named, you, crowded: crowded === true };
}
