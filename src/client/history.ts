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

/** Rooms of which the last messages are remembered: the storage is small, and a message may be long. */
const REMEMBERED = 5;

/**
 * What was last seen of a room, if it goes beyond its page: without a network, a page is an old one.
 * @param seen what was remembered of the last rooms
 */
export function laterOf(page: History, seen: string | null): History {
  const kept = parseLogs(seen).find(({ room }) => room === page.room);
  const goesOn = kept?.epoch === page.epoch && kept.head > page.head;
  return goesOn ? kept : page;
}

/** What is to be remembered when this was last seen of its room: it comes before what was seen of others. */
export function withLog(seen: string | null, log: History): string {
  const others = parseLogs(seen).filter(({ room }) => room !== log.room);
  return JSON.stringify([log, ...others].slice(0, REMEMBERED));
}

function parseLogs(text: string | null): readonly History[] {
  try {
    const logs: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(logs) ? logs.map(decodeHistory).filter((log) => log !== null) : [];
  } catch {
    return [];
  }
}
