/** The upgrade of a request to a socket: checked here, taken in by the room. */

import { CLOSE, type Close } from "../protocol/close.ts";
import { SUBPROTOCOL } from "../protocol/frames.ts";
import { ROOM_NAME } from "../protocol/limits.ts";
import { decodeJoin } from "../protocol/queries.ts";
import { AUTHOR_HEADER } from "../room/room.ts";
import type { Env } from "./env.ts";
import { identify } from "./identity.ts";

/** Answers an upgrade with a socket: a session's, or one that is closed at once and says why. */
export async function upgrade(request: Request, room: string, env: Env): Promise<Response> {
  const protocol = agreedProtocol(request);
  const refusal = refusalOf(request, room, env);
  if (refusal) return closed(refusal, protocol);
  if (!decodeJoin(Object.fromEntries(new URL(request.url).searchParams)))
    return closed(CLOSE.badFrame, protocol);
  const identity = await identify(request);
  if (identity.kind === "invalid") return closed(CLOSE.notAuthorised, protocol);

  const forwarded = new Request(request);
  forwarded.headers.set(AUTHOR_HEADER, identity.author);
  const { webSocket } = await env.ROOMS.getByName(room).fetch(forwarded);
  return socketResponse(webSocket, protocol, identity.kind === "new" ? identity.cookie : undefined);
}

/** The same for a board. It may watch what anybody may ask for, so nobody asks who watches. */
export async function upgradeBoard(request: Request, room: string, env: Env): Promise<Response> {
  const protocol = agreedProtocol(request);
  const refusal = refusalOf(request, room, env);
  if (refusal) return closed(refusal, protocol);
  const forwarded = new Request(request);
  forwarded.headers.delete(AUTHOR_HEADER);
  const { webSocket } = await env.ROOMS.getByName(room).fetch(forwarded);
  return socketResponse(webSocket, protocol);
}

/** Ours if it is offered; otherwise the client's own, in which it can be refused. */
function agreedProtocol(request: Request): string | undefined {
  const offered = offeredProtocols(request);
  return offered.includes(SUBPROTOCOL) ? SUBPROTOCOL : offered[0];
}

/** Why a socket must not be opened, whatever it is for. */
function refusalOf(request: Request, room: string, env: Env): Close | null {
  const offered = offeredProtocols(request);
  if (offered.length > 0 && !offered.includes(SUBPROTOCOL)) return CLOSE.version;
  if (!isAllowedOrigin(request, env)) return CLOSE.forbidden;
  return ROOM_NAME.test(room) ? null : CLOSE.noSuchRoom;
}

/**
 * A browser says which site's page is asking, and does so truthfully; the cookie alone does not stop
 * another site's page from opening a socket in its visitor's name. Programs send no origin.
 */
function isAllowedOrigin(request: Request, env: Env): boolean {
  const origin = request.headers.get("Origin");
  if (origin === null || origin === new URL(request.url).origin) return true;
  const allowed = env.ALLOWED_ORIGINS.split(",").map((it) => it.trim());
  return origin !== "" && allowed.includes(origin);
}

function offeredProtocols(request: Request): string[] {
  const header = request.headers.get("Sec-WebSocket-Protocol");
  return header === null ? [] : header.split(",").map((it) => it.trim());
}

/**
 * A socket that is closed as soon as it is open. The script of a page learns nothing of an upgrade
 * that is answered over HTTP; a close code it sees. For the same reason a client of another version
 * is answered in the protocol it offered: a browser drops a socket that names none of them.
 */
function closed({ code, reason }: Close, protocol: string | undefined): Response {
  const { 0: client, 1: server } = new WebSocketPair();
  server.accept();
  server.close(code, reason);
  return socketResponse(client, protocol);
}

function socketResponse(webSocket: WebSocket | null, protocol?: string, cookie?: string): Response {
  const headers = new Headers();
  if (protocol !== undefined) headers.set("Sec-WebSocket-Protocol", protocol);
  if (cookie !== undefined) headers.set("Set-Cookie", cookie);
  return new Response(null, { status: 101, webSocket, headers });
}
