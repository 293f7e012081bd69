/** What would take many people or many days to come about, put in the room's mouth. */

import { NOW, type Change, type Scene } from "./scene.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const somebody = (i: number, name: string) => ({ id: `person-${i}`, name });

const GIVEN = ["Ada", "Benedikt", "Chidi", "Dorota", "Emre", "Fatima", "Goran", "Halina", "Ines"];
const FAMILY = ["Abara", "Baran", "Çelik", "Dahl", "Evans", "Fontaine", "Gomez", "Haas", "Ito"];

/** A room of 1,200 people. */
export const crowd: { readonly welcome: Change; readonly names: object } = {
  welcome: (frame) => ({
    ...frame,
    ...("head" in frame && { sessions: [], people: 1_200, crowded: true }),
  }),
  names: {
    type: "roster",
    sessions: Array.from({ length: 1_150 }, (_, i) =>
      somebody(i, `${GIVEN[i % GIVEN.length]} ${FAMILY[Math.floor(i / 9) % FAMILY.length]}`),
    ),
    people: 1_200,
    crowded: true,
  },
};

/** A room that one was in so many milliseconds ago; each has 12 messages by now. */
const visited = (room: string, read: number, ago: number, others: readonly string[]) => ({
  room,
  epoch: "1",
  read,
  at: NOW - ago,
  others,
});

export const ROOMS = [
  visited("night-shift", 3, 14 * MINUTE, ["Benedikt", "Amir"]),
  visited("k7w2n9q4x8v5m1c6t3z0p8h2d4", 12, 3 * HOUR, ["Żaneta"]),
  visited("fire-drill", 12, 26 * HOUR, ["Dorota", "Emre", "Fatima"]),
  visited("lobby", 12, 400 * HOUR, []),
];

const session = (
  name: string | null,
  age: number,
  idle: number,
  posts: number,
  rtt?: number,
): object => ({
  id: `session-${name}`,
  name,
  since: NOW - age,
  lastSeen: NOW,
  lastFrame: NOW - idle,
  posts,
  ...(rtt !== undefined && { rtt }),
});

const SESSIONS = [
  session("Benedikt", 5 * HOUR, 41 * MINUTE, 3, 18),
  session("Amir", 2 * HOUR, 9_000, 128, 24),
  session("Noor", 64 * MINUTE, 2_000, 41, 61),
  session(null, 31 * MINUTE, 31 * MINUTE, 0),
  session("Wolfeschlegelsteinhausenbergerdo", 12 * MINUTE, 4 * MINUTE, 1, 1_204),
  session("Sara", 3 * MINUTE, 31_000, 17, 33),
  session("Róża", 48_000, 1_000, 2, 12),
];

/** The board of a room in which something has happened over the last five minutes. */
export async function board(scene: Scene): Promise<void> {
  const report = {
    room: "tea-house",
    now: NOW,
    threads: SESSIONS.length,
    people: SESSIONS.length,
    head: 12_847,
    sessions: SESSIONS,
    pulse: {
      from: NOW - 5 * MINUTE,
      messages: Array.from({ length: 60 }, (_, i) =>
        Math.max(0, Math.round(9 * Math.sin(i / 7) ** 2 + 6 * Math.sin(i * 1.7) - 1)),
      ),
    },
  };
  scene.change = (frame) => ({ ...frame, ...report });
  await scene.page.route(/\/threads$/, async (route) => {
    const response = await route.fetch();
    const told = (await response.text()).replace(
      /(id="state">).*?(<\/script>)/,
      (_, before: string, after: string) => before + JSON.stringify(report) + after,
    );
    await route.fulfill({ response, body: told });
  });
  await scene.go("/rooms/tea-house/threads");
  await scene.page.locator("[data-link=up]").waitFor();
  // People come and go: their line is what the page has seen.
  for (const [count, seconds] of [
    [5, 40],
    [6, 90],
    [9, 130],
    [8, 200],
    [7, 230],
  ] as const) {
    await scene.pass(seconds);
    scene.hears({ ...report, type: "threads", people: count, now: NOW + seconds * 1_000 });
    await scene.page.waitForTimeout(150);
  }
}
