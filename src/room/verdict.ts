/** What the gate can answer. */

import type { Entry } from "../protocol/frames.ts";
import type { RefusalCode } from "../protocol/refusal.ts";

/** What the gate answers to a post. */
export type Verdict =
  | { readonly kind: "accepted"; readonly entry: Entry }
  | { readonly kind: "duplicate"; readonly entry: Entry }
  | Refusal;

/** What the gate answers to the wish for a name. */
export type NameVerdict = { readonly kind: "named"; readonly name: string } | Refusal;

/** Why a frame was not carried out. */
export interface Refusal {
  readonly kind: "refused";
  readonly code: RefusalCode;
  readonly retryAfter?: number;
  readonly suggestion?: string;
}

export function refused(code: RefusalCode): Refusal {
  return { kind: "refused", code };
}
