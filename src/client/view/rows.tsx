/** The rows of the list: what is missing above, days, messages, and posts on their way. */

import type { Author, Message } from "../../protocol/frames.ts";
import { rows } from "../../presentation/rows.ts";
import type { Actions, LeftOff, Pending, Reader, Request, RoomState } from "../state.ts";
import { firstNew } from "./left-off.ts";
import { MessageRow, PendingRow, type Unsent } from "./message.tsx";

interface RowsProps {
  readonly room: RoomState;
  /** Where the reader left off. */
  readonly leftOff: LeftOff | null;
  /** The messages that are mounted. */
  readonly messages: readonly Message[];
  /** The seq of the message that the reader was led to. */
  readonly goal: number | null;
  readonly posts: readonly Pending[];
  /** Who has written `posts`. */
  readonly author: Author;
  /** Whether they cannot be sent just now: there is no link, or the room has said so. */
  readonly held: boolean;
  /** Whether the link is lost: what is not here may have been said all the same. */
  readonly lost: boolean;
  readonly older: Request;
  readonly newer: Request;
  readonly actions: Actions;
  readonly reader: Reader;
  readonly now: number;
}

/** The content of the list; the page's server-rendered rows have the same markup. */
export function Rows(props: RowsProps) {
  const { room, leftOff, goal, messages, posts, author, held, lost } = props;
  const { older, newer, actions, reader, now } = props;
  const { texts, times } = reader;
  const shown = [...messages, ...unsent(posts, author, messages.at(-1)?.at ?? 0)];
  const unread = firstNew(room, leftOff);
  const atTop = messages[0] === room.messages[0];
  return (
    <ol class="rows">
      {shown.length === 0 && (
        <li class="beginning empty">
          <h2>
            <bdi>{room.room}</bdi>
          </h2>
          <p>{lost ? texts.unheard : texts.noMessages}</p>
          {!lost && <p>{texts.firstWord}</p>}
          <button type="button" class="button" onClick={actions.openMenu}>
            {texts.invite}
          </button>
        </li>
      )}
      {messages[0]?.seq === 1 && <li class="beginning">{texts.beginning}</li>}
      {older === "loading" && <li class="edge">{texts.loadingOlder}</li>}
      {older === "failed" && (
        <li class="edge">
          {texts.olderFailed}{" "}
          <button type="button" class="inline" onClick={actions.loadOlder}>
            {texts.retry}
          </button>
        </li>
      )}
      {atTop && room.lack === "skipped" && <li class="edge">{texts.skipped}</li>}
      {atTop && room.lack === "restarted" && <li class="edge">{texts.restarted}</li>}
      {rows(shown, times.dayNumber).map((row) => {
        if (row.kind === "day") {
          return (
            <li class="day" title={times.date(row.at)} key={`day ${row.at}`}>
              <span>{times.day(row.at, now)}</span>
            </li>
          );
        }
        const { message } = row;
        // Below the line the reader is told anew who speaks.
        const first = row.first || ("seq" in message && message.seq === unread);
        if (!("seq" in message)) {
          return (
            <PendingRow key={message.id} post={message} {...{ first, held, reader, actions }} />
          );
        }
        const found = message.seq === goal;
        const arrives = room.heard > 0 && message.seq === room.head && message.by.id !== author.id;
        const stored = (
          <MessageRow key={message.seq} {...{ message, first, found, arrives, times }} />
        );
        if (message.seq !== unread) return stored;
        return [
          <li class="unread" key="unread">
            <span>{texts.unread}</span>
          </li>,
          stored,
        ];
      })}
      {newer === "failed" && (
        <li class="edge">
          {texts.newerFailed}{" "}
          <button type="button" class="inline" onClick={actions.loadNewer}>
            {texts.retry}
          </button>
        </li>
      )}
    </ol>
  );
}

/** A post takes its place after the last message, whatever this device's clock says. */
function unsent(posts: readonly Pending[], by: Author, last: number): Unsent[] {
  return posts.map((post) => ({ ...post, by, at: Math.max(post.at, last) }));
}
