/** From the query of a URL to what it asks for. */

import { LIMITS } from "./limits.ts";
import { canonicalName } from "./names.ts";

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

function isWholeNumber(text: string): boolean {
  return /^\d{1,15}$/.test(text);
}
