import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Typists, Writing } from "../../src/client/typing.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ala = { id: "a", name: "Ala" };
const bob = { id: "b", name: "Bob" };

describe("who is writing", () => {
  function typists() {
    const told: string[] = [];
    const all = new Typists((now) => told.push(now.map(({ name }) => name).join(" ")));
    return { told, all };
  }

  it("is known for five seconds after it was last told", () => {
    const { told, all } = typists();
    all.heard([ala]);
    vi.advanceTimersByTime(3_000);
    all.heard([bob, ala]);
    vi.advanceTimersByTime(4_999);
    expect(told).toEqual(["Ala", "Ala Bob"]);
    vi.advanceTimersByTime(1);
    expect(told.at(-1)).toBe("");
  });

  it("has stopped when their message comes, and their former time does not run on", () => {
    const { told, all } = typists();
    all.heard([ala, bob]);
    all.ended([ala]);
    expect(told.at(-1)).toBe("Bob");
    vi.advanceTimersByTime(3_000);
    all.heard([ala]);
    vi.advanceTimersByTime(2_000);
    expect(told.at(-1)).toBe("Ala");
  });

  it("is told only when it has changed", () => {
    const { told, all } = typists();
    all.heard([]);
    all.ended([ala]);
    expect(told).toEqual([]);
  });
});

describe("one's own writing", () => {
  it("is told when it begins, every three seconds while it goes on, and anew after a message", () => {
    let told = 0;
    const writing = new Writing(() => told++);
    for (let key = 0; key < 70; key++) {
      writing.goesOn();
      vi.advanceTimersByTime(100);
    }
    expect(told).toBe(3);
    writing.goesOn();
    expect(told).toBe(3);
    writing.ended();
    writing.goesOn();
    expect(told).toBe(4);
  });
});
