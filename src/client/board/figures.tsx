/** The numbers of the board, two of them with what they were over the last minutes. */

import type { ComponentChildren } from "preact";
import { PULSE } from "../../protocol/limits.ts";
import { figuresOf } from "../../presentation/figures.ts";
import { VIEW_BOX } from "../../presentation/plot.ts";
import type { Watch } from "../../presentation/watch.ts";
import type { BoardReader } from "./reader.ts";

interface FiguresProps {
  readonly watch: Watch;
  /** Whether it goes on no more: "now" would be a lie then. */
  readonly over: boolean;
  readonly reader: BoardReader;
}

export function Figures({ watch, over, reader }: FiguresProps) {
  const { texts, times, measures } = reader;
  const { sessions, logged, people, rate } = figuresOf(watch, texts, measures);
  const to = watch.time;
  const from = to - PULSE.span * PULSE.spans;
  const axis: Axis = over
    ? [times.time(from), times.time(to)]
    : [times.ago(from, to), times.ago(to, to)];
  return (
    <dl class="figures">
      <div>
        <dt>{texts.sessions}</dt>
        <dd>{sessions}</dd>
      </div>
      <div>
        <dt>{texts.logged}</dt>
        <dd>{logged}</dd>
      </div>
      <div class="plotted">
        <dt>{texts.people}</dt>
        <dd>{people.number}</dd>
        <Plot words={people.words} scale={people.scale} note={people.note} axis={axis}>
          <path class="area" d={people.area} />
          <path class="line" d={people.line} />
        </Plot>
      </div>
      <div class="plotted">
        <dt>{texts.rate}</dt>
        <dd>{rate.number}</dd>
        <Plot words={rate.words} scale={rate.scale} note={null} axis={axis}>
          <path class="bars" d={rate.bars} />
        </Plot>
      </div>
    </dl>
  );
}

/** What stands under the two ends of a plot. */
type Axis = readonly [from: string, to: string];

interface PlotProps {
  readonly words: string;
  readonly scale: string;
  readonly note: string | null;
  readonly axis: Axis;
  readonly children: ComponentChildren;
}

function Plot({ words, scale, note, axis: [from, to], children }: PlotProps) {
  return (
    <dd class="plot">
      <span class="unseen">{words}</span>
      <span class="scale" aria-hidden="true">
        {scale}
      </span>
      <svg aria-hidden="true" viewBox={VIEW_BOX} preserveAspectRatio="none">
        {children}
      </svg>
      {note !== null && <span class="note">{note}</span>}
      <span class="axis" aria-hidden="true">
        <span>{from}</span>
        <span>{to}</span>
      </span>
    </dd>
  );
}
