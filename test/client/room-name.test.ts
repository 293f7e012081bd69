import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkPart, newRoomName } from "../../src/client/menu/room-name.ts";
import { ROOM_NAME } from "../../src/protocol/limits.ts";

/** 26 characters of a base of 32: 130 bits. */
const RANDOM =
  /^(.*?)-?([0-9a-hjkmnp-tv-z]{5}(?:-[0-9a-hjkmnp-tv-z]{5}){3}-[0-9a-hjkmnp-tv-z]{6})$/;

/** What people write, and what only programs do. */
const anyWish = fc.oneof(
  fc.string({ unit: "binary", maxLength: 64 }),
  fc.string({
    unit: fc.constantFrom(...Array.from("aZ9- ąŁßŒİﬁ½и中🍵\u0301\u200d")),
    maxLength: 64,
  }),
);

describe("the name of a new room", () => {
  it("is a room's, whatever is wished, and ends in 130 random bits in groups", () => {
    fc.assert(
      fc.property(anyWish, (wish) => {
        const name = newRoomName(wish);
        expect(name).toMatch(ROOM_NAME);
        expect(RANDOM.exec(name)?.[1]).toBe(linkPart(wish));
      }),
    );
  });

  it("is another one each time, of all characters", () => {
    const names = Array.from({ length: 200 }, () => newRoomName(""));
    expect(new Set(names).size).toBe(200);
    // Each of the 32 comes: 200 names leave one out once in 10^70 runs or so.
    expect(new Set(names.join("").replaceAll("-", "")).size).toBe(32);
  });

  it("takes of a long wish what it has room for, and no more", () => {
    expect(newRoomName("a".repeat(64))).toHaveLength(64);
    expect(linkPart(`${"a".repeat(32)} tail`)).toBe("a".repeat(32));
  });
});

describe("what a link can carry of a wish", () => {
  it.each([
    ["Book club", "book-club"],
    ["  --Plan   B!  ", "plan-b"],
    ["Zażółć gęślą jaźń", "zazolc-gesla-jazn"],
    ["Straße nach Åsgård, Þórr", "strasse-nach-asgard-thorr"],
    ["İstanbul ılık", "istanbul-ilik"],
    ["Ｆｕｌｌ ﬁt №5", "full-fit-no5"],
    ["Zoe\u0308 \u200bKaf\u00adfee", "zoe-kaffee"],
    ["Кухня 2", "2"],
    ["Кухня", ""],
    ["مطبخ", ""],
    ["🍵🍰", ""],
    [" ", ""],
  ])("of %j it is %j", (wish, part) => {
    expect(linkPart(wish)).toBe(part);
  });

  it("has letters, digits and single hyphens between them, and stays as it is", () => {
    fc.assert(
      fc.property(anyWish, (wish) => {
        const part = linkPart(wish);
        expect(part).toMatch(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/);
        expect(linkPart(part)).toBe(part);
      }),
    );
  });
});
