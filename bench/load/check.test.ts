import { describe, expect, test } from "vitest";
import { agree, Checker, isFaultless, keyOf, NO_FAULTS, sum, type Faults } from "./check.ts";

const SENT = { senders: [0, 1], perSender: 2 };
const GOOD = ["0.0", "1.0", "0.1", "1.1"];

/** A stream is written as "sender.number". */
function mark(message: string): { sender: number; number: number; at: number } {
  const [sender, number] = message.split(".").map(Number);
  return { sender: sender ?? 0, number: number ?? 0, at: 0 };
}

function order(messages: readonly string[]): number[] {
  return messages.map((it) => keyOf(mark(it)));
}

function judge(...streams: readonly (readonly string[])[]): Faults {
  const checker = new Checker(streams.length);
  for (const [receiver, stream] of streams.entries()) {
    for (const message of stream) checker.deliver(receiver, [mark(message)]);
  }
  return checker.judge(SENT);
}

describe("a checker", () => {
  test("finds nothing when everybody got everything in one order", () => {
    expect(judge(GOOD, GOOD, GOOD)).toEqual(NO_FAULTS);
  });

  test("does not mind how the messages are packed", () => {
    const checker = new Checker(2);
    checker.deliver(0, GOOD.map(mark));
    checker.deliver(1, GOOD.slice(0, 3).map(mark));
    checker.advance(1, 1);
    expect(checker.judge(SENT)).toEqual(NO_FAULTS);
  });

  test.each([
    ["the first", ["1.0", "0.1", "1.1"]],
    ["one in the middle", ["0.0", "0.1", "1.1"]],
    ["the last", ["0.0", "1.0", "0.1"]],
  ])("finds that a receiver has not got %s", (_, stream) => {
    expect(judge(GOOD, stream)).toEqual({ ...NO_FAULTS, lost: 1 });
    expect(judge(stream, GOOD)).toEqual({ ...NO_FAULTS, lost: 1 });
  });

  test("finds what nobody has got, once for each receiver", () => {
    const stream = ["0.0", "1.0", "1.1"];
    expect(judge(stream, stream, stream)).toEqual({ ...NO_FAULTS, lost: 3 });
  });

  test("finds that nothing came at all", () => {
    expect(judge([], [])).toEqual({ ...NO_FAULTS, lost: 8 });
  });

  test.each([
    ["at once", ["0.0", "0.0", "1.0", "0.1", "1.1"]],
    ["in the end", [...GOOD, "0.0"]],
  ])("finds a message that came again %s", (_, stream) => {
    expect(judge(stream, GOOD)).toEqual({ ...NO_FAULTS, doubled: 1 });
    expect(judge(GOOD, stream)).toEqual({ ...NO_FAULTS, doubled: 1 });
    expect(judge(stream, stream)).toEqual({ ...NO_FAULTS, doubled: 2 });
  });

  test("finds that the messages of a sender have changed places", () => {
    const stream = ["0.1", "0.0", "1.0", "1.1"];
    expect(judge(stream, stream)).toEqual({ ...NO_FAULTS, outOfOrder: 2 });
    expect(judge(GOOD, stream)).toEqual({ ...NO_FAULTS, outOfOrder: 1, disagreeing: 1 });
  });

  test("finds that two receivers saw the messages of two senders in different orders", () => {
    const other = ["1.0", "0.0", "0.1", "1.1"];
    expect(judge(GOOD, other)).toEqual({ ...NO_FAULTS, disagreeing: 1 });
  });

  test("finds a message that nobody has sent", () => {
    expect(judge([...GOOD, "0.2"], GOOD)).toEqual({ ...NO_FAULTS, unknown: 1 });
    expect(judge(GOOD, ["7.0", ...GOOD])).toEqual({ ...NO_FAULTS, unknown: 1 });
  });

  test("says how far a receiver has come, until it leaves the common order", () => {
    const checker = new Checker(2);
    checker.deliver(0, GOOD.map(mark));
    expect([checker.position(0), checker.position(1)]).toEqual([4, 0]);
    checker.deliver(1, [mark("1.1")]);
    expect(checker.position(1)).toBe(null);
  });
});

test("orders of two processes agree if what both have stands in one order", () => {
  expect(agree(order(GOOD), order(["0.0", "1.1"]))).toBe(true);
  expect(agree(order(GOOD), order(["1.0", "0.0"]))).toBe(false);
});

test("faults add up, and any one is a fault", () => {
  const one = { lost: 1, doubled: 2, outOfOrder: 3, unknown: 4, disagreeing: 5 };
  const twice = { lost: 2, doubled: 4, outOfOrder: 6, unknown: 8, disagreeing: 10 };
  expect(sum(one, one)).toEqual(twice);
  expect(isFaultless(NO_FAULTS)).toBe(true);
  for (const name of Object.keys(one)) {
    expect(isFaultless({ ...NO_FAULTS, [name]: 1 })).toBe(false);
  }
});
