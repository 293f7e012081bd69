import { describe, expect, test } from "vitest";
import { NO_FAULTS } from "./check.ts";
import { marksIn, textOf } from "./marks.ts";
import { Stream } from "./stream.ts";

const MARKS = [
  { sender: 0, number: 0, at: 1_000_000 },
  { sender: 1, number: 0, at: 2_000_000 },
  { sender: 0, number: 1, at: 3_000_000 },
];

/** A frame with these messages in it. */
function frame(...marks: readonly (typeof MARKS)[number][]): Buffer {
  const entries = marks.map((mark, index) => ({ seq: index, text: textOf(mark) }));
  return Buffer.from(JSON.stringify({ type: "entries", entries }));
}

test("a text has 64 bytes, and what it says is found in a frame", () => {
  for (const mark of MARKS) expect(Buffer.byteLength(textOf(mark))).toBe(64);
  expect(marksIn(frame(...MARKS))).toEqual(MARKS);
  expect(marksIn(Buffer.from('{"type":"presence"}'))).toEqual([]);
});

describe("a stream", () => {
  const [first, second, third] = MARKS.map((mark) => frame(mark));
  const all = frame(...MARKS);
  const sent = { senders: [0], perSender: 2 };
  const whole = { senders: [0, 1], perSender: 1 };

  test("gives each receiver the messages of its frame, however they are packed", () => {
    const stream = new Stream(2);
    expect(stream.take(0, all)).toEqual(MARKS);
    for (const [index, each] of [first, second, third].entries()) {
      expect(stream.take(1, each ?? all)).toEqual([MARKS[index]]);
    }
    expect([0, 1].map((it) => stream.checker.position(it))).toEqual([3, 3]);
  });

  test("counts a frame that comes twice", () => {
    const stream = new Stream(2);
    const two = frame({ sender: 0, number: 0, at: 1 }, { sender: 0, number: 1, at: 2 });
    for (const receiver of [0, 1, 1]) stream.take(receiver, two);
    expect(stream.checker.judge(sent)).toEqual({ ...NO_FAULTS, doubled: 2 });
  });

  test("counts what a frame lacks that the first receiver's had", () => {
    const stream = new Stream(2);
    stream.take(0, frame(...MARKS.slice(0, 2)));
    stream.take(1, frame(...MARKS.slice(1, 2)));
    expect(stream.checker.judge(whole)).toEqual({ ...NO_FAULTS, lost: 1 });
  });

  test("passes over frames without messages", () => {
    const stream = new Stream(1);
    expect(stream.take(0, Buffer.from("pong"))).toEqual([]);
    expect(stream.checker.position(0)).toBe(0);
  });
});
