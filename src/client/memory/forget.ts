/** Forgets a room: its name is gone from the list, and what this browser kept of it goes, too. */

import { LOBBY } from "../../protocol/limits.ts";
import { logOf, withLog, withoutLog } from "./logs.ts";
import { KEYS, keysOf, recall, remember, type Storing } from "./storage.ts";
import { parseVisits, withoutRoom, withVisit, type Visit } from "./visits.ts";

/** Where the service worker keeps pages: `KEPT` in offline.ts. */
const KEPT = "gatehouse";

/**
 * Lets go of all that this browser keeps of a room, but for posts that are not sent yet, and for what
 * is being written in other tabs.
 * @returns brings everything back, as long as this page is there
 */
export function forget(visit: Visit): () => void {
  const { room } = visit;
  const bringBack = [forgetTexts(room), forgetLog(room), forgetPage(room)];
  changeVisits((visits) => withoutRoom(visits, room));
  return () => {
    for (const back of bringBack) back();
    // To where it was: the list is in the order of the visits.
    changeVisits((visits) => withVisit(visits, visit).toSorted((a, b) => b.at - a.at));
  };
}

function forgetTexts(room: string): () => void {
  const keys = keysOf(room);
  const texts = [
    ...Object.values(keys).map((key) => textIn(key, "localStorage")),
    textIn(keys.draft, "sessionStorage"),
  ];
  for (const { key, storing } of texts) remember(key, "", storing);
  return () => {
    for (const { key, text, storing } of texts) remember(key, text, storing);
  };
}

function textIn(key: string, storing: Storing) {
  return { key, storing, text: recall(key, storing) ?? "" };
}

function forgetLog(room: string): () => void {
  const log = logOf(room, recall(KEYS.logs));
  remember(KEYS.logs, withoutLog(room, recall(KEYS.logs)));
  return () => {
    if (log) remember(KEYS.logs, withLog(recall(KEYS.logs), log));
  };
}

function forgetPage(room: string): () => void {
  const taken = takePage(room);
  return () => void putPage(taken);
}

interface Page {
  readonly request: Request;
  readonly response: Response;
}

/** Takes the page out of those that are kept. */
async function takePage(room: string): Promise<readonly Page[]> {
  // Missing over http on a local network, where nothing is kept.
  if (!("caches" in globalThis)) return [];
  const kept = await caches.open(KEPT);
  const paths = new Set([`/rooms/${room}`, room === LOBBY ? "/" : ""]);
  const requests = (await kept.keys()).filter(({ url }) => paths.has(new URL(url).pathname));
  const pages: Page[] = [];
  for (const request of requests) {
    const response = await kept.match(request, { ignoreVary: true });
    if (response) pages.push({ request, response });
    await kept.delete(request, { ignoreVary: true });
  }
  return pages;
}

async function putPage(taken: Promise<readonly Page[]>): Promise<void> {
  for (const { request, response } of await taken) {
    await (await caches.open(KEPT)).put(request, response);
  }
}

/** The list is read anew: another page may have changed it meanwhile. */
function changeVisits(to: (visits: readonly Visit[]) => readonly Visit[]): void {
  remember(KEYS.visits, JSON.stringify(to(parseVisits(recall(KEYS.visits)))));
}
