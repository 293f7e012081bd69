/** The room's page, put together: what comes in changes the state, and the view is drawn from it. */

import { render } from "preact";
import { decodeHistory, decodeServerFrame } from "../protocol/answers.ts";
import { textsFor } from "../presentation/texts.ts";
import { timesFor } from "../presentation/time.ts";
import { actionsFor } from "./actions.ts";
import { oncePerFrame } from "./frame.ts";
import { newId } from "./id.ts";
import { LateAlerts } from "./late-alerts.ts";
import { LateShelf } from "./late-shelf.ts";
import { LateTools } from "./late-tools.ts";
import { Links } from "./links.ts";
import { RoomMemory } from "./memory.ts";
import { Naming } from "./naming.ts";
import { keepPages } from "./offline.ts";
import { Outbox } from "./outbox.ts";
import { language, pageElement, pageState, timeZone } from "./page.ts";
import { Paging } from "./paging.ts";
import { Reading } from "./reading.ts";
import { Receiver } from "./receiver.ts";
import { Socket } from "./socket.ts";
import { firstState, NO_NAMES, UNLINKED, type Link, type State } from "./state.ts";
import { fromPage } from "./store.ts";
import { countInTitle } from "./title.ts";
import { Typists, Writing } from "./typing.ts";
import { leaveOff, unreadIn } from "./unread.ts";
import { isReplaced } from "./version.ts";
import { App } from "./view/app.tsx";

const root = pageElement("room");
const page = decodeHistory(pageState());
if (!page) throw new Error("The page carries no history.");
const memory = new RoomMemory(page.room);
await memory.draft.open();
const texts = textsFor(language);
const reader = { texts, times: timesFor(language, timeZone, texts) };

const DATABASE = "gatehouse";
const held = fromPage(memory.laterOf(page));
// Whoever comes for the first time has missed nothing.
let state = firstState(held, memory.readOf(held) ?? held.head, memory.joining());

const draw = oncePerFrame(() => {
  render(<App state={state} actions={actions} reader={reader} now={Date.now()} />, root);
  const unread = unreadIn(state.room, state.read);
  countInTitle(unread.count);
  alerts.tell(state, unread);
});

const alerts = new LateAlerts(async (before) => {
  const { Alerts } = await import("./alerts.ts");
  return new Alerts({ room: page.room, texts }, before);
});
const shelf = new LateShelf(DATABASE, async () => {
  const { openShelf } = await import("./shelf.ts");
  return openShelf({
    database: DATABASE,
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
  keep: (name) => memory.keepName(name),
});
const reading = new Reading(() => state.room, state.read, {
  moved: (read) => change({ read }),
  note: (read) => memory.noteVisit(state.room, read),
});
const paging = new Paging({ state: () => state, change });
const links = new Links({
  seek: (seq) => paging.seek(seq),
  mark: (goal) => change({ goal }),
  notFound: () => say(texts.noSuchMessage),
});
const tools = new LateTools(async () => {
  const { Tools } = await import("./tools.tsx");
  return new Tools({ say, naming, texts });
});
const typists = new Typists((now) => change({ typists: now }));
const writing = new Writing(() => {
  if (state.room.you?.name) socket.send({ type: "typing" });
});
const receiver = new Receiver({
  state: () => state,
  change,
  outbox,
  naming,
  reading,
  typists,
  missed: () => socket.resume(),
  welcomed() {
    gather();
    if (!document.hasFocus()) void prepareAlerts();
  },
  named() {
    void shelf.prepare();
    void prepareAlerts();
    outbox.open();
  },
});
const socket = new Socket({
  address,
  decode: decodeServerFrame,
  greeting: "welcome",
  received: (frame) => receiver.receive(frame),
  changed: linked,
});
const actions = actionsFor({
  state: () => state,
  change,
  naming,
  outbox,
  links,
  paging,
  reading,
  writing,
  memory,
  socket,
  command,
  openMenu: () => void openMenu(),
});

draw();
keepPages();
gather();
// While nothing else happens, "Today" becomes "Yesterday", and another page of this room may be closed.
setInterval(() => {
  draw();
  gather();
}, 60_000);
memory.onVisit(() => {
  const read = memory.readOf(state.room) ?? 0;
  // What was missed here has been seen there.
  if (read > state.read) change({ leftOff: null });
  reading.readElsewhere(read);
});
addEventListener("online", () => socket.wake());
addEventListener("offline", () => socket.resume());
addEventListener("pagehide", () => {
  memory.keepLog(state.room);
  // Another tab may have written and sent since.
  memory.draft.keep(memory.draft.text);
  reading.leave();
});
addEventListener("focus", () => {
  change({ leftOff: leaveOff(state, true) });
  reading.look();
});
addEventListener("blur", () => void prepareAlerts());
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  socket.wake();
  gather();
});

function change(part: Partial<State>): void {
  state = { ...state, ...part };
  draw();
}

function linked(link: Link): void {
  if (link.kind !== "up") {
    naming.lost();
    outbox.close();
    memory.keepLog(state.room);
  } else if (state.link !== UNLINKED) {
    // There was an outage, as at a deploy: this page may have been replaced since.
    void offerNewVersion();
  }
  // Names that were asked for without a link have not been asked for.
  change({ link, names: NO_NAMES });
}

/** The page goes on with what it has: whoever uses it knows best when it may begin anew. */
async function offerNewVersion(): Promise<void> {
  if (await isReplaced()) change({ notice: "newVersion" });
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

async function prepareAlerts(): Promise<void> {
  await alerts.prepare(state);
  draw();
}

async function openMenu(): Promise<void> {
  try {
    const menu = await import("./menu.tsx");
    await menu.openMenu({ state, reader, naming, tools, say });
    if (state.notice === "notLoaded") change({ notice: null });
  } catch {
    change({ notice: "notLoaded" });
  }
}

async function command(text: string): Promise<string | null> {
  const ready = await tools.get();
  return ready ? ready.command(text) : texts.notLoaded;
}

/** Tells the reader something that matters for a moment. */
function say(text: string): void {
  change({ news: { text, at: Date.now() } });
}
