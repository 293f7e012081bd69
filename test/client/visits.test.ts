import { describe, expect, it } from "vitest";
import { fromPage } from "../../src/client/store.ts";
import {
  parseVisits,
  unread,
  visitOf,
  withVisit,
  withoutRoom,
  type Visit,
} from "../../src/client/memory/visits.ts";

const visit = (room: string, at = 0): Visit => ({ room, epoch: "1", read: 7, at, others: [] });
const rooms = (visits: readonly Visit[]) => visits.map(({ room }) => room);

describe("the rooms one has been in", () => {
  it("stand in the order of the last visits, each once", () => {
    let visits = withVisit([], visit("a"));
    visits = withVisit(visits, visit("b"));
    visits = withVisit(visits, { ...visit("a"), read: 9 });
    expect(rooms(visits)).toEqual(["a", "b"]);
    expect(visits[0]?.read).toBe(9);
    expect(rooms(withoutRoom(visits, "a"))).toEqual(["b"]);
  });

  it("are a hundred at the most: the one longest ago is forgotten", () => {
    let visits: readonly Visit[] = [];
    for (let i = 1; i <= 101; i++) visits = withVisit(visits, visit(`room-${i}`));
    expect(visits).toHaveLength(100);
    expect(visits[0]?.room).toBe("room-101");
    expect(visits.at(-1)?.room).toBe("room-2");
  });

  it("outlive being written down", () => {
    const visits = [visit("a", 5), { ...visit("b"), others: ["Ala", "محمد"] }];
    expect(parseVisits(JSON.stringify(visits))).toEqual(visits);
  });

  it.each([
    null,
    "",
    "{",
    "7",
    "null",
    '{"room":"a"}',
    "[null, 7, {}]",
    JSON.stringify([{ ...visit("a"), read: "7" }]),
    JSON.stringify([{ ...visit("a"), at: null }]),
    JSON.stringify([{ ...visit("a"), epoch: 1 }]),
    JSON.stringify([{ ...visit("a"), others: [1] }]),
    JSON.stringify([{ ...visit("a"), others: "Ala" }]),
    JSON.stringify([visit("a b")]),
    JSON.stringify([visit("../threads")]),
  ])("are none in %j", (text) => {
    expect(parseVisits(text)).toEqual([]);
  });
});

describe("what is unread", () => {
  it("is what came after the last seq that was read", () => {
    expect(unread(visit("a"), { epoch: "1", head: 7 })).toBe(0);
    expect(unread(visit("a"), { epoch: "1", head: 8 })).toBe(1);
  });

  it("is everything in a log that is another one than then", () => {
    expect(unread(visit("a"), { epoch: "2", head: 9 })).toBe(9);
    expect(unread(visit("a"), { epoch: "1", head: 6 })).toBe(6);
  });
});

describe("a visit", () => {
  it("knows a room by the last three others who spoke", () => {
    const messages = ["Eva", "Bob", "me", "Amir", "Bob", "Zoe", "me"].map((name, i) => ({
      seq: i + 1,
      at: i,
      kind: "message" as const,
      by: { id: name, name },
      id: `${i}`,
      text: "",
    }));
    const page = fromPage({ room: "a", epoch: "3", head: 9, messages });
    const room = { ...page, you: { id: "me", name: "me" } };
    const others = ["Zoe", "Bob", "Amir"];
    expect(visitOf(room, 5)).toEqual({ room: "a", epoch: "3", read: 9, at: 5, others });
  });
});
