/** From text to a frame or to a named refusal. Nothing else in the project parses what arrives. */

import * as v from "valibot";
import type { ClientFrame, History, ServerFrame, Threads } from "./frames.ts";
import { LIMITS } from "./limits.ts";
import { canonicalName, characters } from "./names.ts";
import { REFUSALS, type RefusalCode } from "./refusal.ts";

/** What became of a text: a frame, a named refusal, or no JSON object at all. */
export type Decoded =
  | { readonly kind: "frame"; readonly frame: ClientFrame }
  | {
      readonly kind: "refused";
      readonly code: RefusalCode;
      readonly message: string;
      /** The id of the frame, if it had one that can be answered. */
      readonly id?: string;
      /** False where the peer may merely be newer than this room: an unknown type is no fault. */
      readonly fault: boolean;
    }
  | { readonly kind: "unparseable" };

const seq = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const frameId = v.pipe(
  v.string(),
  v.regex(/^[\x21-\x7e]+$/, "visible ASCII"),
  v.maxLength(LIMITS.id),
);

/** A lone surrogate has no UTF-8: it would be stored as another character than it was sent as. */
const wellFormed = v.transform((text: string) => text.toWellFormed());

// A check whose message is a refusal code answers with that code; every other one with bad_frame.
const refuse = (code: RefusalCode): RefusalCode => code;

const nameSchema = v.pipe(
  v.string(),
  wellFormed,
  v.transform(canonicalName),
  v.string(refuse("name_invalid")),
);

const textSchema = v.pipe(
  v.string(),
  wellFormed,
  v.check((text) => /[^\s\p{Cc}\p{Cf}]/u.test(text), refuse("text_empty")),
  v.check((text) => characters(text) <= LIMITS.text, refuse("text_too_long")),
);

const clientFrame = v.variant("type", [
  v.object({ type: v.literal("name"), name: nameSchema }),
  v.object({
    type: v.literal("post"),
    id: frameId,
    after: seq,
    text: textSchema,
    replyTo: v.exactOptional(v.pipe(seq, v.minValue(1))),
  }),
]);

const KNOWN_TYPES: ReadonlySet<unknown> = new Set<ClientFrame["type"]>(["name", "post"]);

/**
 * Reads a frame of a client. Fields that it does not know are dropped, so that a newer client is
 * understood as far as possible.
 * @param text at most `LIMITS.frame` code units: the caller checks that before it is parsed
 */
export function decodeClientFrame(text: string): Decoded {
  const value = parseJson(text);
  if (!isRecord(value)) return { kind: "unparseable" };

  const result = v.safeParse(clientFrame, value, { abortPipeEarly: true, abortEarly: true });
  if (result.success) return { kind: "frame", frame: result.output };

  const id = v.safeParse(frameId, value["id"]);
  const [issue] = result.issues;
  const code = isRefusalCode(issue.message) ? issue.message : "bad_frame";
  return {
    kind: "refused",
    code,
    message: code === "bad_frame" ? badFrame(v.getDotPath(issue), issue.message) : REFUSALS[code],
    ...(id.success && { id: id.output }),
    fault:
      code === "bad_frame" && (typeof value["type"] !== "string" || KNOWN_TYPES.has(value["type"])),
  };
}

/** What a client brings to the upgrade: its place in the log, and the name it would like. */
export interface Join {
  /** The last seq that the client holds and the epoch it belongs to; null on a first visit. */
  readonly place: { readonly since: number; readonly epoch: string | null } | null;
  readonly name: string | null;
}

/** Reads the query of an upgrade. Null if `since` is no whole number; a name that is none is left out. */
export function decodeJoin(query: Readonly<Record<string, string>>): Join | null {
  const { since, epoch, name } = query;
  if (since !== undefined && !isWholeNumber(since)) return null;
  return {
    place: since === undefined ? null : { since: Number(since), epoch: epoch ?? null },
    name: name === undefined ? null : canonicalName(name),
  };
}

/** Which page of history a request asks for: the `limit` messages before seq `before`. */
export interface PageRequest {
  /** Null for the newest page. */
  readonly before: number | null;
  readonly limit: number;
}

/** Reads the query of a history request. Null if a number is none or out of its range. */
export function decodePage(query: Readonly<Record<string, string>>): PageRequest | null {
  const { before, limit } = query;
  if (before !== undefined && (!isWholeNumber(before) || Number(before) < 1)) return null;
  if (limit !== undefined && !isWholeNumber(limit)) return null;
  const count = limit === undefined ? LIMITS.page : Number(limit);
  if (count < 1 || count > LIMITS.pageMax) return null;
  return { before: before === undefined ? null : Number(before), limit: count };
}

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
const welcome = {
  type: v.literal("welcome"),
  protocol: v.literal(1),
  room: v.string(),
  epoch: v.string(),
  head: seq,
  you: person,
  sessions: v.array(person),
  people: v.number(),
  limits: v.object({
    text: v.number(),
    name: v.number(),
    frame: v.number(),
    postsPerSecond: v.number(),
    postsBurst: v.number(),
  }),
};

const serverFrame = v.variant("type", [
  v.variant("resumed", [
    v.object({ ...welcome, resumed: v.literal(false), messages: v.array(entry) }),
    v.object({ ...welcome, resumed: v.literal(true), entries: v.array(entry) }),
  ]),
  v.object({ type: v.literal("entries"), entries: v.array(entry) }),
  v.object({
    type: v.literal("presence"),
    joined: v.array(person),
    left: v.array(person),
    people: v.number(),
  }),
  v.object({
    type: v.literal("refused"),
    id: v.exactOptional(v.string()),
    code: v.custom<RefusalCode>((code) => typeof code === "string"),
    message: v.string(),
    retryAfter: v.exactOptional(v.number()),
    suggestion: v.exactOptional(v.string()),
  }),
]);

/** Reads a frame of a server. Null for what this version does not know: a newer server may send it. */
export function decodeServerFrame(text: string): ServerFrame | null {
  const result = v.safeParse(serverFrame, parseJson(text));
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

const threads = v.object({
  room: v.string(),
  threads: v.number(),
  people: v.number(),
  head: seq,
  sessions: v.array(
    v.object({ ...person.entries, since: v.number(), lastSeen: v.number(), posts: v.number() }),
  ),
});

/** Reads the body of a request for the live sessions. Null if it is none. */
export function decodeThreads(body: unknown): Threads | null {
  const result = v.safeParse(threads, body);
  return result.success ? result.output : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isRefusalCode(text: string): text is RefusalCode {
  return Object.hasOwn(REFUSALS, text);
}

function isWholeNumber(text: string): boolean {
  return /^\d{1,15}$/.test(text);
}

function badFrame(path: string | null, detail: string): string {
  return `${REFUSALS.bad_frame} ${path === null ? "" : `${path}: `}${detail}`;
}
