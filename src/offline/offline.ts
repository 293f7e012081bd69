/**
 * Opens pages without a network, as a service worker: it keeps the rooms that were visited, and shows
 * them when the network is not there. While it is there, everything comes from it, so that nobody is
 * ever shown what a deploy has replaced. And it leads from a notification back to its page.
 */

declare const self: ServiceWorkerGlobalScope;

const KEPT = "gatehouse";

/** Pages that are kept: the last rooms that one has been in. */
const PAGES_MAX = 20;

/** Scripts that are kept: those of the pages, which may be of several deploys, and what they use. */
const SCRIPTS_MAX = 100;

/** How far from the page is what still names parts that are kept before they are used: its script. */
const PARTS = 1;

const SHELL = ["/style.css", "/menu.css", "/tools.css", "/favicon.svg"];

const ROOM = /^\/(rooms\/[^/]+)?$/;
const SCRIPT = /^\/dist\/scripts\//;

/** How a page names its script, and a script another one: to begin with, or for when it is used. */
const NAMED = /(import\()?"((?:\/dist\/scripts|\.)\/[\w-]+\.js)"/g;

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
  // As it has come: the browser has it, and what was said since is no reason to ask for it again.
  const had = { cache: "force-cache" } as const;
  // Without a page that cannot be had this is still of use to the others.
  await Promise.allSettled(pages.map(async (page) => keep(page, await fetch(page, had))));
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
    throw failure;
  }
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

/**
 * Keeps what a text names, and what that names in turn: also the parts that a page's script fetches only
 * when they are used. What such a part itself fetches only then, as the menu does the QR code, is kept
 * once it was used.
 * @param steps how many scripts lie between the page and the text
 */
async function keepScripts(
  kept: Cache,
  base: string,
  text: string,
  steps = 0,
  seen = new Set<string>(),
): Promise<void> {
  for (const [, later, path = ""] of text.matchAll(NAMED)) {
    const url = new URL(path, base).href;
    if (seen.has(url) || (later && steps > PARTS)) continue;
    seen.add(url);
    const script = await fetch(url);
    if (!script.ok) continue;
    await put(kept, new Request(url), script.clone());
    await keepScripts(kept, url, await script.text(), steps + 1, seen);
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
