import { describe, expect, it } from "vitest";
import type { Threads } from "../../src/protocol/frames.ts";
import { enBoard } from "../../src/presentation/en-board.ts";
import { Herald } from "../../src/client/board/herald.ts";

const report = (people: number): Threads => ({
  room: "lobby",
  threads: people,
  people,
  head: 0,
  sessions: [],
});
const START = 1_790_000_000_000;
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("the herald", () => {
  it("says nothing of what the page has said already", () => {
    const herald = new Herald(report(2), enBoard);
    expect(herald.note(report(2), false, START)).toBe("");
    expect(herald.note(report(2), false, START + 60_000)).toBe("");
  });

  it("tells who is here when it changes, and not again for half a minute", () => {
    const herald = new Herald(report(2), enBoard);
    const at = (later: number, people: number) =>
      plain(herald.note(report(people), false, START + later));
    expect(at(0, 3)).toBe("3 people are here");
    expect(at(1_000, 4)).toBe("3 people are here");
    expect(at(29_999, 5)).toBe("3 people are here");
    expect(at(30_000, 1)).toBe("1 person is here");
    expect(at(70_000, 1)).toBe("1 person is here");
  });

  it("tells at once when the board is cut off, and when it is not any more", () => {
    const herald = new Herald(report(2), enBoard);
    herald.note(report(3), false, START);
    expect(herald.note(report(3), true, START + 1)).toBe("Not connected.");
    expect(herald.note(report(3), true, START + 2)).toBe("Not connected.");
    expect(herald.note(report(3), false, START + 3)).toBe("Live");
  });
});
