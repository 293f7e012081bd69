/** A room's page: readable as it arrives. The client takes over the same markup, row for row. */

import type { Child } from "hono/jsx";
import type { History, Message } from "../protocol/frames.ts";
import { faceOf } from "../presentation/face.ts";
import { pageTextsFor } from "../presentation/page.ts";
import { rows } from "../presentation/rows.ts";
import { isEmoji, isTall, spans, type Span } from "../presentation/text.ts";
import { textsFor } from "../presentation/texts.ts";
import { timesFor, type Times } from "../presentation/time.ts";
import { Document, StateScript, type Reader } from "./document.tsx";

interface RoomPageProps extends Reader {
  readonly history: History;
  /** Where the room is, in full. */
  readonly address: string;
  readonly now?: number;
}

/** The whole document; the caller puts the doctype before it. */
export function RoomPage({ history, address, now = Date.now(), ...reader }: RoomPageProps) {
  const { language, script } = reader;
  const texts = textsFor(language);
  return (
    <Document
      language={language}
      title={pageTextsFor(language).pageTitle(history.room)}
      script={script}
    >
      <Paper language={language} address={address} />
      <div id="room">
        <header class="top">
          <img class="mark" src="/favicon.svg" alt="" width="28" height="28" />
          <h1>
            <bdi>{history.room}</bdi>
          </h1>
        </header>
        <main>
          {/* A scroller must be reachable by keyboard: Safari makes none so by itself. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div class="log" role="log" aria-live="off" aria-label={texts.messages} tabindex={0}>
            <ol class="rows">
              <Rows room={history.room} messages={history.messages} now={now} {...reader} />
            </ol>
          </div>
          <Dock {...reader} />
        </main>
        <aside class="roster sheet" />
      </div>
      <StateScript state={history} />
    </Document>
  );
}

/** What is said on paper alone; the second of what does not begin with the room's first message. */
function Paper({ language, address }: Pick<RoomPageProps, "language" | "address">) {
  const texts = pageTextsFor(language);
  return (
    <div class="paper">
      <p>{address}</p>
      <p class="part">{texts.earlier}</p>
    </div>
  );
}

/** What stands in the place of the composer until the script has come. */
function Dock({ language, timeZone }: Pick<Reader, "language" | "timeZone">) {
  const texts = pageTextsFor(language);
  const zone = timeZone === "UTC" && ` ${texts.utc}`;
  return (
    <div class="dock">
      <noscript>
        {texts.noScript}
        {zone}
      </noscript>
      <p class="stuck">
        {texts.stuck}
        {zone}
      </p>
    </div>
  );
}

interface RowsProps extends Pick<Reader, "language" | "timeZone"> {
  readonly room: string;
  readonly messages: readonly Message[];
  readonly now: number;
}

function Rows({ room, messages, language, timeZone, now }: RowsProps) {
  const texts = textsFor(language);
  const times = timesFor(language, timeZone, texts);
  return (
    <>
      {messages.length === 0 && (
        <li class="beginning empty">
          <h2>
            <bdi>{room}</bdi>
          </h2>
          <p>{texts.noMessages}</p>
          <p>{texts.firstWord}</p>
          <button type="button" class="button">
            {texts.invite}
          </button>
        </li>
      )}
      {messages[0]?.seq === 1 && <li class="beginning">{texts.beginning}</li>}
      {rows(messages, times.dayNumber).map((row) =>
        row.kind === "day" ? (
          <li class="day" title={times.date(row.at)}>
            <span>{times.day(row.at, now)}</span>
          </li>
        ) : (
          <MessageRow message={row.message} first={row.first} times={times} />
        ),
      )}
    </>
  );
}

interface MessageRowProps {
  readonly message: Message;
  readonly first: boolean;
  readonly times: Times;
}

function MessageRow({ message: { seq, by, at, text }, first, times }: MessageRowProps) {
  const tall = isTall(text);
  return (
    <li class={first ? "message first" : "message"} id={`m-${seq}`} data-seq={seq}>
      <Avatar id={by.id} />
      <p class="by">
        <bdi class="name">{by.name}</bdi>{" "}
        <a href={`#m-${seq}`} tabindex={-1}>
          <time datetime={new Date(at).toISOString()} title={times.full(at)}>
            {times.time(at)}
          </time>
        </a>
      </p>
      {/* A scroller must be reachable by keyboard: Safari makes none so by itself. */}
      {/* oxlint-disable jsx-a11y/no-noninteractive-tabindex */}
      <p
        class={isEmoji(text) ? "text emoji" : tall ? "text tall" : "text"}
        dir="auto"
        tabindex={tall ? 0 : undefined}
      >
        {/* oxlint-enable jsx-a11y/no-noninteractive-tabindex */}
        {spans(text).map(toLink)}
      </p>
    </li>
  );
}

function Avatar({ id }: { readonly id: string }) {
  const { hue, path } = faceOf(id);
  return (
    <svg class="avatar" data-hue={hue} viewBox="-1.5 -1.5 8 8" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

function toLink({ text, href }: Span): Child {
  if (href === null) return text;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  );
}
