/** What is billed, and what it costs, as tables for people. */

import { number, type Draw, type Table } from "../table.ts";
import { beyondIncluded, billed, dollars, freeShare, times, together, type Usage } from "./bill.ts";
import { SILENCE, type RoomUsage } from "./cases.ts";
import type { Cost } from "./measure.ts";
import type { Billed } from "./prices.ts";

/** Days in which people post so much. */
const POSTS_PER_DAY = new Map([
  [10, 300],
  [100, 5_000],
  [1_000, 30_000],
]);

/** How often each opens the page in a day. */
const VISITS_PER_DAY = 5;

const DAYS = 30;
const DAY = 86_400_000;

const LIMITS = {
  rowsWritten: "rows written",
  rowsRead: "rows read",
  objectRequests: "requests of objects",
  gigabyteSeconds: "duration",
  workerRequests: "requests of the worker",
} as const;

export function costReport(cost: Cost, draw: Draw): string {
  return [
    draw("Billed for 1,000 posts", posts(cost.rooms)),
    draw("Billed for everything else", others(cost)),
    `A message with a text of 64 bytes takes ${number(cost.visits.stored, 0)} bytes of storage.`,
    draw("A month of 30 days", months(cost)),
  ].join("\n\n");
}

const USAGE_HEADER = [
  "rows written",
  "rows read",
  "messages",
  "billed requests",
  "awake s",
  "GB-s",
  "server CPU ms",
];

function usageCells(usage: Usage, digits: number): string[] {
  const { rowsWritten, rowsRead, messages, awake, cpu } = usage;
  const { objectRequests, gigabyteSeconds } = billed(usage);
  return [
    number(rowsWritten, digits),
    number(rowsRead, digits),
    number(messages, digits),
    number(objectRequests, digits || 1),
    number(awake / 1_000, digits + 1),
    number(gigabyteSeconds, digits + 2),
    number(cpu, digits || 1),
  ];
}

function posts(rooms: readonly RoomUsage[]): Table {
  const rows = rooms.flatMap(({ people, lively, calm }) => [
    [
      `${number(people, 0)} people, lively`,
      ...usageCells(lively, 0),
      price(dollars(billed(lively))),
    ],
    [`${number(people, 0)} people, calm`, ...usageCells(calm, 0), price(dollars(billed(calm)))],
  ]);
  return [["", ...USAGE_HEADER, "dollars"], ...rows];
}

function others({ rooms, visits }: Cost): Table {
  const { silent, hundred, tenThousand, resume, page } = visits;
  const rows: [string, Usage][] = [
    ["the first post of one of 10 authors in a new room", first(rooms)],
    ["a visit to a room without messages", silent],
    ["a visit to a room of 100 messages", hundred],
    ["a visit to a room of 10,000 messages", tenThousand],
    ["a return after 500 messages", resume],
    ["a page, before its script runs", page],
    ...rooms.map(({ people, idle }): [string, Usage] => [
      `${SILENCE} s of silence, ${number(people, 0)} people, who ping`,
      idle,
    ]),
  ];
  return [
    ["", ...USAGE_HEADER],
    ...rows.map(([name, usage]) => [name].concat(usageCells(usage, 2))),
  ];
}

/** In the largest room. */
function first(rooms: readonly RoomUsage[]): Usage {
  const room = rooms.at(-1);
  if (!room) throw new Error("No room was counted.");
  return room.firstPost;
}

function months({ rooms, visits }: Cost): Table {
  const rows = rooms.map(({ people, calm }) => {
    const postsPerDay = POSTS_PER_DAY.get(people) ?? 0;
    const visitsPerDay = people * VISITS_PER_DAY;
    // As if each post found the room asleep, and each visit its long log: the dearest of each.
    const said = times(postsPerDay / 1_000, { ...calm, cpu: 0 });
    const visit = together(visits.tenThousand, visits.page);
    const day = together(said, times(visitsPerDay, visit));
    const bill = billed({ ...day, awake: Math.min(day.awake, DAY) });
    return monthRow(`${number(people, 0)} people`, postsPerDay, visitsPerDay, bill);
  });
  const idle = rooms.map(({ people, idle: usage }) => {
    const silence = billed(times(DAY / 1_000 / SILENCE, usage));
    return monthRow(`${number(people, 0)} people, silent all day`, 0, 0, silence);
  });
  const header = [
    "",
    "posts a day",
    "visits a day",
    "dollars, if nothing were included",
    "dollars beyond the paid plan's $5",
    "of the free plan's day",
  ];
  return [header, ...rows, ...idle];
}

function monthRow(name: string, said: number, visits: number, day: Billed): string[] {
  const month = multiply(DAYS, day);
  const { of, share } = freeShare(day);
  return [
    name,
    number(said, 0),
    number(visits, 0),
    number(dollars(month), 2),
    number(beyondIncluded(month), 2),
    share === 0 ? "0 %" : `${number(share * 100, 1)} % (${LIMITS[of]})`,
  ];
}

function multiply(factor: number, bill: Billed): Billed {
  return {
    rowsWritten: bill.rowsWritten * factor,
    rowsRead: bill.rowsRead * factor,
    objectRequests: bill.objectRequests * factor,
    gigabyteSeconds: bill.gigabyteSeconds * factor,
    workerRequests: bill.workerRequests * factor,
    workerCpu: bill.workerCpu * factor,
  };
}

function price(value: number): string {
  return `$${value.toFixed(5)}`;
}
