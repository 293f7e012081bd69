/** From what a server sends to a frame or a body, for clients. */

import type {
  AnyEntry,
  Author,
  EntriesFrame,
  Entry,
  FreshWelcome,
  History,
  Person,
  PresenceFrame,
  Pulse,
  RefusedFrame,
  ResumedWelcome,
  RosterFrame,
  ServerFrame,
  ThreadInfo,
  Threads,
  ThreadsFrame,
  TypingFrame,
} from "./frames.ts";
import type { Limits } from "./limits.ts";
import type { RefusalCode } from "./refusal.ts";
import { absentOr, just, list, natural, number, object, oneOf, string } from "./shape.ts";

const author = object<Author>({ id: string, name: string });
const person = object<Person>({ id: string, name: oneOf(string, just(null)) });
const entry = object<Entry>({
  seq: natural,
  at: number,
  kind: just("message"),
  by: author,
  id: string,
  text: string,
  replyTo: absentOr(natural),
});

/** An entry of whatever kind; one of a kind that is known here must be one. */
interface SomeEntry {
  readonly seq: number;
  readonly kind: string;
}
const someEntry = object<SomeEntry>({
  seq: natural,
  kind: (it): it is string => string(it) && it !== "message",
});
const entries = list(oneOf(entry, someEntry));

const crowded = absentOr(just(true));
const roster = { sessions: list(person), people: number, crowded };
const welcome = {
  ...roster,
  type: just("welcome"),
  protocol: just(1),
  room: string,
  epoch: string,
  head: natural,
  you: person,
  limits: object<Limits>({
    text: number,
    name: number,
    frame: number,
    postsPerSecond: number,
    postsBurst: number,
  }),
};

/** The frames that bring entries of which some may be of unknown kinds. */
type Raw<Frame> = Omit<Frame, "entries"> & { readonly entries: readonly (Entry | SomeEntry)[] };

const bringsEntries = oneOf(
  object<Raw<EntriesFrame>>({ type: just("entries"), entries }),
  object<Raw<ResumedWelcome>>({ ...welcome, resumed: just(true), entries }),
);
const bringsNone = oneOf(
  object<PresenceFrame>({
    type: just("presence"),
    joined: list(person),
    left: list(person),
    people: number,
    crowded,
  }),
  object<TypingFrame>({ type: just("typing"), by: list(author) }),
  object<RosterFrame>({ type: just("roster"), ...roster }),
  object<RefusedFrame>({
    type: just("refused"),
    id: absentOr(string),
    code: (it): it is RefusalCode => string(it),
    message: string,
    retryAfter: absentOr(number),
    suggestion: absentOr(string),
  }),
  object<FreshWelcome>({ ...welcome, resumed: just(false), messages: list(entry) }),
);

/** Reads a frame of a server. Null for what this version does not know: a newer server may send it. */
export function decodeServerFrame(text: string): ServerFrame | null {
  const frame = parseJson(text);
  if (bringsEntries(frame)) return { ...frame, entries: frame.entries.map(known) };
  return bringsNone(frame) ? frame : null;
}

function known(it: Entry | SomeEntry): AnyEntry {
  return entry(it) ? it : { seq: it.seq, kind: "unknown" };
}

const history = object<History>({
  room: string,
  epoch: string,
  head: natural,
  messages: list(entry),
});

/** Reads the body of a history request. Null if it is none. */
export function decodeHistory(body: unknown): History | null {
  return history(body) ? body : null;
}

const threadInfo = object<ThreadInfo>({
  id: string,
  name: oneOf(string, just(null)),
  since: number,
  lastSeen: number,
  lastFrame: absentOr(number),
  posts: number,
  rtt: absentOr(number),
});
const threadsFields = {
  room: string,
  now: absentOr(number),
  threads: number,
  people: number,
  head: natural,
  sessions: list(threadInfo),
  pulse: absentOr(object<Pulse>({ from: number, messages: list(number) })),
};
const threads = object<Threads>(threadsFields);
const threadsFrame = object<ThreadsFrame>({ ...threadsFields, type: just("threads") });

/** Reads the body of a request for the live sessions. Null if it is none. */
export function decodeThreads(body: unknown): Threads | null {
  return threads(body) ? body : null;
}

/** Reads what a board is told. Null for what this version does not know. */
export function decodeThreadsFrame(text: string): ThreadsFrame | null {
  const frame = parseJson(text);
  return threadsFrame(frame) ? frame : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
