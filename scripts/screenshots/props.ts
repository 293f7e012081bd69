/** What would take many people or many days to come about, put in the room's mouth. */

import { NOW, type Change, type Scene } from "./scene.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const somebody = (i: number, name: string) => ({ id: `person-${i}`, name });

const GIVEN = ["Ada", "Benedikt", "Chidi", "Dorota", "Emre", "Fatima", "Goran", "Halina", "Ines"];
const FAMILY = ["Abara", "Baran", "Çelik", "Dahl", "Evans", "Fontaine", "Gomez", "Haas", "Ito"];
const INITIALS = "ABCDEFGHIJKLMNO";

/** A room of 1,200 people. */
export const crowd: { readonly welcome: Change; readonly names: object } = {
  welcome: (frame) => ({
    ...frame,
    ...("head" in frame && { sessions: [], people: 1_200, crowded: true }),
  }),
  names: {
    type: "roster",
    sessions: Array.from({ length: 1_150 }, (_, i) =>
      somebody(
        i,
        `${GIVEN[i % 9]} ${INITIALS[Math.floor(i / 81)]}. ${FAMILY[Math.floor(i / 9) % 9]}`,
      ),
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

/** The last report: late in its span, so that the last bar is of all that the span counts. */
const LAST = NOW - 1_000;

const session = (
  name: string | null,
  age: number,
  idle: number,
  posts: number,
  rtt?: number,
): object => ({
  id: `session-${name}`,
  name,
  since: LAST - age,
  lastSeen: LAST,
  lastFrame: LAST - idle,
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

/** How many people there are, and messages in a second, over the last five minutes. */
const PAST = Array.from({ length: 61 }, (_, i) => ({
  seconds: 5 * i - 301,
  people: 3 + Math.round(3 * Math.sin(i / 9) ** 2 + i / 15),
  rate: Math.max(0, 2.5 * Math.sin(i / 8) ** 2 + Math.sin(i * 1.7)),
}));

/** The board of a room in which something has happened. */
export async function board(scene: Scene): Promise<void> {
  const report = { room: "tea-house", threads: SESSIONS.length, sessions: SESSIONS };
  let heard: object = { ...report, now: LAST - 5 * MINUTE, people: 3, head: 12_000 };
  // What the room itself has seen is of another time.
  scene.change = (frame) => ({ ...frame, ...heard, pulse: undefined });
  await scene.page.route(/\/threads$/, async (route) => {
    const response = await scene.fetch(route);
    const told = (await response.text()).replace(
      /(id="state">).*?(<\/script>)/,
      (_, before: string, after: string) => before + JSON.stringify(heard) + after,
    );
    await route.fulfill({ response, body: told });
  });
  await scene.pass(-301);
  await scene.go("/rooms/tea-house/threads");
  await scene.page.locator("[data-link=up]").waitFor();
  // The page shows what it has seen: five minutes go by, a report every five seconds.
  let head = 12_000;
  for (const { seconds, people, rate } of PAST) {
    head += Math.round(5 * rate);
    heard = { ...report, now: NOW + seconds * 1_000, people, head };
    await scene.pass(seconds);
    scene.hears({ ...heard, type: "threads" });
    await scene.page.waitForTimeout(20);
  }
}
