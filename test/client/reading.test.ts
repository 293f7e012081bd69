import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Reading } from "../../src/client/reading.ts";
import type { RoomState } from "../../src/client/state.ts";
import { fromPage } from "../../src/client/store.ts";

let looking = true;
let room: RoomState;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", { hasFocus: () => looking });
  looking = true;
  room = fromPage({ room: "a", epoch: "1", head: 5, messages: [] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function reader() {
  const noted: number[] = [];
  const moved: number[] = [];
  const reading = new Reading(() => room, 2, {
    moved: (read) => moved.push(read),
    note: (read) => noted.push(read),
  });
  return { noted, moved, reading };
}

const welcome = () => (room = { ...room, you: { id: "me", name: null } });
const grow = (by = 1) => (room = { ...room, head: room.head + by });

it("A room is read when its end is in sight, after its first word", () => {
  const { noted, reading } = reader();
  reading.atEnd();
  expect(noted).toEqual([]);
  welcome();
  reading.look();
  expect(noted).toEqual([5]);
});

it("What nobody looks at is not read, until somebody comes back", () => {
  const { noted, reading } = reader();
  welcome();
  looking = false;
  reading.atEnd();
  expect(noted).toEqual([]);
  looking = true;
  reading.look();
  expect(noted).toEqual([5]);
});

it("What came while the reader was above the end is not read by looking", () => {
  const { noted, reading } = reader();
  welcome();
  reading.atEnd();
  grow();
  reading.look();
  vi.advanceTimersByTime(5_000);
  reading.leave();
  expect(noted).toEqual([5]);
});

it("A flood is noted once a second, and its last message when the page goes", () => {
  const { noted, reading } = reader();
  welcome();
  for (let i = 0; i < 150; i++) {
    grow();
    reading.atEnd();
    vi.advanceTimersByTime(10);
  }
  expect(noted.length).toBeLessThanOrEqual(4);
  reading.leave();
  expect(noted.at(-1)).toBe(155);
  reading.leave();
  expect(noted.filter((read) => read === 155)).toHaveLength(1);
});

it("The last of a burst is noted although nothing follows it", () => {
  const { noted, reading } = reader();
  welcome();
  reading.atEnd();
  grow();
  reading.atEnd();
  expect(noted).toEqual([5]);
  vi.advanceTimersByTime(1_000);
  expect(noted).toEqual([5, 6]);
});

it("What is read is told at once, and each step once", () => {
  const { moved, reading } = reader();
  welcome();
  reading.atEnd();
  reading.look();
  grow();
  reading.atEnd();
  expect(moved).toEqual([5, 6]);
});

it("What another page has read is read here, and only this page's reading is noted by it", () => {
  const { noted, moved, reading } = reader();
  welcome();
  reading.readElsewhere(4);
  reading.readElsewhere(3);
  expect(moved).toEqual([4]);
  reading.leave();
  expect(noted).toEqual([]);
});

it("Of another log nothing has been read", () => {
  const { moved, reading } = reader();
  welcome();
  reading.atEnd();
  room = { ...room, epoch: "2", head: 3 };
  reading.restart();
  reading.look();
  expect(moved).toEqual([5, 0]);
  reading.atEnd();
  expect(moved).toEqual([5, 0, 3]);
});
