/** Keeps the page of live sessions fresh, as long as somebody looks at it. */

import { render } from "preact";
import { decodeThreads } from "../protocol/answers.ts";
import type { Threads } from "../protocol/frames.ts";
import { timesFor } from "../presentation/time.ts";
import { loadTexts } from "./texts.ts";
import { Report } from "./view/report.tsx";

/** Milliseconds between two looks: longer than the 10 s after which a room sleeps, so as to let it. */
const INTERVAL = 12_000;

const language = document.documentElement.lang;
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
const texts = await loadTexts(language);
const reader = { texts, times: timesFor(language, timeZone, texts) };
const root = document.getElementById("threads");
if (!root) throw new Error("The page has no element #threads.");

let last: Threads | null = null;

setInterval(() => {
  if (!document.hidden) void refresh(root);
}, INTERVAL);

async function refresh(into: HTMLElement): Promise<void> {
  last = (await fetchThreads()) ?? last;
  // Without news, what was last heard grows older.
  if (last) render(<Report threads={last} reader={reader} now={Date.now()} />, into);
}

/** Null if the network or the room has nothing to say just now; the next look is soon. */
async function fetchThreads(): Promise<Threads | null> {
  try {
    const response = await fetch(location.href, { headers: { Accept: "application/json" } });
    return response.ok ? decodeThreads(await response.json()) : null;
  } catch {
    return null;
  }
}
