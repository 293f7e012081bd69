import { expect, it } from "vitest";
import { PULSE } from "../../src/protocol/limits.ts";
import type { Threads } from "../../src/protocol/frames.ts";
import { boardTextsFor } from "../../src/presentation/board.ts";
import { figuresOf } from "../../src/presentation/figures.ts";
import { measuresFor } from "../../src/presentation/measures.ts";
import { begin, pass } from "../../src/presentation/watch.ts";

const OPENED = 1_790_000_000_000;

it("A plot of people says why it is blank, as long as most of it is", () => {
  const texts = boardTextsFor("en");
  const report: Threads = { room: "lobby", threads: 1, people: 1, head: 0, sessions: [] };
  const noteAfter = (spans: number): string | null => {
    const watch = pass(begin(report, OPENED), OPENED + spans * PULSE.span);
    return figuresOf(watch, texts, measuresFor("en")).people.note;
  };
  expect(noteAfter(0)).toBe(texts.sinceOpened);
  expect(noteAfter(PULSE.spans / 2 - 2)).toBe(texts.sinceOpened);
  expect(noteAfter(PULSE.spans / 2 - 1)).toBe(null);
  expect(noteAfter(2 * PULSE.spans)).toBe(null);
});
