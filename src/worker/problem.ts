/** Problem documents (RFC 9457): every error that the worker answers over HTTP. */

import { LIMITS } from "../protocol/limits.ts";

/** What went wrong, for a program and for a person. */
export interface Problem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

export const PROBLEMS = {
  badPage: {
    status: 400,
    title: "No such page",
    detail: `"before" is a whole number of at least 1, "limit" one from 1 to ${LIMITS.pageMax}.`,
  },
  notFound: { status: 404, title: "Not found", detail: "Nothing is served at this address." },
  noSuchRoom: {
    status: 404,
    title: "No such room",
    detail:
      "A room's name has 1 to 64 lower-case letters, digits and hyphens, and no hyphen first.",
  },
  badMethod: {
    status: 405,
    title: "Method not allowed",
    detail: "Only GET and HEAD are served here.",
  },
  upgradeRequired: {
    status: 426,
    title: "Upgrade required",
    detail: "This address is for WebSockets.",
  },
  internal: {
    status: 500,
    title: "Internal error",
    detail: "The fault is ours and has been logged.",
  },
} as const;

export function problemResponse(problem: Problem, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify({ type: "about:blank", ...problem }), {
    status: problem.status,
    headers: {
      "Content-Type": "application/problem+json",
      "Cache-Control": "no-store",
      ...headers,
    },
  });
}
