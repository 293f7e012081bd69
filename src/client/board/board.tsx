/** The board, in the markup of the server's page (`src/worker/threads.tsx`). */

import type { Watch } from "../../presentation/watch.ts";
import type { Link } from "../state.ts";
import { Figures } from "./figures.tsx";
import type { BoardReader } from "./reader.ts";
import { Sessions } from "./sessions.tsx";
import { isOver, Standing } from "./standing.tsx";

interface BoardProps {
  readonly watch: Watch;
  readonly link: Link;
  /** What a screen reader is told. */
  readonly said: string;
  readonly reader: BoardReader;
  readonly now: number;
}

/** What stands in the element `#threads`. */
export function Board({ watch, link, said, reader, now }: BoardProps) {
  const { report } = watch;
  const { texts } = reader;
  return (
    <>
      <header>
        <h1>{texts.title(report.room)}</h1>
        <Standing link={link} reader={reader} now={now} />
        <a href={`/rooms/${report.room}`}>{texts.toRoom}</a>
      </header>
      <p class="unseen" aria-live="polite">
        {said}
      </p>
      <Figures watch={watch} over={isOver(link)} reader={reader} />
      <Sessions watch={watch} reader={reader} />
    </>
  );
}
