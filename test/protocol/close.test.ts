import { expect, it } from "vitest";
import { answerTo, CLOSE, isFinal } from "../../src/protocol/close.ts";

it("every close code of ours is different and private", () => {
  const codes = Object.values(CLOSE).map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) expect(code >= 4400 && code < 4500).toBe(true);
});

it("a client stops for good at our codes and comes back after every other", () => {
  for (const { code, final } of Object.values(CLOSE)) expect(isFinal(code)).toBe(final);
  for (const code of [1000, 1001, 1005, 1006, 1012, 1015, 4000, 4999]) {
    expect(isFinal(code)).toBe(false);
  }
});

it("codes that may not be sent are answered with 1000", () => {
  for (const code of [0, 1, 999, 1004, 1005, 1006, 1015, 5000, 9999, 65535]) {
    expect(answerTo(code)).toBe(1000);
  }
  expect([1000, 1001, 4400, 4999].map(answerTo)).toEqual([1000, 1001, 4400, 4999]);
});
