/** The live sessions of a room, in the markup of the server's page. */

import type { Threads } from "../../protocol/frames.ts";
import type { Reader } from "../state.ts";

interface ReportProps {
  readonly threads: Threads;
  readonly reader: Reader;
  readonly now: number;
}

/** What stands in the element `#threads`. */
export function Report({ threads, reader: { texts, times }, now }: ReportProps) {
  const { columns } = texts;
  return (
    <>
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
    </>
  );
}
