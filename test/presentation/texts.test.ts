/** What the pages say: the same things in every language, and nothing that is never said. */

import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { enBoard } from "../../src/presentation/en-board.ts";
import { en } from "../../src/presentation/en.ts";
import { enMenu } from "../../src/presentation/en-menu.ts";
import { enPage } from "../../src/presentation/en-page.ts";
import { enTools } from "../../src/presentation/en-tools.ts";
import { plBoard } from "../../src/presentation/pl-board.ts";
import { pl } from "../../src/presentation/pl.ts";
import { plMenu } from "../../src/presentation/pl-menu.ts";
import { plPage } from "../../src/presentation/pl-page.ts";
import { plTools } from "../../src/presentation/pl-tools.ts";
import { CLOSE } from "../../src/protocol/close.ts";
import { REFUSALS } from "../../src/protocol/refusal.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MENU = ["src/client/menu.tsx", "src/client/menu/*"];
const TOOLS = ["src/client/tools.tsx", "src/client/tools/*"];
const BOARD = ["src/worker/threads.tsx", "src/client/board/*", "src/presentation/figures.ts"];
const SERVER = ["src/worker/*"];
const PAGES = ["src/client/*", "src/client/view/*", "src/worker/*", "src/presentation/*"];
const samples = [1, 2, 5, 21, 22, 1_000];

/** Every text of a table, called with samples if it is a function, by its path. */
function flat(table: object, path = ""): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const [key, value] of Object.entries(table)) {
    const name = path + key;
    if (typeof value === "string") found.set(name, [value]);
    else if (typeof value === "function") {
      found.set(
        name,
        samples.map((n) => String(value(n, "text"))),
      );
    } else for (const [inner, texts] of flat(value, `${name}.`)) found.set(inner, texts);
  }
  return found;
}

/** The keys that these files take out of a table of texts. */
function usedIn(patterns: readonly string[]): Set<string> {
  const used = new Set<string>();
  for (const path of globSync([...patterns], { cwd: ROOT })) {
    const source = /\.tsx?$/.test(path) ? readFileSync(ROOT + path, "utf8") : "";
    const add = (pattern: RegExp, text = source) => {
      for (const [, key = ""] of text.matchAll(pattern)) used.add(key);
    };
    add(/\b(?:texts|(?:t|pageT)extsFor\(language\)|columns|keys|does)\.(\w+)/g);
    for (const [, taken] of source.matchAll(
      /\{([^{}]*)\}(?: = (?:this\.#)?texts\b|: (?:Menu)?Texts\b)/g,
    )) {
      add(/(\w+)/g, taken);
    }
    // A key that is looked up is a literal of the same file.
    if (/\btexts\[/.test(source)) add(/"(\w+)"/g);
  }
  return used;
}

describe.each([
  ["the texts", en, pl, PAGES, ["announced"]],
  ["the texts of the server", enPage, plPage, SERVER, ["direction", "pageTitle"]],
  ["the texts of the menu", enMenu, plMenu, MENU, []],
  [
    "the texts of the tools",
    enTools,
    plTools,
    TOOLS,
    [
      "keys.enter",
      "keys.shift",
      "keys.escape",
      "keys.pageUp",
      "keys.pageDown",
      "keys.end",
      "keys.home",
      "keys.tab",
      "keys.control",
    ],
  ],
  ["the texts of the board", enBoard, plBoard, BOARD, []],
])("%s", (_, english, polish, files, names) => {
  it("have the same keys in all languages", () => {
    expect([...flat(polish).keys()]).toEqual([...flat(english).keys()]);
  });

  it.each([
    ["English", english],
    ["Polish", polish],
  ])("say something everywhere: %s", (__, table) => {
    for (const [key, texts] of flat(table)) {
      for (const text of texts) {
        expect(text.trim(), key).not.toBe("");
        expect(text, key).not.toMatch(/undefined|NaN|\[object/);
      }
    }
  });

  it("are translated, but for the names of things", () => {
    const translated = flat(polish);
    const same = [...flat(english)].filter(([key, texts]) => translated.get(key)?.[0] === texts[0]);
    expect(same.map(([key]) => key)).toEqual(names);
  });

  it("keep a number and its unit in one line", () => {
    const texts = [...flat(english).values(), ...flat(polish).values()].flat();
    expect(texts.filter((text) => /\d (?:s|ms|min|h)\b/.test(text))).toEqual([]);
  });

  it("are all used", () => {
    const used = usedIn(files);
    const keys = [...flat(english).keys()].filter((key) => !/^(refusals|closes)\./.test(key));
    const unused = keys.filter((key) => !key.split(".").every((part) => used.has(part)));
    expect(unused).toEqual([]);
  });
});

it("there is a text for each refusal and for each end of a link, and for nothing else", () => {
  expect(Object.keys(en.refusals).toSorted()).toEqual(Object.keys(REFUSALS).toSorted());
  const final = Object.values(CLOSE).filter((close) => close.final);
  expect(Object.keys(en.closes)).toEqual(final.map(({ code }) => String(code)));
});

it("the way to what is new leads to its number, in the case that this takes", () => {
  expect([1, 2, 5, 22].map((n) => en.missed(n).replace("\u00a0", " "))).toEqual([
    "Go to 1 new message",
    "Go to 2 new messages",
    "Go to 5 new messages",
    "Go to 22 new messages",
  ]);
  expect([1, 2, 5, 22].map((n) => pl.missed(n).replace("\u00a0", " "))).toEqual([
    "Przejdź do 1 nowej wiadomości",
    "Przejdź do 2 nowych wiadomości",
    "Przejdź do 5 nowych wiadomości",
    "Przejdź do 22 nowych wiadomości",
  ]);
});
