import { expect, it } from "vitest";
import { laterOf, logOf, withLog, withoutLog } from "../../src/client/memory/logs.ts";
import { entries } from "./frames.ts";

const log = (room: string, head: number, epoch = "1") => ({
  room,
  epoch,
  head,
  messages: entries(1, head),
});

it("What was seen of the last rooms is remembered, each by itself", () => {
  const seen = withLog(withLog(null, log("tea", 5)), log("cake", 3));
  expect(laterOf(log("tea", 2), seen)).toEqual(log("tea", 5));
  expect(laterOf(log("cake", 2), seen)).toEqual(log("cake", 3));
  expect(laterOf(log("bread", 2), seen)).toEqual(log("bread", 2));
});

it("What a page brings itself is taken from it", () => {
  const seen = withLog(null, log("tea", 5));
  for (const page of [log("tea", 5, "2"), log("tea", 5), log("tea", 6), log("tea", 1, "2")]) {
    expect(laterOf(page, seen)).toBe(page);
  }
});

it("What was seen last takes the place of what was seen before, and few rooms are remembered", () => {
  let seen = withLog(withLog(null, log("tea", 5)), log("tea", 7));
  expect(laterOf(log("tea", 2), seen).head).toBe(7);
  for (const room of ["a", "b", "c", "d"]) seen = withLog(seen, log(room, 1));
  expect(laterOf(log("tea", 2), seen).head).toBe(7);
  expect(laterOf(log("tea", 2), withLog(seen, log("e", 1))).head).toBe(2);
});

it.each([null, "", "{", "{}", "[1]", '[{"room":"tea"}]'])("Nothing is made of %j", (seen) => {
  expect(laterOf(log("tea", 2), seen)).toEqual(log("tea", 2));
  expect(withLog(seen, log("tea", 2))).toBe(JSON.stringify([log("tea", 2)]));
});

it("What was seen of a room is forgotten when it is to be, and of that room only", () => {
  const seen = withLog(withLog(null, log("tea", 5)), log("cake", 3));
  const without = withoutLog("tea", seen);
  expect(logOf("tea", without)).toBeUndefined();
  expect(logOf("cake", without)).toEqual(log("cake", 3));
  expect(withoutLog("cake", without)).toBe("");
});
