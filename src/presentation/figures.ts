/** The numbers of a board, in words and as plots. */

import { PULSE } from "../protocol/limits.ts";
import type { BoardTexts } from "./en-board.ts";
import type { Measures } from "./measures.ts";
import { bars, scaleFor, steps } from "./plot.ts";
import { known, perSecond } from "./series.ts";
import type { Watch } from "./watch.ts";

export interface Figures {
  readonly sessions: string;
  readonly logged: string;
  readonly people: Plotted & {
    readonly line: string;
    readonly area: string;
    /** Why most of the plot is blank; null once it is not. */
    readonly note: string | null;
  };
  readonly rate: Plotted & { readonly bars: string };
}

/** A number that has a plot. */
interface Plotted {
  readonly number: string;
  /** What the plot shows, in words. */
  readonly words: string;
  /** What stands at the plot's upper edge. */
  readonly scale: string;
}

/** The least that the upper edge of a plot means: few people must not look like a crowd. */
const LEAST = { people: 5, perSecond: 1 };

export function figuresOf(watch: Watch, texts: BoardTexts, { number }: Measures): Figures {
  const { report, time, people, messages } = watch;
  const seconds = PULSE.span / 1_000;
  const here = known(people);
  const counts = known(messages);
  const most = Math.max(0, ...here);
  const mostPerSecond = Math.max(0, ...counts) / seconds;
  const scale = {
    people: scaleFor(Math.max(most, LEAST.people)),
    rate: scaleFor(Math.max(mostPerSecond, LEAST.perSecond)),
  };
  return {
    sessions: number(report.threads),
    logged: number(report.head),
    people: {
      number: number(report.people),
      words: texts.peopleLately(number(Math.min(most, ...here)), number(most)),
      scale: number(scale.people),
      note: people.values.length < PULSE.spans / 2 ? texts.sinceOpened : null,
      ...steps(people, time, scale.people),
    },
    rate: {
      number: number(perSecond(messages, time)),
      words: texts.messagesLately(
        counts.reduce((sum, count) => sum + count, 0),
        number(mostPerSecond),
      ),
      scale: number(scale.rate),
      bars: bars(messages, time, scale.rate * seconds),
    },
  };
}
