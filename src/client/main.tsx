/** The browser's side, put together: what comes in changes the state, and the view is drawn from it. */

import { render } from "preact";
import { decodeHistory, decodeServerFrame } from "../protocol/answers.ts";
import type { AnyEntry, RefusedFrame, ServerFrame } from "../protocol/frames.ts";
import { LIMITS } from "../protocol/limits.ts";
import { canonicalName } from "../protocol/names.ts";
import { timesFor } from "../presentation/time.ts";
import { oncePerFrame } from "./frame.ts";
import { fetchPage, laterOf } from "./history.ts";
import { newId } from "./id.ts";
import { recall, remember } from "./memory.ts";
import { LateShelf } from "./late-shelf.ts";
import { keepPages } from "./offline.ts";
import { Outbox } from "./outbox.ts";
import { Reading } from "./reading.ts";
import { Socket } from "./socket.ts";
import type { Actions, RoomState, State } from "./state.ts";
import { extend, fromPage, prepend, receive, toEnd, toPage, trim } from "./store.ts";
import { Tab } from "./tab.ts";
import { loadTexts } from "./texts.ts";
import { App } from "./view/app.tsx";
import { parseVisits, VISITS, visitOf, withVisit } from "./visits.ts";

const root = pageElement("room");
const page = decodeHistory(JSON.parse(pageElement("state").textContent));
if (!page) throw new Error("The page carries no history.");

const language = document.documentElement.lang;
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
const texts = await loadTexts(language);
const reader = { texts, times: timesFor(language, timeZone, texts) };

const LAST_NAME = "gatehouse:name";
const NAME_HERE = `gatehouse:name:${page.room}`;
const DRAFT_HERE = `gatehouse:draft:${page.room}`;
const LAST_LOG = "gatehouse:log";
const SHELF = "gatehouse";

let state: State = {
  room: fromPage(laterOf(page, recall(LAST_LOG))),
  link: { kind: "down", since: Date.now(), retryAt: null },
  posts: [],
  joining: { remembered: recall(LAST_NAME) ?? "", asked: recall(NAME_HERE), refused: null },
  older: "idle",
  newer: "idle",
  notice: null,
};

/** The name that the last upgrade has brought to the room. */
let offered: string | null = null;

const actions: Actions = {
  join(wish) {
    const name = canonicalName(wish);
    if (name === null) {
      return refuseName({ code: wish.trim() === "" ? "name_required" : "name_invalid" });
    }
    change({ joining: { ...state.joining, asked: name, refused: null } });
    socket.send({ type: "name", name });
  },
  post: (text) => outbox.add({ id: newId(), text, after: state.room.head, at: Date.now() }),
  retry: (id) => outbox.retry(id),
  discard: (id) => outbox.discard(id),
  loadOlder: () => void loadOlder(),
  loadNewer: () => void loadNewer(),
  toEnd: () => changeRoom(toEnd(state.room)),
  atEnd: () => reading.atEnd(),
  mounted: (first, last) => changeRoom(trim(state.room, first, last)),
  reconnect: () => socket.wake(),
  openMenu: () =>
    void import("./menu.tsx")
      .then(({ openMenu }) => openMenu(page.room, reader.times))
      .catch(() => change({ notice: "notLoaded" })),
  draft: () => recall(DRAFT_HERE) ?? "",
  keepDraft: (text) => remember(DRAFT_HERE, text),
};

const draw = oncePerFrame(() =>
  render(<App state={state} actions={actions} reader={reader} now={Date.now()} />, root),
);
const tab = new Tab(newId(), gather);
const shelf = new LateShelf(SHELF, async () => {
  const { Shelf } = await import("./shelf.ts");
  const { room } = page;
  return new Shelf({ database: SHELF, room, tab, epoch: () => state.room.epoch });
});
const outbox = new Outbox(
  (frame) => socket.send(frame),
  () => change({ posts: outbox.posts }),
  shelf,
);
const socket = new Socket({
  address,
  decode: decodeServerFrame,
  greeting: "welcome",
  received,
  changed(link) {
    if (link.kind !== "up") {
      outbox.close();
      keepLog();
    }
    change({ link });
  },
});
const reading = new Reading(() => state.room, noteVisit);

draw();
keepPages();
gather();
// While nothing else happens, "Today" becomes "Yesterday", and another page of this room may be closed.
setInterval(() => {
  draw();
  gather();
}, 60_000);
addEventListener("online", () => socket.wake());
addEventListener("pagehide", () => {
  keepLog();
  reading.leave();
});
addEventListener("focus", () => reading.look());
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  socket.wake();
  gather();
});

function change(part: Partial<State>): void {
  state = { ...state, ...part };
  draw();
}

function changeRoom(room: RoomState): void {
  if (room !== state.room) change({ room });
}

/** The next page may have to come without a network, and then is older than what was read here. */
function keepLog(): void {
  remember(LAST_LOG, JSON.stringify(toPage(state.room)));
}

/** Puts this room at the top of those that one has been in. */
function noteVisit(read: number): void {
  const visit = visitOf({ ...state.room, head: read }, Date.now());
  const visits = withVisit(parseVisits(recall(VISITS)), visit);
  remember(VISITS, JSON.stringify(visits));
}

function address(): string {
  const { room, epoch, head } = state.room;
  const url = new URL(`/rooms/${room}/socket`, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  url.searchParams.set("since", String(head));
  url.searchParams.set("epoch", epoch);
  offered = state.joining.asked;
  if (offered !== null) url.searchParams.set("name", offered);
  return url.href;
}

/** Takes over what closed pages of this room have left, unless this one can send nothing any more. */
function gather(): void {
  if (state.link.kind !== "closed") void outbox.gather();
}

function received(frame: ServerFrame): void {
  const before = state.room;
  const room = receive(before, frame);
  if (room === null) return socket.resume();
  change({ room });
  switch (frame.type) {
    case "welcome":
      if (room.epoch !== before.epoch || room.head < before.head) outbox.restart();
      gather();
      acknowledge(frame.resumed ? frame.entries : frame.messages);
      askAgain();
      reading.look();
      return meet();
    case "entries":
      return acknowledge(frame.entries);
    case "presence":
      return meet();
    case "roster":
    case "typing":
      return;
    case "refused":
      return refused(frame);
  }
}

/** One's own entries are the room's word that it has stored one's posts. */
function acknowledge(entries: readonly AnyEntry[]): void {
  const you = state.room.you?.id;
  const own = entries.filter((entry) => entry.kind === "message").filter(({ by }) => by.id === you);
  outbox.stored(...own.map(({ id }) => id));
}

/** A name that was asked for while the link was on its way has not gone with it. */
function askAgain(): void {
  const { asked } = state.joining;
  if (asked !== null && asked !== offered) socket.send({ type: "name", name: asked });
}

/** With a name that the room has granted, one can write. */
function meet(): void {
  const name = state.room.you?.name ?? null;
  if (name === null) return;
  if (recall(NAME_HERE) !== name) {
    remember(LAST_NAME, name);
    remember(NAME_HERE, name);
  }
  change({ joining: { remembered: name, asked: name, refused: null } });
  void shelf.prepare();
  outbox.open();
}

function refused({ id, code, retryAfter, suggestion }: RefusedFrame): void {
  if (id !== undefined) return outbox.refused(id, code, retryAfter);
  // Without an id, it was the name; whoever has one by now, from another window, need not know.
  if (state.room.you?.name === null) {
    refuseName({ code, ...(suggestion !== undefined && { suggestion }) });
  }
}

function refuseName(refusal: NonNullable<State["joining"]["refused"]>): void {
  change({ joining: { ...state.joining, asked: null, refused: refusal } });
}

async function loadOlder(): Promise<void> {
  const first = state.room.messages[0];
  if (!first || first.seq === 1 || state.older === "loading") return;
  change({ older: "loading" });
  const older = await fetchPage(state.room.room, first.seq);
  if (!older) return change({ older: "failed" });
  // What does not join any more was asked for a list that has begun anew meanwhile.
  change({ older: "idle", room: prepend(state.room, first.seq, older) ?? state.room });
}

async function loadNewer(): Promise<void> {
  const { room, tail } = state.room;
  if (tail === null || state.newer === "loading") return;
  change({ newer: "loading" });
  const until = state.room.until + LIMITS.page;
  const newer = await fetchPage(room, until + 1);
  if (!newer) return change({ newer: "failed" });
  change({ newer: "idle", room: extend(state.room, until, newer) ?? state.room });
}

function pageElement(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no element #${id}.`);
  return element;
}
