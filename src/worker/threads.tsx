/** The live sessions of a room, as a page. Its script keeps the table fresh. */

import type { Threads } from "../protocol/frames.ts";
import { textsFor } from "../presentation/texts.ts";
import { timesFor } from "../presentation/time.ts";
import { Document, type Reader } from "./page.tsx";

interface ThreadsPageProps extends Reader {
  readonly threads: Threads;
  readonly now?: number;
}

/** The whole document; the caller puts the doctype before it. */
export function ThreadsPage({ threads, now = Date.now(), ...reader }: ThreadsPageProps) {
  const { language, timeZone, scripts } = reader;
  const texts = textsFor(language);
  const times = timesFor(language, timeZone, texts);
  const { columns } = texts;
  return (
    <Document
      language={language}
      title={texts.pageTitle(texts.threadsTitle(threads.room))}
      scripts={scripts}
    >
      <main class="report" id="threads">
        <header>
          <h1>{texts.threadsTitle(threads.room)}</h1>
          <a href={`/rooms/${threads.room}`}>{texts.backToRoom}</a>
        </header>
        <ul class="totals">
          <li>{texts.threads(threads.threads)}</li>
          <li>{texts.people(threads.people)}</li>
          <li>{texts.entries(threads.head)}</li>
        </ul>
        <table>
          <thead>
            <tr>
              <th scope="col">{columns.name}</th>
              <th scope="col">{columns.since}</th>
              <th scope="col">{columns.lastSeen}</th>
              <th scope="col">{columns.posts}</th>
            </tr>
          </thead>
          <tbody>
            {threads.sessions.map((session) => (
              <tr>
                <td>{session.name === null ? texts.nameless : <bdi>{session.name}</bdi>}</td>
                <td title={times.full(session.since)}>{times.ago(session.since, now)}</td>
                <td title={times.full(session.lastSeen)}>{times.ago(session.lastSeen, now)}</td>
                <td>{session.posts}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {threads.sessions.length === 0 && <p>{texts.noThreads}</p>}
      </main>
    </Document>
  );
}
