/** From what a client sends to a frame or to a named refusal. */

import * as v from "valibot";
import type { ClientFrame } from "./frames.ts";
import { LIMITS } from "./limits.ts";
import { canonicalName, characters } from "./names.ts";
import { REFUSALS, type RefusalCode } from "./refusal.ts";

/** What became of a text: a frame, a named refusal, or no JSON object at all. */
export type Decoded =
  | { readonly kind: "frame"; readonly frame: ClientFrame }
  | Refused
  | { readonly kind: "unparseable" };

/** A frame that could not be read. */
export interface Refused {
  readonly kind: "refused";
  readonly code: RefusalCode;
  readonly message: string;
  /** The id of the frame, if it had one that can be answered. */
  readonly id?: string;
  /** False where the peer may merely be newer than this room: an unknown type is no fault. */
  readonly fault: boolean;
}

const seq = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const frameId = v.pipe(
  v.string(),
  v.regex(/^[\x21-\x7e]+$/, "visible ASCII"),
  v.maxLength(LIMITS.id),
);

const rtt = v.exactOptional(
  v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(LIMITS.rtt)),
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
    rtt,
  }),
  v.object({ type: v.literal("typing"), rtt }),
  v.object({ type: v.literal("roster") }),
]);

const KNOWN_TYPES: ReadonlySet<unknown> = new Set(
  clientFrame.options.map(({ entries }) => entries.type.literal),
);

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

  const { type } = value;
  const known = KNOWN_TYPES.has(type);
  const id = v.safeParse(frameId, value["id"]);
  const [issue] = result.issues;
  const code = isRefusalCode(issue.message) ? issue.message : "bad_frame";
  return {
    kind: "refused",
    code,
    message: code === "bad_frame" ? badFrame(known, v.getDotPath(issue)) : REFUSALS[code],
    ...(id.success && { id: id.output }),
    fault: code === "bad_frame" && (known || typeof type !== "string"),
  };
}

/** Says what is wrong in our own words: valibot's would repeat what the peer has sent. */
function badFrame(known: boolean, field: string | null): string {
  const detail = known ? `The field "${field}" is wrong.` : "Its type is not known.";
  return `${REFUSALS.bad_frame} ${detail}`;
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
