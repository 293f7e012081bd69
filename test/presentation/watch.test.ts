import { describe, expect, it } from "vitest";
import { PULSE } from "../../src/protocol/limits.ts";
import type { Threads } from "../../src/protocol/frames.ts";
import { begin, hear, pass } from "../../src/presentation/watch.ts";

const ROOM = 1_790_000_001_000;
/** The page's clock is an hour behind the room's. */
const AHEAD = 3_600_000;
const SPAN = PULSE.span;

const report = (later: number, part: Partial<Threads> = {}): Threads => ({
  room: "lobby",
  now: ROOM + later,
  threads: 1,
  people: 1,
  head: 10,
  sessions: [],
  ...part,
});
const pageTime = (later: number) => ROOM + later - AHEAD;
/** What a board is shown first, with 4 messages in the span that is running. */
const first = (later = 0, part: Partial<Threads> = {}) => {
  const running = Math.floor((ROOM + later) / SPAN) * SPAN;
  return report(later, { pulse: { from: running - SPAN, messages: [7, 4] }, ...part });
};
const opened = begin(first(), pageTime(0));

describe("a board", () => {
  it("begins with what it is shown, by the room's clock", () => {
    expect(opened).toMatchObject({ time: ROOM, ahead: AHEAD });
    expect(opened.messages.values).toEqual([7, 4]);
    expect(opened.people.values).toEqual([1]);
  });

  it("counts new messages by the head, in the span in which it hears of them", () => {
    const once = hear(opened, report(1_000, { head: 12 }), pageTime(1_000));
    expect(once.messages.values).toEqual([7, 6]);
    const again = hear(once, report(2 * SPAN, { head: 13 }), pageTime(2 * SPAN));
    expect(again.messages.values).toEqual([7, 6, 0, 1]);
    const other = hear(again, report(2 * SPAN, { head: 2 }), pageTime(2 * SPAN));
    expect(other.messages.values).toEqual([7, 6, 0, 1]);
  });

  it("takes silence for nothing new", () => {
    const later = pass(opened, pageTime(2 * SPAN));
    expect(later.time).toBe(ROOM + 2 * SPAN);
    expect(later.messages.values).toEqual([7, 4, 0, 0]);
    expect(later.people.values).toEqual([1, 1, 1]);
    const full = hear(later, report(3 * SPAN, { people: 5 }), pageTime(3 * SPAN));
    expect(full.people.values).toEqual([1, 1, 1, 5]);
  });

  it("does not know what was while it was cut off, but what its first report tells", () => {
    const back = hear(opened, first(4 * SPAN, { people: 3, head: 99 }), pageTime(4 * SPAN));
    expect(back.people.values).toEqual([1, null, null, null, 3]);
    expect(back.messages.values).toEqual([7, 4, null, null, 7, 4]);
  });

  it("never goes back in time", () => {
    expect(pass(opened, pageTime(-5_000)).time).toBe(ROOM);
  });

  it("goes on by the room's clock when the page's was set ahead", () => {
    const ahead = pass(opened, pageTime(2 * SPAN));
    const once = hear(ahead, report(SPAN, { head: 12 }), pageTime(2 * SPAN));
    expect(once).toMatchObject({ time: ROOM + SPAN, ahead: AHEAD - SPAN });
    expect(once.messages.values).toEqual([7, 4, 2]);
    expect(once.people.values).toEqual([1, 1]);
    const far = hear(pass(opened, pageTime(3_600_000)), report(0, { people: 2 }), pageTime(0));
    expect(far.people).toEqual({ first: Math.floor(ROOM / SPAN), values: [2] });
  });

  it("believes the page's clock where an older room does not tell its own", () => {
    const { now: _, ...older } = report(0);
    expect(begin(older, 5_000)).toMatchObject({ time: 5_000, ahead: 0 });
  });
});
