import { expect, it } from "vitest";
import { ACCEPTED_MAX, Accepted } from "../../src/room/accepted.ts";

it("remembers as many as its bound, and forgets the oldest first", () => {
  const accepted = new Accepted(5);
  for (let i = 1; i <= ACCEPTED_MAX; i++) accepted.remember("ala", `${i}`, 5 + i);
  expect(accepted.floor).toBe(5);
  expect(accepted.seqOf("ala", "1")).toBe(6);
  accepted.remember("ala", "one more", 6 + ACCEPTED_MAX);
  expect(accepted.floor).toBe(6);
  expect(accepted.seqOf("ala", "1")).toBeUndefined();
  expect(accepted.seqOf("ala", "2")).toBe(7);
});

it("keeps the posts of different authors apart", () => {
  const accepted = new Accepted(0);
  accepted.remember("ala", "1", 1);
  accepted.remember("bob", "1", 2);
  expect([accepted.seqOf("ala", "1"), accepted.seqOf("bob", "1")]).toEqual([1, 2]);
});
