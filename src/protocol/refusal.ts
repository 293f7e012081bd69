/** Every reason for which a room does not carry out a frame, and what it tells a developer. */

import { LIMITS } from "./limits.ts";

export const REFUSALS = {
  bad_frame: "The frame is not one that this room understands.",
  name_required: "Ask for a name before you write.",
  name_invalid: `A name has 1 to ${LIMITS.name} characters, one of them visible, and no control characters.`,
  name_taken: "Somebody else holds this name in this room.",
  text_empty: "A message needs at least one visible character.",
  text_too_long: `A message has at most ${LIMITS.text.toLocaleString("en")} characters.`,
  rate_limited: "Too many posts: wait, then send this one again.",
  unavailable: "The room cannot store anything just now: wait, then send this one again.",
  not_found: "The message that this one refers to does not exist.",
} as const;

export type RefusalCode = keyof typeof REFUSALS;
