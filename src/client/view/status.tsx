/** What there is to say about the connection: nothing, as long as it holds. */

import { useEffect, useState } from "preact/hooks";
import { CLOSE } from "../../protocol/close.ts";
import type { Texts } from "../../presentation/en.ts";
import type { Lack, Link, Notice } from "../state.ts";

/** An outage shorter than this many milliseconds passes without a word. */
const GRACE = 5_000;

/** How long, in milliseconds, the page says that it has caught up. */
const NEWS = 6_000;

interface StatusProps {
  readonly link: Link;
  readonly lack: Lack | null;
  readonly notice: Notice | null;
  readonly texts: Texts;
  readonly onRetry: () => void;
}

/** The line above the composer. It always takes its space, so that it moves nothing. */
export function Status({ link, lack, notice, texts, onRetry }: StatusProps) {
  const now = useClock(link);
  const late = link.kind === "down" && now - link.since >= GRACE;
  const news = newsOf(link, lack, now);

  if (link.kind === "closed") return <Reload text={closeText(link.code, texts)} texts={texts} />;
  if (notice === "notLoaded") return <Reload text={texts.notLoaded} texts={texts} />;
  if (!late) {
    const said = news ?? notice;
    return (
      <div class="status">
        <output>{said && texts[said]}</output>
        {said === "newVersion" && <ReloadButton texts={texts} />}
      </div>
    );
  }
  const seconds = link.retryAt === null ? 0 : Math.ceil((link.retryAt - now) / 1_000);
  return (
    <div class="status late">
      {/* The countdown is for the eye: read out, it would never stop. */}
      <output class="unseen">{texts.reconnecting}</output>
      <p aria-hidden="true">{seconds > 0 ? texts.reconnectingIn(seconds) : texts.reconnecting}</p>
      <button type="button" onClick={onRetry}>
        {texts.retryNow}
      </button>
    </div>
  );
}

function Reload({ text, texts }: { readonly text: string; readonly texts: Texts }) {
  return (
    <div class="status late">
      <p role="alert">{text}</p>
      <ReloadButton texts={texts} />
    </div>
  );
}

function ReloadButton({ texts }: { readonly texts: Texts }) {
  return (
    <button type="button" onClick={() => location.reload()}>
      {texts.reload}
    </button>
  );
}

function closeText(code: number, { closes }: Texts): string {
  switch (code) {
    case CLOSE.notAuthorised.code:
      return closes.notAuthorised;
    case CLOSE.forbidden.code:
      return closes.forbidden;
    case CLOSE.noSuchRoom.code:
      return closes.noSuchRoom;
    case CLOSE.version.code:
      return closes.version;
    case CLOSE.replaced.code:
      return closes.replaced;
    case CLOSE.frameTooLarge.code:
      return closes.frameTooLarge;
    default:
      return closes.badFrame;
  }
}

/** What is said for a while when the link is back: that something is missing, or that nothing is. */
function newsOf(link: Link, lack: Lack | null, now: number): Lack | "caughtUp" | null {
  if (link.kind !== "up" || now - link.since >= NEWS) return null;
  return lack ?? (link.outage >= GRACE ? "caughtUp" : null);
}

/** The time, to the second as long as it matters to what is said. */
function useClock(link: Link): number {
  const [now, setNow] = useState(Date.now);
  const runs = link.kind === "down" || (link.kind === "up" && now - link.since < NEWS);
  useEffect(() => {
    if (!runs) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [runs]);
  return now;
}
