/** What the room must not be billed for. */

import type { Cost } from "./measure.ts";

/** What was billed and should not have been, in words. */
export function costFailures({ rooms, visits }: Cost): string[] {
  return [
    ...rooms.flatMap(({ people, lively, calm, idle, pings }) => [
      ...must(`rows written for 1,000 posts, ${people} people, lively`, lively.rowsWritten, 1_000),
      ...must(`rows written for 1,000 posts, ${people} people, calm`, calm.rowsWritten, 1_000),
      ...must(`times that 1,000 calm posts find it asleep, ${people} people`, calm.lives, 1_000),
      ...must(`rows written in silence, ${people} people`, idle.rowsWritten, 0),
      ...must(`ms awake in silence, ${people} people`, idle.awake, 0),
      ...must(`unanswered pings, ${people} people`, pings.sent - pings.answered, 0),
    ]),
    ...must("rows written by a visit to a silent room", visits.silent.rowsWritten, 0),
    ...must("rows written by a visit", visits.tenThousand.rowsWritten, 0),
    ...must("rows written by a return", visits.resume.rowsWritten, 0),
    ...must("rows written by a page", visits.page.rowsWritten, 0),
    ...must(
      "rows read by a visit to a long log, more than to a short one",
      visits.tenThousand.rowsRead - visits.hundred.rowsRead,
      0,
    ),
  ];
}

function must(name: string, measured: number, wanted: number): string[] {
  return measured === wanted ? [] : [`cost: ${name}: ${measured}, wanted ${wanted}`];
}
