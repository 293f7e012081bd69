import { expect, it } from "vitest";
import { firstNew } from "../../src/client/view/left-off.ts";
import { entries, you } from "./frames.ts";

const at = (seq: number) => ({ seq, missed: 0, done: true });
const room = (first: number, last: number) => ({ messages: entries(first, last), you });

it("The line stands above the first message after the one at which the reader left off", () => {
  expect(firstNew(room(1, 5), at(3))).toBe(4);
  expect(firstNew(room(4, 5), at(3))).toBe(4);
  expect(firstNew(room(1, 5), at(0))).toBe(1);
});

it("There is none where nothing is new, where nobody left, or where it is not known", () => {
  expect(firstNew(room(1, 5), at(5))).toBeNull();
  expect(firstNew(room(1, 5), null)).toBeNull();
  expect(firstNew(room(5, 9), at(3))).toBeNull();
});

it("One's own messages are not new to oneself", () => {
  const own = { id: you.id, name: "Ala" };
  const [mine] = entries(4, 4);
  const messages = [...entries(1, 3), { ...mine!, by: own }, ...entries(5, 5)];
  expect(firstNew({ messages, you }, at(3))).toBe(5);
  expect(firstNew({ messages: messages.slice(0, 4), you }, at(3))).toBeNull();
});
