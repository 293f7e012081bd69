/** The live sessions, a row each. */

import type { ThreadInfo } from "../../protocol/frames.ts";
import { LIMITS } from "../../protocol/limits.ts";
import type { Watch } from "../../presentation/watch.ts";
import type { BoardReader } from "./reader.ts";

interface SessionsProps {
  readonly watch: Watch;
  readonly reader: BoardReader;
}

export function Sessions({ watch: { report, time }, reader }: SessionsProps) {
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
