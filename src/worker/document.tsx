/** What every page is made with: whom it is for, what stands round its body, what its script starts from. */

import type { PropsWithChildren } from "hono/jsx";
import { raw } from "hono/html";
import type { History, Threads } from "../protocol/frames.ts";
import { pageTextsFor } from "../presentation/page.ts";

/** Whom a page is for: a language tag that `Intl` knows, and an IANA time zone. */
export interface Reader {
  readonly language: string;
  readonly timeZone: string;
  /** The address of what the page runs, in its language. */
  readonly script: string;
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
