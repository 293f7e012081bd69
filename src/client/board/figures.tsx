/** The numbers of the board, two of them with what they were over the last minutes. */

import type { ComponentChildren } from "preact";
import { PULSE } from "../../protocol/limits.ts";
import { figuresOf } from "../../presentation/figures.ts";
import { VIEW_BOX } from "../../presentation/plot.ts";
import type { Watch } from "../../presentation/watch.ts";
import type { BoardReader } from "./reader.ts";

interface FiguresProps {
  readonly watch: Watch;
  readonly reader: BoardReader;
}

export function Figures({ watch, reader }: FiguresProps) {
  const { texts, measures } = reader;
  const { sessions, logged, people, rate } = figuresOf(watch, texts, measures);
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
        <Plot words={people.words} scale={people.scale} reader={reader}>
          <path class="area" d={people.area} />
          <path class="line" d={people.line} />
        </Plot>
      </div>
      <div class="plotted">
        <dt>{texts.rate}</dt>
        <dd>{rate.number}</dd>
        <Plot words={rate.words} scale={rate.scale} reader={reader}>
          <path class="bars" d={rate.bars} />
        </Plot>
      </div>
    </dl>
  );
}

interface PlotProps {
  readonly words: string;
  readonly scale: string;
  readonly reader: BoardReader;
  readonly children: ComponentChildren;
}

function Plot({ words, scale, reader: { times }, children }: PlotProps) {
  return (
    <dd class="plot">
      <span class="unseen">{words}</span>
      <span class="scale" aria-hidden="true">
        {scale}
      </span>
      <svg aria-hidden="true" viewBox={VIEW_BOX} preserveAspectRatio="none">
        {children}
      </svg>
      <span class="axis" aria-hidden="true">
        <span>{times.ago(0, PULSE.span * PULSE.spans)}</span>
        <span>{times.ago(0, 0)}</span>
      </span>
    </dd>
  );
}
