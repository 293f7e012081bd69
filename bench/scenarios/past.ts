/** Rooms in which much has been said. */

import * as v from "valibot";
import type { Ground } from "../ground.ts";
import { faultsText, isFaultless } from "../load/check.ts";
import { talk } from "./talk.ts";

const SENDERS = 10;

/** Messages that a sender keeps unanswered: few enough that the room remembers their ids. */
const UNANSWERED = 100;

export const HISTORY = v.object({
  head: v.number(),
  epoch: v.string(),
  messages: v.array(v.object({ seq: v.number() })),
});

/** A room in which much has been said, and where its log stands. */
export interface Past extends Ground {
  readonly head: number;
  readonly epoch: string;
}

/** The same ground, in a room with at least so many messages; said now, unless they were before. */
export async function withPast(ground: Ground, messages: number): Promise<Past> {
  const past = { ...ground, room: `past-${messages}` };
  const path = `/rooms/${past.room}/messages?limit=1`;
  const look = async (): Promise<Past> => {
    const { head, epoch } = v.parse(HISTORY, await ground.server.json(path));
    return { ...past, head, epoch };
  };
  const before = await look();
  if (before.head >= messages) return before;
  const perSender = messages / SENDERS;
  const plan = { kind: "closed", senders: SENDERS, perSender, unanswered: UNANSWERED } as const;
  const { faults } = await talk(past, SENDERS, plan);
  const after = await look();
  if (after.head === messages && isFaultless(faults)) return after;
  throw new Error(`It should have ${messages} messages: ${after.head}, ${faultsText(faults)}.`);
}
