/** Rooms in which much has been said. */

import * as v from "valibot";
import type { Ground } from "../ground.ts";
import { isFaultless } from "../load/check.ts";
import { faultsText } from "../runs.ts";
import { talk } from "./talk.ts";

const SENDERS = 10;

/** Messages that a sender keeps unanswered: few enough that the room remembers their ids. */
const UNANSWERED = 100;

export const HISTORY = v.object({
  head: v.number(),
  messages: v.array(v.object({ seq: v.number() })),
});

/** The same ground, in a room with at least so many messages; said now, unless they were before. */
export async function withPast(ground: Ground, messages: number): Promise<Ground> {
  const past = { ...ground, room: `past-${messages}` };
  const path = `/rooms/${past.room}/messages?limit=1`;
  const headOf = async (): Promise<number> => v.parse(HISTORY, await ground.server.json(path)).head;
  if ((await headOf()) >= messages) return past;
  const perSender = messages / SENDERS;
  const plan = { kind: "closed", senders: SENDERS, perSender, unanswered: UNANSWERED } as const;
  const { faults } = await talk(past, SENDERS, plan);
  const head = await headOf();
  if (head === messages && isFaultless(faults)) return past;
  throw new Error(`The room should have ${messages} messages, has ${head}, ${faultsText(faults)}.`);
}
