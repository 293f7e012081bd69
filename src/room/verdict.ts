/** What the gate can answer. */

import type { Entry } from "../protocol/frames.ts";
import type { RefusalCode } from "../protocol/refusal.ts";
import type { Session } from "./session.ts";

/** What the gate answers to a post: it has its place, or it has had one before. */
export type Verdict =
  | { readonly kind: "accepted"; readonly seq: number }
  | { readonly kind: "duplicate"; readonly seq: number }
  | Refusal;

/** What became of the posts that were accepted since the commit before: all are stored, or none. */
export type Commit =
  | { readonly kind: "stored"; readonly entries: readonly Entry[] }
  | { readonly kind: "full"; readonly posts: readonly Admitted[]; readonly refusal: Refusal };

/** A post that has its place in the log, and who waits to hear that it is stored. */
export interface Admitted {
  readonly session: Session;
  readonly entry: Entry;
}

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
