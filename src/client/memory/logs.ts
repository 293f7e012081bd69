/** What was last seen of the rooms that one has been in. Pure functions on what is remembered. */

import { decodeHistory } from "../../protocol/answers.ts";
import type { History } from "../../protocol/frames.ts";

/** Rooms of which the last messages are remembered: the storage is small, and a message may be long. */
const REMEMBERED = 5;

/**
 * What was last seen of a room, if it goes beyond its page: without a network, a page is an old one.
 * @param seen what was remembered of the last rooms
 */
export function laterOf(page: History, seen: string | null): History {
  const kept = logOf(page.room, seen);
  const goesOn = kept?.epoch === page.epoch && kept.head > page.head;
  return goesOn ? kept : page;
}

/** What was last seen of a room. */
export function logOf(name: string, seen: string | null): History | undefined {
  return parseLogs(seen).find(({ room }) => room === name);
}

/** What is to be remembered when this was last seen of its room: it comes before what was seen of others. */
export function withLog(seen: string | null, log: History): string {
  return written([log, ...others(log.room, seen)].slice(0, REMEMBERED));
}

/** What is to be remembered when nothing is of this room. */
export function withoutLog(room: string, seen: string | null): string {
  return written(others(room, seen));
}

function others(name: string, seen: string | null): readonly History[] {
  return parseLogs(seen).filter(({ room }) => room !== name);
}

function written(logs: readonly History[]): string {
  return logs.length > 0 ? JSON.stringify(logs) : "";
}

function parseLogs(text: string | null): readonly History[] {
  try {
    const logs: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(logs) ? logs.map(decodeHistory).filter((log) => log !== null) : [];
  } catch {
    return [];
  }
}
