/** What a board shows: the last report, and what it has seen over the last minutes. Pure. */

import type { Threads } from "../protocol/frames.ts";
import { lastOf, unknownAt, until, upTo, withLast, withPulse, type Series } from "./series.ts";

export interface Watch {
  readonly report: Threads;
  /** The moment that is shown, by the room's clock. */
  readonly time: number;
  /** Milliseconds by which the room's clock is ahead of the page's. */
  readonly ahead: number;
  /** People at the end of each span. */
  readonly people: Series;
  /** Messages stored in each span. */
  readonly messages: Series;
}

/** @param now the page's time, like every `now` here: in milliseconds since 1970 */
export function begin(report: Threads, now: number): Watch {
  const time = report.now ?? now;
  const nothing = unknownAt(time);
  return hear({ report, time, ahead: 0, people: nothing, messages: nothing }, report, now);
}

/**
 * A report has come. With a pulse it is the first after a break, in which nothing was seen. The room
 * knows the time better than the page, whose clock may have been set while it was open.
 */
export function hear(watch: Watch, report: Threads, now: number): Watch {
  const time = report.now ?? now;
  const { head, people, pulse } = report;
  const messages = until(upTo(watch.messages, time), time, pulse ? null : 0);
  const present = until(upTo(watch.people, time), time, pulse ? null : watch.report.people);
  const more = Math.max(0, head - watch.report.head);
  return {
    report,
    time,
    ahead: time - now,
    people: withLast(present, people),
    messages: pulse
      ? withPulse(messages, pulse)
      : withLast(messages, (lastOf(messages) ?? 0) + more),
  };
}

/** Time has passed without a report: nothing has happened, if the link is up. */
export function pass(watch: Watch, now: number): Watch {
  const time = Math.max(watch.time, now + watch.ahead);
  return {
    ...watch,
    time,
    people: until(watch.people, time, watch.report.people),
    messages: until(watch.messages, time, 0),
  };
}
