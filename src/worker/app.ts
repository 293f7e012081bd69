/** Everything that is served: pages for people, the same data for programs, and the upgrade. */

import { Hono, type Context } from "hono";
import { getCookie } from "hono/cookie";
import { etag, RETAINED_304_HEADERS } from "hono/etag";
import { html } from "hono/html";
import { PROTOCOL } from "../protocol/frames.ts";
import { LIMITS, LOBBY, ROOM_NAME } from "../protocol/limits.ts";
import { decodePage } from "../protocol/queries.ts";
import {
  acceptedLanguages,
  chooseLanguage,
  LANGUAGE_COOKIE,
  languageOf,
} from "../presentation/language.ts";
import type { Reader } from "./document.tsx";
import type { Env } from "./env.ts";
import { identify } from "./identity.ts";
import { RoomPage } from "./page.tsx";
import { PROBLEMS, problemResponse, type Problem } from "./problem.ts";
import { NothingPage, OfflinePage } from "./report.tsx";
import SCRIPTS from "./scripts.json" with { type: "json" };
import { securityHeaders } from "./security.ts";
import { ThreadsPage } from "./threads.tsx";
import { upgrade, upgradeBoard } from "./upgrade.ts";

type Site = { Bindings: Env };

/** What has not changed is not sent again; its cookie is, and so lives on with each visit. */
const onlyChanged = etag({ retainedHeaders: [...RETAINED_304_HEADERS, "Set-Cookie"] });

export const app = new Hono<Site>();

app.use(securityHeaders);

app.use(async (c, next) => {
  if (c.req.method === "GET" || c.req.method === "HEAD") return next();
  return problemResponse(PROBLEMS.badMethod, { Allow: "GET, HEAD" });
});

for (const [path, take] of [
  ["/rooms/:room/socket", upgrade],
  ["/rooms/:room/threads/socket", upgradeBoard],
] as const) {
  app.get(path, (c) => {
    if (c.req.header("Upgrade")?.toLowerCase() !== "websocket") {
      return problemResponse(PROBLEMS.upgradeRequired, { Upgrade: "websocket" });
    }
    return take(c.req.raw, c.req.param("room"), c.env);
  });
}

app.get("/", onlyChanged, (c) => roomPage(c, LOBBY));
app.get("/threads", (c) => threads(c, LOBBY));
app.get("/offline", offline);
app.get("/healthz", (c) => c.json({ status: "ok", protocol: PROTOCOL }));

app.use("/rooms/:room/*", async (c, next) => {
  if (!ROOM_NAME.test(c.req.param("room"))) return nothing(c, PROBLEMS.noSuchRoom);
  return next();
});
app.get("/rooms/:room", onlyChanged, (c) => roomPage(c, c.req.param("room")));
app.get("/rooms/:room/threads", (c) => threads(c, c.req.param("room")));
app.get("/rooms/:room/messages", async (c) => {
  const page = decodePage(c.req.query());
  if (!page) return problemResponse(PROBLEMS.badPage);
  const room = c.req.param("room");
  const history = await c.env.ROOMS.getByName(room).history(page);
  c.header("Cache-Control", "no-store");
  return c.json({ room, ...history });
});

app.notFound((c) => nothing(c, PROBLEMS.notFound));

app.onError((error) => {
  console.error(error);
  return problemResponse(PROBLEMS.internal);
});

/**
 * A program is told the problem: the wire says that this is none of its addresses. A person is led on,
 * if a room is meant, or told in their words.
 */
function nothing(c: Context<Site>, problem: Problem): Response | Promise<Response> {
  if (!isForPeople(c)) return problemResponse(problem);
  const meant = c.req.path.toLowerCase().replace(/\/+$/, "");
  const [served, room = LOBBY] = /^(?:\/rooms\/([^/]+))?(?:\/threads)?$/.exec(meant) ?? [];
  if (served && served !== c.req.path && ROOM_NAME.test(room)) return c.redirect(served, 308);
  c.status(404);
  const badName = problem === PROBLEMS.noSuchRoom;
  return c.html(html`<!doctype html>${NothingPage({ badName, ...reader(c, "main") })}`);
}

function isForPeople(c: Context<Site>): boolean {
  return c.req.header("Accept")?.includes("text/html") ?? false;
}

/** Whoever reads a page: the language they chose or ask for, and the zone the network puts them in. */
function reader(c: Context<Site>, page: keyof typeof SCRIPTS): Reader {
  const preferences = acceptedLanguages(c.req.header("Accept-Language"));
  const language = chooseLanguage(preferences, getCookie(c, LANGUAGE_COOKIE));
  const timeZone = c.req.raw.cf?.timezone;
  return {
    language,
    timeZone: typeof timeZone === "string" ? timeZone : "UTC",
    script: SCRIPTS[page][languageOf(language)],
  };
}

async function roomPage(c: Context<Site>, room: string): Promise<Response> {
  const identity = await identify(c.req.raw);
  if (identity.kind !== "invalid" && identity.cookie !== undefined) {
    c.header("Set-Cookie", identity.cookie);
  }
  const page = await c.env.ROOMS.getByName(room).history({ before: null, limit: LIMITS.welcome });
  const history = { room, ...page };
  const address = new URL(`/rooms/${room}`, c.req.url).href;
  // It carries the reader's secret, and messages that are old by the next visit.
  c.header("Cache-Control", "private, no-cache");
  c.header("Vary", "Cookie, Accept-Language");
  return c.html(html`<!doctype html>${RoomPage({ history, address, ...reader(c, "main") })}`);
}

function offline(c: Context<Site>): Response | Promise<Response> {
  c.header("Cache-Control", "no-store");
  return c.html(html`<!doctype html>${OfflinePage(reader(c, "main"))}`);
}

async function threads(c: Context<Site>, room: string): Promise<Response> {
  const stub = c.env.ROOMS.getByName(room);
  c.header("Vary", "Accept");
  c.header("Cache-Control", "no-store");
  if (!isForPeople(c)) return c.json({ room, ...(await stub.threads()) });
  const report = { room, ...(await stub.board()) };
  return c.html(html`<!doctype html>${ThreadsPage({ threads: report, ...reader(c, "threads") })}`);
}
