/** Every code with which a room closes a socket, and whether the client may come back. */

export const CLOSE = {
  badFrame: { code: 4400, reason: "bad frame", final: true },
  notAuthorised: { code: 4401, reason: "not authorised", final: true },
  forbidden: { code: 4403, reason: "origin not allowed", final: true },
  noSuchRoom: { code: 4404, reason: "no such room", final: true },
  version: { code: 4406, reason: "version not spoken here", final: true },
  frameTooLarge: { code: 4413, reason: "frame too large", final: true },
} as const;

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
export function isFinal(code: number): boolean {
  return Object.values<Close>(CLOSE).some((close) => close.code === code && close.final);
}

/**
 * The code with which to answer a peer's close. 1005, 1006 and 1015 are only reported, never sent
 * (RFC 6455, section 7.4.1): 1000 stands for them.
 */
export function answerTo(code: number): number {
  return code === 1005 || code === 1006 || code === 1015 ? 1000 : code;
}
