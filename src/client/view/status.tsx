/** What there is to say about the connection: nothing, as long as it holds. */

import { Component } from "preact";
import type { Texts } from "../../presentation/en.ts";
import type { Lack, Link, News, State, Unlinked } from "../state.ts";

/** How long, in milliseconds, the page tells its news. */
const NEWS = 6_000;

interface StatusProps {
  readonly state: State;
  readonly texts: Texts;
  readonly onRetry: () => void;
}

interface StatusState {
  readonly now: number;
}

/** The line above the composer. It always takes its space, so that it moves nothing. */
export class Status extends Component<StatusProps, StatusState> {
  override state: StatusState = { now: Date.now() };
  #timer: ReturnType<typeof setInterval> | undefined;

  override componentDidMount(): void {
    this.#keepTime();
  }

  override componentDidUpdate(): void {
    this.#keepTime();
  }

  override render({ state, texts, onRetry }: StatusProps, { now }: StatusState) {
    const { room, link, notice, waiting } = state;
    if (link.kind === "closed") return <Reload text={texts.closes[link.code]} texts={texts} />;
    // Without a link a page that is loaded anew may not come back.
    if (link.kind === "lost") {
      return <Outage link={link} now={now} texts={texts} onRetry={onRetry} />;
    }
    if (notice === "notLoaded") return <Reload text={texts.notLoaded} texts={texts} />;
    if (waiting) {
      return (
        <div class="status dot waits">
          <output>{waiting === "unavailable" ? texts.full : texts.busy}</output>
        </div>
      );
    }
    const news = newsOf(link, room.lack, state.news, now, texts);
    const isReplaced = news === null && notice === "newVersion";
    return (
      <div class="status">
        <output>{isReplaced ? texts.newVersion : news}</output>
        {isReplaced && <ReloadButton texts={texts} />}
      </div>
    );
  }

  /** The time goes on, to the second, for as long as it matters to what is said. */
  #keepTime(): void {
    const { link, news } = this.props.state;
    const { now } = this.state;
    const matters =
      "retryAt" in link || (link.kind === "up" && now - link.since < NEWS) || isFresh(news, now);
    if (matters === (this.#timer !== undefined)) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    if (!matters) return;
    this.#tick();
    this.#timer = setInterval(this.#tick, 1_000);
  }

  readonly #tick = (): void => this.setState({ now: Date.now() });
}

interface OutageProps {
  readonly link: Unlinked;
  readonly now: number;
  readonly texts: Texts;
  readonly onRetry: () => void;
}

function Outage({ link, now, texts, onRetry }: OutageProps) {
  const seconds = link.retryAt === null ? 0 : Math.ceil((link.retryAt - now) / 1_000);
  const why = whyDown(link, texts);
  return (
    <div class="status dot">
      {/* The countdown is for the eye: read out, it would never stop. */}
      <output class="unseen">{why}</output>
      <p aria-hidden="true">
        {why} {navigator.onLine && seconds > 0 && texts.nextTry(seconds)}
      </p>
      <button type="button" class="inline" onClick={onRetry}>
        {texts.retryNow}
      </button>
    </div>
  );
}

function whyDown({ tooFast }: OutageProps["link"], texts: Texts): string {
  if (tooFast) return texts.tooFast;
  return navigator.onLine ? texts.reconnecting : texts.offline;
}

function Reload({ text, texts }: { readonly text: string; readonly texts: Texts }) {
  return (
    <div class="status dot">
      <p role="alert">{text}</p>
      <ReloadButton texts={texts} />
    </div>
  );
}

function ReloadButton({ texts }: { readonly texts: Texts }) {
  return (
    <button type="button" class="inline" onClick={() => location.reload()}>
      {texts.reload}
    </button>
  );
}

/** What is said for a while: that something was done, is missing, or that nothing is missing. */
function newsOf(
  link: Link,
  lack: Lack | null,
  news: News | null,
  now: number,
  texts: Texts,
): string | null {
  if (isFresh(news, now)) return news.text;
  if (link.kind !== "up" || now - link.since >= NEWS) return null;
  if (lack) return texts[lack];
  return link.wasLost ? texts.caughtUp : null;
}

function isFresh(news: News | null, now: number): news is News {
  return news !== null && now - news.at < NEWS;
}
