import { expect, test } from "vitest";
import { between } from "./docs.ts";

const FROM = "<!-- bench: from here -->";
const TO = "<!-- bench: to here -->";

test("what stands between the marks is replaced, and nothing else", () => {
  const page = `# Title\n\n${FROM}\n\nold\n\n${TO}\n\nThe end.\n`;
  const once = between(page, "new\n");
  expect(once).toBe(`# Title\n\n${FROM}\n\nnew\n\n${TO}\n\nThe end.\n`);
  expect(between(once, "new")).toBe(once);
});

test.each([
  ["none", "# Title"],
  ["the first only", `${FROM} old`],
  ["the last only", `old ${TO}`],
  ["them in the wrong order", `${TO} old ${FROM}`],
  ["the first once more behind", `${FROM} a ${TO} b ${FROM}`],
  ["one of them twice", `${FROM} a ${FROM} b ${TO}`],
  ["the other twice", `${FROM} a ${TO} b ${TO}`],
])("a page that has %s of the marks is left alone", (_, page) => {
  expect(() => between(page, "new")).toThrow("once each");
});
