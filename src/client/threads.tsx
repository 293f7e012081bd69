/** The board of live sessions, put together: what the room reports is shown, and grows older by itself. */

import { render } from "preact";
import { decodeThreads, decodeThreadsFrame } from "../protocol/answers.ts";
import { boardTextsFor } from "../presentation/board.ts";
import { measuresFor } from "../presentation/measures.ts";
import { textsFor } from "../presentation/texts.ts";
import { timesFor } from "../presentation/time.ts";
import { begin, hear, pass } from "../presentation/watch.ts";
import { Board } from "./board/board.tsx";
import { oncePerFrame } from "./frame.ts";
import { Herald } from "./board/herald.ts";
import { language, pageElement, pageState, timeZone } from "./page.ts";
import { Socket } from "./socket.ts";
import { UNLINKED, type Link } from "./state.ts";

/** Milliseconds after which everything on the board is a little older. */
const TICK = 1_000;

const root = pageElement("threads");
const page = decodeThreads(pageState());
if (!page) throw new Error("The page carries no report.");

const common = textsFor(language);
const texts = boardTextsFor(language);
const times = timesFor(language, timeZone, common);
const reader = { texts, common, times, measures: measuresFor(language) };

let watch = begin(page, Date.now());
let link: Link = UNLINKED;
let ticking: ReturnType<typeof setInterval> | undefined;

const herald = new Herald(page, texts);
const draw = oncePerFrame(() => {
  const now = Date.now();
  const said = herald.note(watch.report, link.kind === "lost", now);
  render(<Board watch={watch} link={link} said={said} reader={reader} now={now} />, root);
});
const socket = new Socket({
  address,
  decode: decodeThreadsFrame,
  greeting: "threads",
  received(report) {
    watch = hear(watch, report, Date.now());
    show();
  },
  changed(next) {
    link = next;
    show();
  },
});

look();
addEventListener("online", () => socket.wake());
addEventListener("offline", () => socket.resume());
document.addEventListener("visibilitychange", () => {
  look();
  if (!document.hidden) socket.wake();
});

/** Keeps the time as long as somebody looks. */
function look(): void {
  clearInterval(ticking);
  if (document.hidden) return;
  ticking = setInterval(tick, TICK);
  tick();
}

/** While the board is cut off, it stands still. */
function tick(): void {
  if (link.kind === "up") watch = pass(watch, Date.now());
  draw();
}

function show(): void {
  if (!document.hidden) draw();
}

function address(): string {
  const url = new URL(`/rooms/${watch.report.room}/threads/socket`, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  return url.href;
}
