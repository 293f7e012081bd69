/** Every code with which a room closes a socket, and whether the client may come back. */

/** The codes that a client knows by name. The table with its reasons it would have to load. */
export const TOO_FAST = 4429;
export const OTHER_VERSION = 4406;

export const CLOSE = {
  badFrame: { code: 4400, reason: "bad frame", final: true },
  notAuthorised: { code: 4401, reason: "not authorised", final: true },
  forbidden: { code: 4403, reason: "origin not allowed", final: true },
  noSuchRoom: { code: 4404, reason: "no such room", final: true },
  version: { code: OTHER_VERSION, reason: "version not spoken here", final: true },
  tooSlow: { code: 4408, reason: "too slow a reader", final: false },
  replaced: { code: 4409, reason: "replaced by a newer session", final: true },
  frameTooLarge: { code: 4413, reason: "frame too large", final: true },
  tooFast: { code: TOO_FAST, reason: "too fast", final: false },
} as const;

/** The codes after which a client stops, and tells its reader why. */
export type FinalCode = Extract<
  (typeof CLOSE)[keyof typeof CLOSE],
  { readonly final: true }
>["code"];

/** They stand in the table, too: a test compares the two. */
const FINAL: readonly FinalCode[] = [4400, 4401, 4403, 4404, OTHER_VERSION, 4409, 4413];

/** What ends a session: a code of the private range, a reason in words, and whether it is for good. */
export interface Close {
  readonly code: number;
  readonly reason: string;
  readonly final: boolean;
}

/**
 * Tells whether a client must not come back after this close code. A code that this version does not
 * know is no reason to stop, and neither is 1000: a socket that fails first reports that one.
 */
export function isFinal(code: number): code is FinalCode {
  return FINAL.some((final) => final === code);
}

/** Codes that are only ever reported, never sent (RFC 6455, section 7.4.1). */
const RESERVED: ReadonlySet<number> = new Set([1004, 1005, 1006, 1015]);

/** The code with which to answer a peer's close: its own if that may be sent, else 1000. */
export function answerTo(code: number): number {
  return code >= 1000 && code <= 4999 && !RESERVED.has(code) ? code : 1000;
}
