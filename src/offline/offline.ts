/**
 * Opens pages without a network, as a service worker: it keeps the rooms that were visited, and shows
 * them when the network is not there. While it is there, everything comes from it, so that nobody is
 * ever shown what a deploy has replaced.
 */

declare const self: ServiceWorkerGlobalScope;

const KEPT = "gatehouse";

/** Pages that are kept: the last rooms that one has been in. */
const PAGES_MAX = 20;

const SHELL = ["/style.css", "/favicon.svg", "/dist/main.js"];

const ROOM = /^\/(rooms\/[^/]+)?$/;

self.addEventListener("install", (event) => event.waitUntil(begin()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (isKept(event.request)) event.respondWith(answer(event));
});

/** Keeps what the page that installs this has loaded before there was somebody to keep it. */
async function begin(): Promise<void> {
  await self.skipWaiting();
  const open = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
  const pages = open.map(({ url }) => url).filter((url) => ROOM.test(new URL(url).pathname));
  const kept = await caches.open(KEPT);
  await kept.addAll(SHELL);
  // One by one: two tabs of one room, or one of no room, would make `addAll` fail, and the install.
  await Promise.allSettled(pages.map((page) => kept.add(page)));
}

function isKept({ method, url }: Request): boolean {
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== self.location.origin) return false;
  return ROOM.test(pathname) || SHELL.includes(pathname);
}

async function answer(event: FetchEvent): Promise<Response> {
  const { request } = event;
  try {
    const response = await fetch(request);
    if (response.ok) event.waitUntil(keep(request, response.clone()));
    return response;
  } catch (failure) {
    // A page depends on who asks, and here it is always the same person.
    const kept = await caches.match(request, { ignoreVary: true });
    if (kept) return kept;
    throw failure;
  }
}

async function keep(request: Request, response: Response): Promise<void> {
  const kept = await caches.open(KEPT);
  // Put anew, it is the youngest: the keys are in the order in which they came.
  await kept.delete(request, { ignoreVary: true });
  await kept.put(request, response);
  const keys = await kept.keys();
  const pages = keys.filter(({ url }) => ROOM.test(new URL(url).pathname));
  for (const page of pages.slice(0, -PAGES_MAX)) await kept.delete(page, { ignoreVary: true });
}
