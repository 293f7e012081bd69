/**
 * Opens pages without a network, as a service worker: it keeps the rooms that were visited, and shows
 * them when the network is not there, and in the place of any other a page that says so. While it is
 * there, everything comes from it, so that nobody is ever shown what a deploy has replaced. And it leads
 * from a notification back to its page.
 */

declare const self: ServiceWorkerGlobalScope;

const KEPT = "gatehouse";

/** Pages that are kept: the last rooms that one has been in. */
const PAGES_MAX = 20;

/** Scripts that are kept: those of the pages, which may be of several deploys, and what they use. */
const SCRIPTS_MAX = 100;

const SHELL = ["/style.css", "/menu.css", "/tools.css", "/favicon.svg"];

/** What stands in for a room that is not kept. */
const OFFLINE = "/offline";

const ROOM = /^\/(rooms\/[^/]+)?$/;
const SCRIPT = /^\/dist\/scripts\//;

/** How a page names its script. What people write never looks so: there, a "<" is escaped. */
const OF_PAGE = /<script type="module" src="([^"]+)"/;

/** How a script names another one: to begin with, or for when it is used. */
const OF_SCRIPT = /(import\()?"(\.\/[\w-]+\.js)"/g;

self.addEventListener("install", (event) => event.waitUntil(begin()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (isKept(event.request)) event.respondWith(answer(event));
});

self.addEventListener("notificationclick", (event) =>
  event.waitUntil(comeBack(event.notification)),
);

/** Keeps what the page that installs this has loaded before there was somebody to keep it. */
async function begin(): Promise<void> {
  await self.skipWaiting();
  const open = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
  const pages = open.map(({ url }) => new Request(url)).filter((page) => has(ROOM, page));
  const kept = await caches.open(KEPT);
  await kept.addAll(SHELL);
  // Without a page that cannot be had this is still of use to the others.
  await Promise.allSettled(pages.map(async (page) => keep(page, await fetch(page))));
}

function isKept(request: Request): boolean {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return false;
  return has(ROOM, request) || has(SCRIPT, request) || SHELL.includes(pathname);
}

function has(path: RegExp, { url }: Request): boolean {
  return path.test(new URL(url).pathname);
}

async function answer(event: FetchEvent): Promise<Response> {
  const { request } = event;
  try {
    const response = await fetch(request);
    event.waitUntil(keep(request, response.clone()));
    return response;
  } catch (failure) {
    // A page depends on who asks, and here it is always the same person.
    const kept = await caches.match(request, { ignoreVary: true });
    if (kept) return kept;
    const standIn = request.mode === "navigate" && has(ROOM, request) && (await offline());
    if (standIn) return standIn;
    throw failure;
  }
}

/** With the status of a failure: it is not the room that was asked for. */
async function offline(): Promise<Response | null> {
  const kept = await caches.match(OFFLINE, { ignoreSearch: true, ignoreVary: true });
  return kept ? new Response(kept.body, { status: 503, headers: kept.headers }) : null;
}

/** A page comes last: where there is a page, there is what it needs. */
async function keep(request: Request, response: Response): Promise<void> {
  if (!response.ok) return;
  const kept = await caches.open(KEPT);
  if (has(ROOM, request)) await keepScripts(kept, request.url, await response.clone().text());
  await put(kept, request, response);
  await forget(kept, ROOM, PAGES_MAX);
  await forget(kept, SCRIPT, SCRIPTS_MAX);
}

/** Keeps a page's script, and the parts that this fetches only when they are used. */
async function keepScripts(kept: Cache, page: string, html: string): Promise<void> {
  const [, path] = OF_PAGE.exec(html) ?? [];
  if (path === undefined) return;
  await keepScript(kept, new URL(path, page).href, "with its parts");
  // Where it cannot be had, as in the midst of a deploy, the room is kept all the same.
  await keepOffline(kept, path).catch(() => {});
}

/**
 * Keeps the page that stands in for the rooms that are not kept, anew where a room has another script
 * than the last: it is of another language or deploy then. Its key names that script.
 */
async function keepOffline(kept: Cache, script: string): Promise<void> {
  const request = new Request(`${OFFLINE}?${script}`);
  if (await kept.match(request, { ignoreVary: true })) return;
  await kept.add(request);
  const same = await kept.keys(OFFLINE, { ignoreSearch: true, ignoreVary: true });
  for (const older of same.slice(0, -1)) await kept.delete(older);
}

/** Without its parts: what the menu fetches only when it is used, a QR code, is kept once it was used. */
async function keepScript(
  kept: Cache,
  url: string,
  parts: "with its parts" | "without them",
  seen = new Set<string>(),
): Promise<void> {
  if (seen.has(url)) return;
  seen.add(url);
  const script = await fetch(url);
  // What is not read would stay open, and a worker may have only a few such.
  if (!script.ok) return script.body?.cancel();
  await put(kept, new Request(url), script.clone());
  for (const [, part, path = ""] of (await script.text()).matchAll(OF_SCRIPT)) {
    if (part !== undefined && parts === "without them") continue;
    await keepScript(kept, new URL(path, url).href, "without them", seen);
  }
}

/**
 * Put anew, it is the youngest: the keys are in the order in which they came. What it replaces goes
 * when it is there, and not before: it may fail to come.
 */
async function put(kept: Cache, request: Request, response: Response): Promise<void> {
  await kept.put(request, response);
  // What was asked for with other headers is an entry of its own, and would be found first.
  const same = await kept.keys(request, { ignoreVary: true });
  for (const older of same.slice(0, -1)) await kept.delete(older);
}

/** Forgets the oldest of those under a path, but for so many. */
async function forget(kept: Cache, path: RegExp, max: number): Promise<void> {
  const under = (await kept.keys()).filter((request) => has(path, request));
  for (const request of under.slice(0, -max)) await kept.delete(request, { ignoreVary: true });
}

/** To the page that a notification speaks of, which is open most of the time. */
async function comeBack(notification: Notification): Promise<void> {
  notification.close();
  const { pathname, href } = new URL(String(notification.data), self.location.origin);
  const open = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
  const page = open.find(({ url }) => new URL(url).pathname === pathname);
  await (page ? page.focus() : self.clients.openWindow(href));
}
