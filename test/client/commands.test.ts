import { expect, it } from "vitest";
import { parseCommand } from "../../src/client/tools/commands.ts";

it("A command is a word after a slash, and what it needs", () => {
  expect(parseCommand("/name  Ala   z Polski")).toEqual({ kind: "name", name: "Ala z Polski" });
  expect(parseCommand("/name")).toEqual({ kind: "name", name: "" });
  expect(parseCommand("/help me")).toEqual({ kind: "help" });
});

it("Any other word is none, and known by name", () => {
  for (const text of ["/nam Ala", "/names", "/", "/Name Ala"]) {
    expect(parseCommand(text)).toEqual({ kind: "unknown", word: text.split(" ")[0] });
  }
});
