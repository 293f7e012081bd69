/** A room's page: readable as it arrives. The client takes over the same markup, row for row. */

import type { Child, PropsWithChildren } from "hono/jsx";
import { raw } from "hono/html";
import type { History, Message, Threads } from "../protocol/frames.ts";
import { faceOf } from "../presentation/face.ts";
import { pageTextsFor } from "../presentation/page.ts";
import { rows } from "../presentation/rows.ts";
import { isEmoji, isTall, spans, type Span } from "../presentation/text.ts";
import { textsFor } from "../presentation/texts.ts";
import { timesFor, type Times } from "../presentation/time.ts";

/** Whom a page is for: a language tag that `Intl` knows, and an IANA time zone. */
export interface Reader {
  readonly language: string;
  readonly timeZone: string;
  /** The address of what the page runs, in its language. */
  readonly script: string;
}

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

interface NothingPageProps extends Pick<Reader, "language"> {
  /** Whether a room was meant, by a name that no room can have. */
  readonly badName: boolean;
}

/** What a person sees where there is nothing; a program gets a problem document. */
export function NothingPage({ language, badName }: NothingPageProps) {
  const texts = pageTextsFor(language);
  return (
    <Document language={language} title={texts.nothingHere}>
      <main class="report">
        <img src="/wordmark.svg" alt="Gatehouse" width="162" height="32" />
        <h1>{texts.nothingHere}</h1>
        {badName && <p>{texts.roomNames}</p>}
        <p>
          <a class="button strong" href="/">
            {texts.toLobby}
          </a>
        </p>
      </main>
    </Document>
  );
}

/**
 * What is shown in the place of a room that cannot be reached and was not kept: by the service worker,
 * which keeps this page (see docs/decisions/0010). It is made of what is kept with every room, and does
 * not come again by itself: under a reader's eyes nothing is taken away.
 */
export function OfflinePage({ language }: Pick<Reader, "language">) {
  const texts = pageTextsFor(language);
  return (
    <Document language={language} title={texts.away}>
      <main class="report">
        <img src="/favicon.svg" alt="Gatehouse" width="48" height="48" />
        <h1>{texts.away}</h1>
        <p>{texts.roomLater}</p>
        <p>
          {/* None is the address of the room, whose place this has. */}
          {/* oxlint-disable-next-line jsx-a11y/anchor-is-valid */}
          <a class="button strong" href="">
            {texts.tryAgain}
          </a>
        </p>
      </main>
    </Document>
  );
}

interface DocumentProps {
  readonly language: string;
  readonly title: string;
  readonly script?: string;
  /** The address of a style sheet of its own. */
  readonly style?: string;
}

/** What every page has round its body. */
export function Document({
  language,
  title,
  script,
  style,
  children,
}: PropsWithChildren<DocumentProps>) {
  return (
    <html lang={language} dir={pageTextsFor(language).direction}>
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"
        />
        <meta name="color-scheme" content="light dark" />
        {/* The ground of style.css, in both themes: what is round the page goes on from it. */}
        <meta name="theme-color" content="#fafdfb" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#111815" media="(prefers-color-scheme: dark)" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="apple-touch-icon" href="/icons/apple-touch-180.png" />
        <link rel="manifest" href="/manifest.webmanifest" />
        <link rel="stylesheet" href="/style.css" />
        {style !== undefined && <link rel="stylesheet" href={style} />}
        {script !== undefined && <script type="module" src={script} />}
      </head>
      <body>{children}</body>
    </html>
  );
}

/** What the client starts from. An escaped `<` keeps a message from ending the element. */
export function StateScript({ state }: { readonly state: History | Threads }) {
  return (
    <script type="application/json" id="state">
      {raw(JSON.stringify(state).replaceAll("<", "\\u003c"))}
    </script>
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
