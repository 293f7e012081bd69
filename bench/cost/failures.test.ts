import { expect, test } from "vitest";
import type { Usage } from "./bill.ts";
import { costFailures } from "./failures.ts";
import type { Cost } from "./measure.ts";

const NOTHING: Usage = {
  requests: 0,
  messages: 0,
  rowsRead: 0,
  rowsWritten: 0,
  awake: 0,
  lives: 0,
  cpu: 0,
};

/** A room and its visitors as they should be, but for this. */
function cost(
  room: Partial<Cost["rooms"][number]> = {},
  visits: Partial<Cost["visits"]> = {},
): Cost {
  const posts = { ...NOTHING, rowsWritten: 1_000 };
  const visit = { ...NOTHING, rowsRead: 54 };
  return {
    rooms: [
      {
        people: 10,
        lively: posts,
        calm: { ...posts, lives: 1_000 },
        firstPost: NOTHING,
        idle: NOTHING,
        pings: { sent: 50, answered: 50 },
        ...room,
      },
    ],
    visits: {
      silent: NOTHING,
      hundred: visit,
      tenThousand: visit,
      resume: visit,
      page: visit,
      stored: 130,
      ...visits,
    },
  };
}

test("a room that is billed for what it must be billed for has not failed", () => {
  expect(costFailures(cost())).toEqual([]);
});

test.each([
  ["two rows for a post", { lively: { ...NOTHING, rowsWritten: 2_000 } }],
  ["two rows for a post that wakes it", { calm: { ...NOTHING, rowsWritten: 2_000, lives: 1_000 } }],
  ["posts that found it awake", { calm: { ...NOTHING, rowsWritten: 1_000, lives: 900 } }],
  ["a row written in silence", { idle: { ...NOTHING, rowsWritten: 1 } }],
  ["a millisecond awake in silence", { idle: { ...NOTHING, awake: 1 } }],
  ["a ping that was not answered", { pings: { sent: 50, answered: 49 } }],
])("%s is a failure", (_, room) => {
  expect(costFailures(cost(room))).toHaveLength(1);
});

test.each([
  ["a row written for a visitor of a silent room", { silent: { ...NOTHING, rowsWritten: 1 } }],
  ["a row written for a visitor", { tenThousand: { ...NOTHING, rowsWritten: 1, rowsRead: 54 } }],
  ["a row written for who comes back", { resume: { ...NOTHING, rowsWritten: 1 } }],
  ["a row written for a page", { page: { ...NOTHING, rowsWritten: 1 } }],
  ["a longer log that is read further", { tenThousand: { ...NOTHING, rowsRead: 55 } }],
])("%s is a failure", (_, visits) => {
  expect(costFailures(cost({}, visits))).toHaveLength(1);
});
