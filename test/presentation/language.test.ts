import { describe, expect, it } from "vitest";
import { en } from "../../src/presentation/en.ts";
import { acceptedLanguages, chooseLanguage } from "../../src/presentation/language.ts";
import { pl } from "../../src/presentation/pl.ts";
import { textsFor } from "../../src/presentation/texts.ts";

describe("the choice of a language", () => {
  it.each([
    [["pl"], "pl"],
    [["pl-PL", "en"], "pl-PL"],
    [["de", "pl"], "pl"],
    [["en-gb"], "en-GB"],
    [["en-Latn-US-x-private"], "en-US"],
    [["en-001"], "en-001"],
    [["en-u-hc-h12"], "en"],
    [["de", "fr"], "en"],
    [[], "en"],
    [["*"], "en"],
    [["en-!!!"], "en"],
  ])("%j → %s", (preferences, chosen) => {
    expect(chooseLanguage(preferences)).toBe(chosen);
    expect(() => new Intl.DateTimeFormat(chosen)).not.toThrow();
  });

  it.each([
    [["pl-PL", "en"], "en", "en"],
    [["pl-PL", "en-GB"], "en", "en-GB"],
    [["en-GB"], "pl", "pl"],
    [[], "pl", "pl"],
    [["pl"], "de", "pl"],
    [["de-AT", "pl"], "de", "pl"],
    [["pl"], "en; drop", "pl"],
    [["pl"], "", "pl"],
  ])("%j, having chosen %j → %s", (preferences, choice, chosen) => {
    expect(chooseLanguage(preferences, choice)).toBe(chosen);
  });

  it("gives English to whom no language of ours is known", () => {
    expect(textsFor("de")).toBe(en);
    expect(textsFor("pl-PL")).toBe(pl);
  });
});

describe("Accept-Language", () => {
  it.each([
    [undefined, []],
    ["", []],
    ["pl", ["pl"]],
    ["en;q=0.5, pl-PL, de;q=0.9", ["pl-PL", "de", "en"]],
    ["en;q=0, pl;q=0.1", ["pl"]],
    ["en; q=0.8 ,pl ; q=0.9", ["pl", "en"]],
    ["en;q=nonsense,pl", ["pl"]],
    [",,;q=1,*", ["*"]],
  ])("%j → %j", (header, tags) => {
    expect(acceptedLanguages(header)).toEqual(tags);
  });
});

/** Numbers hold on to their nouns with no-break spaces. */
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("numbers and their nouns", () => {
  it("agree in English", () => {
    expect([0, 1, 2].map((n) => plain(en.people(n)))).toEqual(["0 people", "1 person", "2 people"]);
    expect(plain(en.newMessages(1_234))).toBe("1,234 new messages");
  });

  it("agree in Polish, which has one, few and many", () => {
    const counted = [1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 102, 112].map((n) => plain(pl.people(n)));
    expect(counted).toEqual([
      "1 osoba",
      "2 osoby",
      "4 osoby",
      "5 osób",
      "11 osób",
      "12 osób",
      "14 osób",
      "21 osób",
      "22 osoby",
      "25 osób",
      "102 osoby",
      "112 osób",
    ]);
  });
});
