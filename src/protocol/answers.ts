/** From what a server sends to a frame or a body, for clients. */

import * as v from "valibot";
import type { History, ServerFrame, Threads, ThreadsFrame, UnknownEntry } from "./frames.ts";
import type { RefusalCode } from "./refusal.ts";

const seq = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const author = v.object({ id: v.string(), name: v.string() });
const person = v.object({ id: v.string(), name: v.nullable(v.string()) });
const entry = v.object({
  seq,
  at: v.number(),
  kind: v.literal("message"),
  by: author,
  id: v.string(),
  text: v.string(),
  replyTo: v.exactOptional(seq),
});
const anyEntry = v.union([
  entry,
  v.pipe(
    v.object({ seq, kind: v.pipe(v.string(), v.notValue("message")) }),
    v.transform((it): UnknownEntry => ({ seq: it.seq, kind: "unknown" })),
  ),
]);
const crowded = v.exactOptional(v.literal(true));
const welcome = {
  type: v.literal("welcome"),
  protocol: v.literal(1),
  room: v.string(),
  epoch: v.string(),
  head: seq,
  you: person,
  sessions: v.array(person),
  people: v.number(),
  crowded,
  limits: v.object({
    text: v.number(),
    name: v.number(),
    frame: v.number(),
    postsPerSecond: v.number(),
    postsBurst: v.number(),
  }),
};

/** Tried in this order: what comes most often first. */
const serverFrame = v.union([
  v.object({ type: v.literal("entries"), entries: v.array(anyEntry) }),
  v.object({
    type: v.literal("presence"),
    joined: v.array(person),
    left: v.array(person),
    people: v.number(),
    crowded,
  }),
  v.object({
    type: v.literal("roster"),
    sessions: v.array(person),
    people: v.number(),
    crowded,
  }),
  v.object({ type: v.literal("typing"), by: v.array(author) }),
  v.object({
    type: v.literal("refused"),
    id: v.exactOptional(v.string()),
    code: v.custom<RefusalCode>((code) => typeof code === "string"),
    message: v.string(),
    retryAfter: v.exactOptional(v.number()),
    suggestion: v.exactOptional(v.string()),
  }),
  v.object({ ...welcome, resumed: v.literal(false), messages: v.array(entry) }),
  v.object({ ...welcome, resumed: v.literal(true), entries: v.array(anyEntry) }),
]);

/** Reads a frame of a server. Null for what this version does not know: a newer server may send it. */
export function decodeServerFrame(text: string): ServerFrame | null {
  const result = v.safeParse(serverFrame, parseJson(text), { abortEarly: true });
  return result.success ? result.output : null;
}

const history = v.object({
  room: v.string(),
  epoch: v.string(),
  head: seq,
  messages: v.array(entry),
});

/** Reads the body of a history request. Null if it is none. */
export function decodeHistory(body: unknown): History | null {
  const result = v.safeParse(history, body);
  return result.success ? result.output : null;
}

const threads = {
  room: v.string(),
  now: v.exactOptional(v.number()),
  threads: v.number(),
  people: v.number(),
  head: seq,
  sessions: v.array(
    v.object({
      ...person.entries,
      since: v.number(),
      lastSeen: v.number(),
      lastFrame: v.exactOptional(v.number()),
      posts: v.number(),
      rtt: v.exactOptional(v.number()),
    }),
  ),
  pulse: v.exactOptional(v.object({ from: v.number(), messages: v.array(v.number()) })),
};
const threadsBody = v.object(threads);
const threadsFrame = v.object({ type: v.literal("threads"), ...threads });

/** Reads the body of a request for the live sessions. Null if it is none. */
export function decodeThreads(body: unknown): Threads | null {
  const result = v.safeParse(threadsBody, body);
  return result.success ? result.output : null;
}

/** Reads what a board is told. Null for what this version does not know. */
export function decodeThreadsFrame(text: string): ThreadsFrame | null {
  const result = v.safeParse(threadsFrame, parseJson(text));
  return result.success ? result.output : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
