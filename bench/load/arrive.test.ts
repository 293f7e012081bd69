import { expect, test } from "vitest";
import { decodeServerFrame } from "../../src/protocol/answers.ts";
import type { WelcomeFrame } from "../../src/protocol/frames.ts";
import { tellsAll } from "./arrive.ts";

/** A welcome to a room whose log stands at `head`, with the entries from one seq to another. */
function welcome(head: number, resumed: boolean, from: number, to: number): WelcomeFrame {
  const entries = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => {
    const by = { id: "a", name: "A" };
    return { seq: from + index, at: 1, kind: "message", by, id: "x", text: "t" };
  });
  const limits = { text: 1, name: 1, frame: 1, postsPerSecond: 1, postsBurst: 1 };
  const frame = decodeServerFrame(
    JSON.stringify({
      type: "welcome",
      protocol: 1,
      room: "r",
      epoch: "1",
      head,
      you: { id: "a", name: "A" },
      sessions: [],
      people: 1,
      limits,
      resumed,
      ...(resumed ? { entries } : { messages: entries }),
    }),
  );
  if (frame?.type !== "welcome") throw new Error("It is no welcome.");
  return frame;
}

test("whoever was never there gets the last 50, or all", () => {
  expect(tellsAll(welcome(100, false, 51, 100), null)).toBe(true);
  expect(tellsAll(welcome(3, false, 1, 3), null)).toBe(true);
  expect(tellsAll(welcome(0, false, 1, 0), null)).toBe(true);
  expect(tellsAll(welcome(100, false, 52, 100), null)).toBe(false);
  expect(tellsAll(welcome(100, false, 51, 99), null)).toBe(false);
  expect(tellsAll(welcome(100, false, 50, 99), null)).toBe(false);
});

test("whoever comes back gets all since then, and is told so", () => {
  expect(tellsAll(welcome(100, true, 11, 100), 10)).toBe(true);
  expect(tellsAll(welcome(100, true, 12, 100), 10)).toBe(false);
  expect(tellsAll(welcome(100, true, 11, 99), 10)).toBe(false);
  expect(tellsAll(welcome(100, false, 51, 100), 50)).toBe(false);
});
