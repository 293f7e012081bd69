/** Pages that say why something else is not shown. */

import type { Child, PropsWithChildren } from "hono/jsx";
import { pageTextsFor } from "../presentation/page.ts";
import { Document, type Reader } from "./document.tsx";

interface NothingPageProps extends Pick<Reader, "language"> {
  /** Whether a room was meant, by a name that no room can have. */
  readonly badName: boolean;
}

/** What a person sees where there is nothing; a program gets a problem document. */
export function NothingPage({ language, badName }: NothingPageProps) {
  const texts = pageTextsFor(language);
  return (
    <Report
      language={language}
      logo={<img src="/wordmark.svg" alt="Gatehouse" width="162" height="32" />}
      said={texts.nothingHere}
      href="/"
      way={texts.toLobby}
    >
      {badName && <p>{texts.roomNames}</p>}
    </Report>
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
    <Report
      language={language}
      logo={<img src="/favicon.svg" alt="Gatehouse" width="48" height="48" />}
      said={texts.away}
      // None is the address of the room, whose place this has.
      href=""
      way={texts.tryAgain}
    >
      <p>{texts.roomLater}</p>
    </Report>
  );
}

interface ReportProps {
  readonly language: string;
  readonly logo: Child;
  readonly said: string;
  /** Where one can go on, and what that is called. */
  readonly href: string;
  readonly way: string;
}

function Report({ language, logo, said, href, way, children }: PropsWithChildren<ReportProps>) {
  return (
    <Document language={language} title={said}>
      <main class="report">
        {logo}
        <h1>{said}</h1>
        {children}
        <p>
          <a class="button strong" href={href}>
            {way}
          </a>
        </p>
      </main>
    </Document>
  );
}
