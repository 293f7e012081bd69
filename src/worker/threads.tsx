/** The live sessions of a room, as a page. Its script goes on from here, in the same markup. */

import type { Child, PropsWithChildren } from "hono/jsx";
import type { ThreadInfo, Threads } from "../protocol/frames.ts";
import { LIMITS, PULSE } from "../protocol/limits.ts";
import { boardTextsFor } from "../presentation/board.ts";
import type { BoardTexts } from "../presentation/en-board.ts";
import { figuresOf } from "../presentation/figures.ts";
import { measuresFor, type Measures } from "../presentation/measures.ts";
import { pageTextsFor } from "../presentation/page.ts";
import { VIEW_BOX } from "../presentation/plot.ts";
import { textsFor } from "../presentation/texts.ts";
import { timesFor, type Times } from "../presentation/time.ts";
import { begin, type Watch } from "../presentation/watch.ts";
import { Document, StateScript, type Reader } from "./document.tsx";

interface ThreadsPageProps extends Reader {
  readonly threads: Threads;
  readonly now?: number;
}

/** How the board's reader is told something. */
interface BoardReader {
  readonly texts: BoardTexts;
  readonly times: Times;
  readonly measures: Measures;
}

/** The whole document; the caller puts the doctype before it. */
export function ThreadsPage({ threads, now = Date.now(), ...visitor }: ThreadsPageProps) {
  const { language, timeZone, script } = visitor;
  const texts = boardTextsFor(language);
  const times = timesFor(language, timeZone, textsFor(language));
  const reader = { texts, times, measures: measuresFor(language) };
  const watch = begin(threads, now);
  const title = texts.title(threads.room);
  return (
    <Document
      language={language}
      title={pageTextsFor(language).pageTitle(title)}
      script={script}
      style="/threads.css"
    >
      <main class="board" id="threads">
        <header>
          <h1>{title}</h1>
          <div class="standing dot" data-link="down">
            <noscript>{texts.noScript}</noscript>
          </div>
          <a href={`/rooms/${threads.room}`}>{texts.toRoom}</a>
        </header>
        <p class="unseen" aria-live="polite"></p>
        <Figures watch={watch} reader={reader} />
        <Sessions watch={watch} reader={reader} />
      </main>
      <StateScript state={threads} />
    </Document>
  );
}

interface PartProps {
  readonly watch: Watch;
  readonly reader: BoardReader;
}

function Figures({ watch, reader }: PartProps) {
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
        <Plot words={people.words} scale={people.scale} note={people.note} times={reader.times}>
          <path class="area" d={people.area} />
          <path class="line" d={people.line} />
        </Plot>
      </div>
      <div class="plotted">
        <dt>{texts.rate}</dt>
        <dd>{rate.number}</dd>
        <Plot words={rate.words} scale={rate.scale} note={null} times={reader.times}>
          <path class="bars" d={rate.bars} />
        </Plot>
      </div>
    </dl>
  );
}

interface PlotProps {
  readonly words: string;
  readonly scale: string;
  readonly note: string | null;
  readonly times: Times;
}

function Plot({ words, scale, note, times, children }: PropsWithChildren<PlotProps>): Child {
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
        <span>{times.ago(0, PULSE.span * PULSE.spans)}</span>
        <span>{times.ago(0, 0)}</span>
      </span>
    </dd>
  );
}

function Sessions({ watch: { report, time }, reader }: PartProps) {
  const { texts } = reader;
  const { columns } = texts;
  const more = report.threads - Math.min(report.sessions.length, LIMITS.rows);
  return (
    <>
      <table>
        <caption class="unseen">{texts.table}</caption>
        <thead>
          <tr>
            <th scope="col">{columns.name}</th>
            <th scope="col">{columns.age}</th>
            <th scope="col">{columns.idle}</th>
            <th scope="col">{columns.rtt}</th>
            <th scope="col">{columns.posts}</th>
          </tr>
        </thead>
        <tbody>
          {report.sessions.slice(0, LIMITS.rows).map((session) => (
            <Session session={session} time={time} reader={reader} />
          ))}
        </tbody>
      </table>
      {report.threads === 0 && <p class="rest">{texts.nobody}</p>}
      {more > 0 && <p class="rest">{texts.more(more)}</p>}
    </>
  );
}

interface SessionProps {
  readonly session: ThreadInfo;
  readonly time: number;
  readonly reader: BoardReader;
}

function Session({ session, time, reader: { texts, times, measures } }: SessionProps) {
  const { name, since, lastSeen, lastFrame = lastSeen, rtt, posts } = session;
  return (
    <tr>
      <th scope="row">{name === null ? <i>{texts.nameless}</i> : <bdi>{name}</bdi>}</th>
      <td title={times.full(since)}>{measures.span(time - since)}</td>
      <td title={times.full(lastFrame)}>{measures.span(time - lastFrame)}</td>
      {rtt === undefined ? (
        <td>
          <span aria-hidden="true">–</span>
          <span class="unseen">{texts.unknown}</span>
        </td>
      ) : (
        <td>{measures.roundTrip(rtt)}</td>
      )}
      <td>{measures.number(posts)}</td>
    </tr>
  );
}
