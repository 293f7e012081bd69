import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LIMITS } from "../../src/protocol/limits.ts";
import { isEmoji, isTall, spans } from "../../src/presentation/text.ts";

/** The addresses that a text links to. */
const links = (text: string) =>
  spans(text).flatMap((span) => (span.href === null ? [] : [span.text]));

describe("links", () => {
  it.each([
    ["https://example.com", ["https://example.com"]],
    ["see http://example.com/a?b=c#d, please", ["http://example.com/a?b=c#d"]],
    ["HTTPS://EXAMPLE.COM", ["HTTPS://EXAMPLE.COM"]],
    ["(https://example.com)", ["https://example.com"]],
    ["https://example.com/a_(b)", ["https://example.com/a_(b)"]],
    ["(see https://example.com/a_(b)).", ["https://example.com/a_(b)"]],
    ["[https://[::1]:8080/]", ["https://[::1]:8080/"]],
    ["is it https://example.com?!", ["https://example.com"]],
    ["<https://example.com>", ["https://example.com"]],
    ["“https://example.com”", ["https://example.com"]],
    ["**https://example.com**", ["https://example.com"]],
    ["https://zażółć.pl/gęśla", ["https://zażółć.pl/gęśla"]],
    ["https://a.example\nhttps://b.example", ["https://a.example", "https://b.example"]],
    ["https://example.com/\u202egpj.exe", ["https://example.com/"]],
    ["https://", []],
    ["https:// example.com", []],
    ["https://.", []],
    ["xhttps://example.com", []],
    ["javascript:alert(1)", []],
    ["data:text/html,https", []],
    ["ftp://example.com", []],
    ["example.com", []],
    ["see www.example.com/a?b=c, please", ["www.example.com/a?b=c"]],
    ["(WWW.Example.COM)", ["WWW.Example.COM"]],
    ["**www.example.com**, [www.example.org]", ["www.example.com", "www.example.org"]],
    ["www.zażółć.pl", ["www.zażółć.pl"]],
    ["https://www.example.com", ["https://www.example.com"]],
    ["www.example.com/@ala", ["www.example.com/@ala"]],
    ["HTTPS://example.com, WWW.example.com", ["HTTPS://example.com", "WWW.example.com"]],
    ["httpſ://example.com", []],
    ["www.", []],
    ["www...", []],
    ["www.example", []],
    ["www.example. com", []],
    ["www.[::1].com", []],
    ["www.bank.example@evil.example", []],
    ["www.bank.example:443@evil.example/", []],
    ["ala@www.example.com", []],
    ["ftp://www.example.com", []],
    ["javascript:www.example.com", []],
    ["a.www.example.com", []],
    ["-www.example.com", []],
    ["xwww.example.com", []],
    ["www.example.com\u202egpj.exe", ["www.example.com"]],
  ])("%j", (text, addresses) => {
    expect(links(text)).toEqual(addresses);
  });

  it("keep every character of the text", () => {
    const pieces = fc.constantFrom(
      "https://",
      "www.",
      "example.com",
      " ",
      "(",
      ")",
      "]",
      ".",
      "a",
      "\n",
      "😀",
    );
    fc.assert(
      fc.property(fc.array(pieces), (parts) => {
        const text = parts.join("");
        const found = spans(text);
        expect(found.map((span) => span.text).join("")).toBe(text);
        for (const span of found) {
          expect(span.text).not.toBe("");
          if (span.href !== null) expect(span.href).toMatch(/^https:\/\/\w/);
        }
      }),
    );
  });

  it("lead where they say, by https where they do not say how", () => {
    const leads = (text: string) => spans(text).map(({ href }) => href);
    expect(leads("http://example.com")).toEqual(["http://example.com"]);
    expect(leads("WWW.example.com")).toEqual(["https://WWW.example.com"]);
    expect(leads("www dot")).toEqual([null]);
  });

  it("are found in the worst of texts without delay", () => {
    const started = performance.now();
    for (const piece of [")", ".", "(", "http://a", "https://", "(www.a.a", " www.a"]) {
      spans("https://a" + piece.repeat(4_000));
      spans(piece.repeat(4_000).slice(0, LIMITS.text - 1) + "@");
    }
    expect(performance.now() - started).toBeLessThan(100);
  });
});

describe("emoji", () => {
  it.each(["🎉", "❤️", "👍🏽 👍🏿", "👨‍👩‍👧‍👦", "🇵🇱", " 😀\n"])("%j is large", (text) => {
    expect(isEmoji(text)).toBe(true);
  });
  it.each(["", " ", "1", "#", "ok 👍", "a", "👍".repeat(13)])("%j is text", (text) => {
    expect(isEmoji(text)).toBe(false);
  });
});

describe("a tall text", () => {
  it.each([25, 2_000])("has more than 24 lines: %d", (lines) => {
    expect(isTall("line\n".repeat(lines - 1))).toBe(true);
    expect(isTall("\n".repeat(lines - 1) + "end")).toBe(true);
  });
  it("is not one of 24 lines, nor one that is long", () => {
    expect(isTall("line\n".repeat(23))).toBe(false);
    expect(isTall("word ".repeat(800))).toBe(false);
  });
});
