import { expect, test } from "vitest";
import { rightSince } from "./storm.ts";

const person = (id: string): object => ({ id, name: id });

function welcome(people: number, ...sessions: string[]): object {
  return {
    type: "welcome",
    protocol: 1,
    room: "r",
    epoch: "1",
    head: 0,
    you: person("a"),
    sessions: sessions.map(person),
    people,
    limits: { text: 1, name: 1, frame: 1, postsPerSecond: 1, postsBurst: 1 },
    resumed: false,
    messages: [],
  };
}

function presence(people: number, joined: string[], left: string[] = []): object {
  return { type: "presence", joined: joined.map(person), left: left.map(person), people };
}

/** The n-th frame comes at n. */
function since(...frames: object[]): number | null {
  const arrivals = frames.map((frame, at) => ({ at, frame: Buffer.from(JSON.stringify(frame)) }));
  return rightSince(arrivals, 3);
}

test("who is told all names and the right number knows who is here", () => {
  expect(since(welcome(1, "a"), presence(2, ["b"]), presence(3, ["c"]))).toBe(2);
});

test("the right number with a name too few is not enough", () => {
  expect(since(welcome(1, "a"), presence(3, ["b"]))).toBeNull();
});

test("all names with a wrong number are not enough", () => {
  expect(since(welcome(2, "a", "b", "c"))).toBeNull();
});

test("in a crowd the number is enough", () => {
  expect(since(welcome(1, "a"), { ...presence(3, []), crowded: true })).toBe(1);
  expect(since({ ...welcome(2), crowded: true })).toBeNull();
});

test("a list takes the place of what was known", () => {
  const list = { type: "roster", sessions: ["a", "b", "c"].map(person), people: 3 };
  expect(since(welcome(2, "a", "x"), list)).toBe(1);
});

test("what was right once and is wrong in the end does not count", () => {
  expect(since(welcome(3, "a", "b", "c"), presence(2, [], ["c"]))).toBeNull();
});
