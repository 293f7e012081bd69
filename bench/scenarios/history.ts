/** Pages of a long log, over HTTP. */

import * as v from "valibot";
import type { Ground, Measured } from "../ground.ts";
import { NO_FAULTS } from "../load/check.ts";
import { percentile } from "../metrics.ts";
import { HISTORY, withPast } from "./past.ts";

const PAGE = 50;

/** @param before the page ends before this message; null for the newest page */
export async function history(
  ground: Ground,
  messages: number,
  before: number | null,
): Promise<Measured> {
  const { server, room } = await withPast(ground, messages);
  const path = `/rooms/${room}/messages${before === null ? "" : `?before=${before}`}`;
  const took: number[] = [];
  let wrong = 0;
  for (let time = 0; time < (ground.quick ? 100 : 500); time++) {
    const began = performance.now();
    const { head, messages: page } = v.parse(HISTORY, await server.json(path));
    took.push(performance.now() - began);
    const first = (before ?? head + 1) - PAGE;
    const isRight = page.length === PAGE && page.every(({ seq }, index) => seq === first + index);
    if (!isRight) wrong++;
  }
  took.sort((one, other) => one - other);
  return {
    figures: { p50: percentile(took, 0.5), p99: percentile(took, 0.99) },
    faults: { ...NO_FAULTS, lost: wrong },
  };
}
