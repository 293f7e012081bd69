/** The browser's side, put together: what comes in changes the state, and the view is drawn from it. */

import { render } from "preact";
import { decodeHistory, decodeServerFrame } from "../protocol/answers.ts";
import type { AnyEntry, RefusedFrame, ServerFrame } from "../protocol/frames.ts";
import { timesFor } from "../presentation/time.ts";
import { refusalText } from "../presentation/refusal.ts";
import type { Alerts } from "./alerts.ts";
import { oncePerFrame } from "./frame.ts";
import { newId } from "./id.ts";
import { laterOf, withLog } from "./logs.ts";
import { KEYS, keysOf, recall, remember } from "./memory.ts";
import { LateShelf } from "./late-shelf.ts";
import { LateTools } from "./late-tools.ts";
import { Links } from "./links.ts";
import { Naming } from "./naming.ts";
import { keepPages } from "./offline.ts";
import { Outbox } from "./outbox.ts";
import { Paging } from "./paging.ts";
import { Reading } from "./reading.ts";
import { Socket } from "./socket.ts";
import type { Actions, Names, RoomState, State } from "./state.ts";
import { fromPage, receive, toEnd, toPage, trim } from "./store.ts";
import { loadTexts } from "./texts.ts";
import { countInTitle } from "./title.ts";
import { Typists, Writing } from "./typing.ts";
import { unreadIn } from "./unread.ts";
import { isReplaced } from "./version.ts";
import { App } from "./view/app.tsx";
import { parseVisits, visitOf, withVisit } from "./visits.ts";

const root = pageElement("room");
const page = decodeHistory(JSON.parse(pageElement("state").textContent));
if (!page) throw new Error("The page carries no history.");

const language = document.documentElement.lang;
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
const texts = await loadTexts(language);
const reader = { texts, times: timesFor(language, timeZone, texts) };

const HERE = keysOf(page.room);
const SHELF = "gatehouse";

const held = fromPage(laterOf(page, recall(KEYS.logs)));

const UNTOLD: Names = { at: null, asked: false };

let state: State = {
  room: held,
  // Whoever comes for the first time has missed nothing.
  read: readOf(held) ?? held.head,
  link: { kind: "down", since: Date.now(), retryAt: null, tooFast: false },
  posts: [],
  waiting: null,
  leftOff: null,
  joining: { remembered: recall(KEYS.name) ?? "", asked: recall(HERE.name), refused: null },
  names: UNTOLD,
  typists: [],
  older: "idle",
  newer: "idle",
  goal: null,
  notice: null,
  news: null,
};

/** The link was lost, as at a deploy: this page may have been replaced since. */
let wasDown = false;

const actions: Actions = {
  join: (wish) => naming.join(wish),
  post(text) {
    writing.ended();
    outbox.add({ id: newId(), text, after: state.room.head, at: Date.now() });
  },
  async command(text) {
    const ready = await tools.get();
    return ready ? ready.command(text) : texts.notLoaded;
  },
  retry: (id) => outbox.retry(id),
  discard: (id) => outbox.discard(id),
  loadOlder: () => void paging.loadOlder(),
  loadNewer: () => void paging.loadNewer(),
  toEnd: () => changeRoom(toEnd(state.room)),
  // Whoever is on their way to a message does not see the end.
  atEnd: () => paging.seeks || reading.atEnd(),
  mounted: (first, last) => changeRoom(trim(state.room, first, last)),
  reconnect: () => socket.wake(),
  openMenu: () =>
    void import("./menu.tsx")
      .then(({ openMenu }) => openMenu(page.room, reader.times))
      .catch(() => change({ notice: "notLoaded" })),
  writing: () => writing.goesOn(),
  askNames() {
    change({ names: { ...state.names, asked: true } });
    socket.send({ type: "roster" });
  },
  draft: () => recall(HERE.draft) ?? "",
  keepDraft: (text) => remember(HERE.draft, text),
};

/** There are none before the reader has a name or has looked elsewhere. */
let alerts: Alerts | null = null;

const draw = oncePerFrame(() => {
  render(<App state={state} actions={actions} reader={reader} now={Date.now()} />, root);
  const unread = unreadIn(state.room, state.read);
  countInTitle(unread.count);
  alerts?.tell(state, unread);
});
const shelf = new LateShelf(SHELF, async () => {
  const { openShelf } = await import("./open-shelf.ts");
  return openShelf({
    database: SHELF,
    room: page.room,
    id: newId(),
    otherGone: gather,
    epoch: () => state.room.epoch,
  });
});
const outbox = new Outbox(
  (frame) => socket.send(frame),
  () => change({ posts: outbox.posts, waiting: outbox.waiting }),
  shelf,
);
const naming = new Naming({
  state: () => state,
  change: (joining) => change({ joining }),
  ask: (name) => socket.send({ type: "name", name }),
  keep(name) {
    if (recall(HERE.name) === name) return;
    remember(KEYS.name, name);
    remember(HERE.name, name);
  },
  renamed: (name) => say(texts.renamed(name)),
  notRenamed({ code, suggestion }) {
    const free = suggestion === undefined ? "" : ` ${texts.isFree(suggestion)}`;
    say(refusalText(code, texts) + free);
  },
});
const socket = new Socket({
  address,
  decode: decodeServerFrame,
  greeting: "welcome",
  received,
  changed(link) {
    if (link.kind !== "up") {
      change({ names: UNTOLD });
      naming.lost();
      outbox.close();
      keepLog();
    } else if (wasDown) {
      void offerNewVersion();
    }
    wasDown = link.kind !== "up";
    change({ link });
  },
});
const reading = new Reading(() => state.room, state.read, {
  moved: (read) => change({ read }),
  note: noteVisit,
});

const paging = new Paging({ state: () => state, change });
const links = new Links({
  seek: (seq) => paging.seek(seq),
  mark: (goal) => change({ goal }),
  unmark: (seq) => state.goal === seq && change({ goal: null }),
  notFound: () => say(texts.noSuchMessage),
});
// What keys, long presses and commands do.
const tools = new LateTools(async () => {
  const { Tools } = await import("./tools.tsx");
  return new Tools({ say, rename });
});
const typists = new Typists((now) => change({ typists: now }));
const writing = new Writing(() => {
  if (state.room.you?.name) socket.send({ type: "typing" });
});

links.listen();
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
addEventListener("focus", () => {
  leaveOff();
  reading.look();
});
addEventListener("blur", () => void prepareAlerts());
addEventListener("storage", ({ key }) => {
  if (key === KEYS.visits) reading.readElsewhere(readOf(state.room) ?? 0);
});
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

/** Draws the line between what was read and what is new. It stays there until the reader is back again. */
function leaveOff(): void {
  const { room, read } = state;
  change({ leftOff: unreadIn(room, read).count > 0 ? read : null });
}

/** The next page may have to come without a network, and then is older than what was read here. */
function keepLog(): void {
  remember(KEYS.logs, withLog(recall(KEYS.logs), toPage(state.room)));
}

/** How far a room has been read in this browser; null if this log is not known here. */
function readOf({ room, epoch }: RoomState): number | null {
  const visit = parseVisits(recall(KEYS.visits)).find(
    (it) => it.room === room && it.epoch === epoch,
  );
  return visit?.read ?? null;
}

/** Puts this room at the top of those that one has been in. */
function noteVisit(read: number): void {
  const visit = visitOf({ ...state.room, head: read }, Date.now());
  const visits = withVisit(parseVisits(recall(KEYS.visits)), visit);
  remember(KEYS.visits, JSON.stringify(visits));
}

/** The page goes on with what it has: whoever uses it knows best when it may begin anew. */
async function offerNewVersion(): Promise<void> {
  if (await isReplaced()) change({ notice: "newVersion" });
}

function rename(wish: string): string | null {
  const fault = naming.rename(wish);
  if (fault === "invalid") return texts.refusals.name_invalid;
  return fault && "";
}

/** What calls the reader back is fetched before it is needed: without a network it could not be. */
async function prepareAlerts(): Promise<void> {
  if (alerts || !state.room.you) return;
  const before = state;
  const { room } = state.room;
  const program = await import("./alerts.ts").catch(() => null);
  if (!program || alerts) return;
  alerts = new program.Alerts({ room, texts, recall }, before);
  draw();
}

function address(): string {
  const { room, epoch, head } = state.room;
  const url = new URL(`/rooms/${room}/socket`, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  url.searchParams.set("since", String(head));
  url.searchParams.set("epoch", epoch);
  const name = naming.offer();
  if (name !== null) url.searchParams.set("name", name);
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
      if (room.epoch !== before.epoch || room.head < before.head) {
        outbox.restart();
        reading.restart();
        change({ leftOff: null });
      }
      if (state.leftOff === null || !document.hasFocus()) leaveOff();
      gather();
      acknowledge(frame.resumed ? frame.entries : frame.messages);
      naming.welcomed();
      reading.look();
      if (!document.hasFocus()) void prepareAlerts();
      return meet();
    case "entries":
      // Nobody is looking: what has been read is read, and what comes now is new.
      if (!document.hasFocus() && state.leftOff !== state.read) leaveOff();
      return acknowledge(frame.entries);
    case "presence":
      if (room.crowded && !before.crowded) change({ names: UNTOLD });
      return meet();
    case "typing":
      return typists.heard(frame.by.filter(({ id }) => id !== room.you?.id));
    case "roster":
      return change({ names: room.crowded ? { at: Date.now(), asked: false } : UNTOLD });
    case "refused":
      return refused(frame);
  }
}

/** What was being written is said. One's own entries are the room's word that it has stored one's posts. */
function acknowledge(entries: readonly AnyEntry[]): void {
  const said = entries.filter((entry) => entry.kind === "message");
  typists.ended(said.map(({ by }) => by));
  const own = said.filter(({ by }) => by.id === state.room.you?.id);
  outbox.stored(...own.map(({ id }) => id));
}

/** With a name that the room has granted, one can write. */
function meet(): void {
  if (!naming.met()) return;
  void shelf.prepare();
  void prepareAlerts();
  outbox.open();
}

/** Without an id, what was refused is the wish for a name, or for the names of a crowd. */
function refused(frame: RefusedFrame): void {
  const { id, code, retryAfter } = frame;
  if (id !== undefined) return outbox.refused(id, code, retryAfter);
  if (state.names.asked && code === "rate_limited") {
    return change({ names: { ...state.names, asked: false } });
  }
  naming.refused(frame);
}

/** Tells the reader something that matters for a moment. */
function say(text: string): void {
  change({ news: { text, at: Date.now() } });
}

function pageElement(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no element #${id}.`);
  return element;
}
