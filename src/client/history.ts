/** Pages of history, over HTTP. */

import { decodeHistory } from "../protocol/answers.ts";
import type { History } from "../protocol/frames.ts";

/** The page of messages before a seq. Null if it could not be had: the network's fault, or a new server's. */
export async function fetchPage(room: string, before: number): Promise<History | null> {
  try {
    const response = await fetch(`/rooms/${room}/messages?before=${before}`);
    return response.ok ? decodeHistory(await response.json()) : null;
  } catch {
    return null;
  }
}

/**
 * What was last seen of a room, if it goes beyond its page: without a network, a page is an old one.
 * @param seen what was remembered of the last room that was open, which may be another
 */
export function laterOf(page: History, seen: string | null): History {
  const kept = parseHistory(seen);
  const goesOn = kept?.room === page.room && kept.epoch === page.epoch && kept.head > page.head;
  return goesOn ? kept : page;
}

function parseHistory(text: string | null): History | null {
  try {
    return decodeHistory(JSON.parse(text ?? "null"));
  } catch {
    return null;
  }
}
