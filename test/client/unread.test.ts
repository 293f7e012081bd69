import { describe, expect, it } from "vitest";
import { leaveOff, unreadIn } from "../../src/client/unread.ts";
import { fromPage } from "../../src/client/store.ts";
import { entries, you } from "./frames.ts";

const room = (first: number, last: number) => ({
  ...fromPage({ room: "a", epoch: "1", head: last, messages: entries(first, last) }),
  you,
});

it("What came after what was read is unread, and the newest of it is known", () => {
  const { count, newest } = unreadIn(room(1, 5), 2);
  expect(count).toBe(3);
  expect(newest?.seq).toBe(5);
});

it("Where everything has been read, nothing is unread", () => {
  expect(unreadIn(room(1, 5), 5)).toEqual({ count: 0, newest: null });
  expect(unreadIn(room(1, 5), 9)).toEqual({ count: 0, newest: null });
  expect(unreadIn({ ...room(1, 1), messages: [] }, 0)).toEqual({ count: 0, newest: null });
});

it("One's own messages are not unread", () => {
  const held = room(1, 5);
  const own = held.messages.map((said) =>
    said.seq > 3 ? { ...said, by: { id: you.id, name: "A" } } : said,
  );
  const { count, newest } = unreadIn({ ...held, messages: own }, 1);
  expect(count).toBe(2);
  expect(newest?.seq).toBe(3);
});

it("What is not held counts, whoever wrote it", () => {
  expect(unreadIn(room(101, 150), 90).count).toBe(60);
  expect(unreadIn(room(101, 150), 100).count).toBe(50);
});

it("What is unread is at the end, however far above it the reader is", () => {
  const { count, newest } = unreadIn({ ...room(1, 50), tail: entries(101, 150) }, 120);
  expect(count).toBe(30);
  expect(newest?.seq).toBe(150);
});

describe("where a reader leaves off", () => {
  const state = { room: room(1, 9), read: 6, leftOff: null };
  const missed = (count: number) => ({ seq: 2, missed: count, done: false });
  const done = { seq: 2, missed: 0, done: true };

  it("is what they had read, if something is new", () => {
    const leftOff = { seq: 6, missed: 3, done: false };
    expect(leaveOff(state)).toEqual(leftOff);
    expect(leaveOff({ ...state, leftOff: done })).toEqual(leftOff);
  });

  it("is where it was, as long as they have not gone on from there to the end", () => {
    for (const isBack of [false, true]) {
      expect(leaveOff({ ...state, leftOff: missed(4) }, isBack)).toEqual(missed(7));
      expect(leaveOff({ ...state, leftOff: missed(0) }, isBack)).toEqual(missed(7));
    }
  });

  it("stays as it was if nothing is new; once it has served, they come back to none", () => {
    for (const leftOff of [missed(4), missed(0)]) {
      expect(leaveOff({ ...state, read: 9, leftOff }, false)).toBe(leftOff);
      expect(leaveOff({ ...state, read: 9, leftOff }, true)).toBe(leftOff);
    }
    expect(leaveOff({ ...state, read: 9, leftOff: done }, false)).toBe(done);
    expect(leaveOff({ ...state, read: 9, leftOff: done }, true)).toBeNull();
  });
});
