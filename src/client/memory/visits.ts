/** The rooms that one has been in, as this browser remembers them. Pure functions on the list. */

import { ROOM_NAME } from "../../protocol/limits.ts";
import type { RoomState } from "../state.ts";

/** Rooms that are remembered. The address of an unlisted one is found nowhere else. */
const REMEMBERED = 100;

/** Names that tell one long random room from another. */
const OTHERS = 3;

/** A room, and how far it has been read. */
export interface Visit {
  readonly room: string;
  /** The life of the log that `read` speaks of. */
  readonly epoch: string;
  /** The last seq that was read. */
  readonly read: number;
  /** When the room was last looked at, in milliseconds. */
  readonly at: number;
  /** The names of those who spoke there last. */
  readonly others: readonly string[];
}

/** A room that has been read to its end. */
export function visitOf({ room, epoch, head, messages, you }: RoomState, at: number): Visit {
  const names = new Set<string>();
  for (let i = messages.length - 1; i >= 0 && names.size < OTHERS; i--) {
    const by = messages[i]?.by;
    if (by && by.id !== you?.id) names.add(by.name);
  }
  return { room, epoch, read: head, at, others: Array.from(names) };
}

/** The list with this visit at its top, in the place of an earlier one of the same room. */
export function withVisit(visits: readonly Visit[], visit: Visit): readonly Visit[] {
  return [visit, ...withoutRoom(visits, visit.room)].slice(0, REMEMBERED);
}

export function withoutRoom(visits: readonly Visit[], room: string): readonly Visit[] {
  return visits.filter((visit) => visit.room !== room);
}

/** How many entries there are that were not read; all of them, if the log is another one than then. */
export function unread(
  visit: Visit,
  now: Pick<Visit, "epoch"> & { readonly head: number },
): number {
  const goesOn = visit.epoch === now.epoch && visit.read <= now.head;
  return goesOn ? now.head - visit.read : now.head;
}

/** Reads a list that was remembered. What is no visit is left out. */
export function parseVisits(text: string | null): readonly Visit[] {
  try {
    const list: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(list) ? list.filter(isVisit) : [];
  } catch {
    return [];
  }
}

function isVisit(it: unknown): it is Visit {
  if (typeof it !== "object" || it === null || !("room" in it && "epoch" in it)) return false;
  if (!("read" in it && "at" in it && "others" in it)) return false;
  const { room, epoch, read, at, others } = it;
  return (
    typeof room === "string" &&
    ROOM_NAME.test(room) &&
    typeof epoch === "string" &&
    typeof read === "number" &&
    typeof at === "number" &&
    Array.isArray(others) &&
    others.every((name) => typeof name === "string")
  );
}
