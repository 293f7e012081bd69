/**
 * Who is asking. A secret of 128 random bits, in a cookie or as a bearer token, is the whole account;
 * its digest is the author's public id, which therefore can be shown and not claimed.
 */

import { parse, serialize } from "hono/utils/cookie";

/** Bytes of SHA-256 in an author id: to write as somebody else one would have to search 2^96 secrets. */
const AUTHOR_BYTES = 12;

/** 400 days, the longest that browsers keep a cookie. In seconds. */
const COOKIE_AGE = 400 * 24 * 60 * 60;

/** At least 128 bits in any usual notation (base64url takes 22 characters, hexadecimal 32). */
const SECRET = /^[A-Za-z0-9._~+/=-]{22,128}$/;

/** Whoever asks is known by a secret, is new and given one, or brings something that is none. */
export type Identity =
  | { readonly kind: "known"; readonly author: string; readonly cookie?: string }
  | { readonly kind: "new"; readonly author: string; readonly cookie: string }
  | { readonly kind: "invalid" };

export async function identify(request: Request): Promise<Identity> {
  const bearer = /^Bearer(?: +(.*))?$/i.exec(request.headers.get("Authorization") ?? "");
  if (bearer) {
    // A program whose token is missing should hear of it, and not be somebody new each time.
    const [, token = ""] = bearer;
    if (!SECRET.test(token)) return { kind: "invalid" };
    return { kind: "known", author: await authorOf(token) };
  }
  const name = cookieName(request);
  const secret = parse(request.headers.get("Cookie") ?? "", name)[name];
  if (secret !== undefined && SECRET.test(secret)) {
    // Set again, it lives on for another 400 days.
    return { kind: "known", author: await authorOf(secret), cookie: setCookie(request, secret) };
  }
  const fresh = base64Url(crypto.getRandomValues(new Uint8Array(16)));
  return { kind: "new", author: await authorOf(fresh), cookie: setCookie(request, fresh) };
}

/** The public id of whoever holds this secret. */
export async function authorOf(secret: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(secret));
  return base64Url(new Uint8Array(digest, 0, AUTHOR_BYTES));
}

/** The __Host- prefix keeps other subdomains from setting the cookie, but browsers want HTTPS for it. */
function cookieName(request: Request): string {
  return isSecure(request) ? "__Host-gatehouse" : "gatehouse";
}

function setCookie(request: Request, secret: string): string {
  return serialize(cookieName(request), secret, {
    path: "/",
    httpOnly: true,
    sameSite: "Lax",
    secure: isSecure(request),
    maxAge: COOKIE_AGE,
  });
}

function isSecure(request: Request): boolean {
  return new URL(request.url).protocol === "https:";
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
