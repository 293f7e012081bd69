/** Frames for the tests of the client. */

import type { Entry, FreshWelcome, Person, ResumedWelcome } from "../../src/protocol/frames.ts";

export const you: Person = { id: "a", name: "Ala" };
export const bob: Person = { id: "b", name: "Bob" };

/** Bob's messages with the seqs from `first` to `last`. */
export function entries(first: number, last: number): Entry[] {
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    seq: first + i,
    at: 1_790_000_000_000 + i,
    kind: "message",
    by: { id: "b", name: "Bob" },
    id: `b${first + i}`,
    text: `message ${first + i}`,
  }));
}

const welcome = {
  type: "welcome",
  protocol: 1,
  room: "lobby",
  epoch: "1",
  you,
  sessions: [you, bob],
  people: 2,
  limits: { text: 4_000, name: 32, frame: 65_536, postsPerSecond: 5, postsBurst: 20 },
} as const;

export function fresh(
  part: Pick<FreshWelcome, "head" | "messages"> & Partial<FreshWelcome>,
): FreshWelcome {
  return { ...welcome, resumed: false, ...part };
}

export function resumed(
  part: Pick<ResumedWelcome, "head" | "entries"> & Partial<ResumedWelcome>,
): ResumedWelcome {
  return { ...welcome, resumed: true, ...part };
}
