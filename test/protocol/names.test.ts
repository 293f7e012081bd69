import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LIMITS } from "../../src/protocol/limits.ts";
import { canonicalName, characters, nameKey, numberedName } from "../../src/protocol/names.ts";

describe("a name", () => {
  it.each([
    ["Ala", "Ala"],
    ["  Ala  ma\u00a0kota ", "Ala ma kota"],
    ["Zoe\u0308", "Zoë"],
    ["O'Neil-Łoś Jr.", "O'Neil-Łoś Jr."],
    ["שָׁלוֹם", "שָׁלוֹם".normalize("NFC")],
    ["می\u200cخواهم", "می\u200cخواهم"],
    ["👩\u200d🚀", "👩\u200d🚀"],
    ["!", "!"],
  ])("%j is shown as %j", (raw, shown) => {
    expect(canonicalName(raw)).toBe(shown);
  });

  it.each([
    "",
    " ",
    "\u3000",
    "\u200d",
    "\u200b",
    "\u3164",
    "a\nb",
    "a\u0007",
    "\u202eala",
    "\u2066a",
    "\ue000",
    "\u0301",
  ])("%j is none", (raw) => {
    expect(canonicalName(raw)).toBeNull();
  });

  it("in its canonical form stays as it is, and is no longer than the limit", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (raw) => {
        const name = canonicalName(raw);
        if (name === null) return;
        expect(canonicalName(name)).toBe(name);
        expect(characters(name)).toBeLessThanOrEqual(LIMITS.name);
        expect(nameKey(nameKey(name))).toBe(nameKey(name));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("a raw name", () => {
  it("is not looked at beyond a length, since looking takes time that grows with its square", () => {
    const longest = 8 * LIMITS.name;
    expect(canonicalName("Ala".padStart(longest))).toBe("Ala");
    expect(canonicalName("Ala".padStart(longest + 1))).toBeNull();
    const start = performance.now();
    canonicalName(`a${"\u0315".repeat(32_600)}${"\u0316".repeat(32_600)}`);
    expect(performance.now() - start).toBeLessThan(100);
  });
});

describe("two names", () => {
  it.each([
    ["Ala", "ALA"],
    ["Ala", "Ａｌａ"],
    ["ﬁona", "Fiona"],
    ["Strauß", "STRAUSS"],
    ["Strauß", "STRAUẞ"],
    ["Οδυσσεύς", "ΟΔΥΣΣΕΎΣ"],
    ["A\u200dla", "Ala"],
    ["❤\ufe0f", "❤"],
    ["Ala\u3164", "Ala"],
    ["Ala\u2800", "Ala"],
    ["A\u034fla", "Ala"],
  ])("%j and %j are the same", (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });

  it("are different when a letter is", () => {
    expect(nameKey("Ala")).not.toBe(nameKey("Ola"));
    expect(nameKey("Zoe")).not.toBe(nameKey("Zoë"));
  });
});

describe("a numbered name", () => {
  it("is a name, however long the one it is made of", () => {
    expect(numberedName("Ala", 2)).toBe("Ala 2");
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.integer({ min: 2, max: 99 }),
        (raw, number) => {
          const name = canonicalName(raw);
          if (name === null) return;
          const numbered = numberedName(name, number);
          expect(canonicalName(numbered)).toBe(numbered);
          expect(numbered.endsWith(` ${number}`)).toBe(true);
        },
      ),
    );
    expect(characters(numberedName("🙂".repeat(LIMITS.name), 12))).toBe(LIMITS.name);
  });
});

describe("the length of a text", () => {
  it("counts code points, not units", () => {
    expect(characters("")).toBe(0);
    expect(characters("aż🙂")).toBe(3);
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(characters(text)).toBe(Array.from(text).length);
      }),
    );
  });
});
