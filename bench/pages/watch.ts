/** What a page's reader sees, and when. Runs in the page, before anything of its own. */

/** Where to look, as CSS selectors. */
export interface Marks {
  /** The text of a message that the server has. */
  readonly message: string;
  /** Where one writes first: a name, or a message. */
  readonly first: string;
  /** Where one writes messages. */
  readonly field: string;
  /** What one will write. */
  readonly own: string;
}

/** Milliseconds since the navigation began, NaN for what has not come, unless something else is said. */
export interface Seen {
  /** The first text of any kind. */
  paint: number;
  /** The first message. */
  text: number;
  /** The field is there, takes what is typed, and its form is listened to. */
  ready: number;
  /** One's own message has come back. */
  back: number;
  /** By how much the page has shifted without its reader's doing: the sum of all scores. */
  shift: number;
  /**
   * The most pixels that a message in sight has moved before one sends anything. Chromium's scores leave
   * this out where a list rests at its end: its rows may jump with the list's own size.
   */
  moved: number;
  longTasks: number;
  /** Milliseconds by which the tasks were too long, over 50 each. */
  blocked: number;
}

/** What whoever watches is told at once. */
export type Happening = "ready" | "back";

declare global {
  interface Window {
    /** Given by whoever watches. */
    readonly marks: Marks;
    readonly happened: (what: Happening) => void;
    /** For whoever watches. */
    seen: Seen;
  }
}

const { message, first, field, own } = window.marks;
const never = { paint: NaN, text: NaN, ready: NaN, back: NaN };
const seen: Seen = { ...never, shift: 0, moved: NaN, longTasks: 0, blocked: 0 };

/** What hears of a form that is sent. */
const listeners = new WeakSet<EventTarget>();

observe("paint", ({ name, startTime }) => {
  if (name === "first-contentful-paint") seen.paint = startTime;
});
observe("longtask", ({ duration }) => {
  seen.longTasks++;
  seen.blocked += duration - 50;
});
observe("layout-shift", (entry) => {
  if ("value" in entry && "hadRecentInput" in entry && !entry.hadRecentInput) {
    seen.shift += Number(entry.value);
  }
});
let isSent = false;
addEventListener("submit", ({ target }) => {
  if (target instanceof Element && target.querySelector(field)) isSent = true;
});
noteListeners();
window.seen = seen;
void noteText();
void noteReady();
void noteOwn();

function observe(type: string, note: (entry: PerformanceEntry) => void): void {
  const observer = new PerformanceObserver((list) => list.getEntries().forEach(note));
  observer.observe({ type, buffered: true });
}

function noteListeners(): void {
  const target = EventTarget.prototype;
  // The proxy hands on whose method it is.
  // oxlint-disable-next-line typescript/unbound-method
  target.addEventListener = new Proxy(target.addEventListener, {
    apply(listen, listener: EventTarget, args) {
      if (args[0] === "submit") listeners.add(listener);
      return Reflect.apply(listen, listener, args);
    },
  });
}

async function noteText(): Promise<void> {
  seen.text = await painted(() => messages().some(({ textContent }) => textContent !== ""));
  noteMoves();
}

function noteMoves(): void {
  const inSight = messages().filter((it) => it.getBoundingClientRect().bottom <= innerHeight);
  const chosen = inSight.at(-1);
  if (!chosen) return;
  const { top } = chosen.getBoundingClientRect();
  seen.moved = 0;
  const look = (watched: Element): void => {
    if (isSent) return;
    const now = asItIsNow(watched);
    seen.moved = Math.max(seen.moved, Math.abs(now.getBoundingClientRect().top - top));
    requestAnimationFrame(() => look(now));
  };
  look(chosen);
}

/** The page may have drawn it anew. */
function asItIsNow(element: Element): Element {
  if (element.isConnected) return element;
  return messages().find(({ textContent }) => textContent === element.textContent) ?? element;
}

async function noteReady(): Promise<void> {
  seen.ready = await painted(() => {
    const found = document.querySelector(first);
    const takes = found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement;
    return takes && !found.disabled && !found.readOnly && isListenedTo(found.form);
  });
  window.happened("ready");
}

async function noteOwn(): Promise<void> {
  seen.back = await painted(() => messages().some(({ textContent }) => textContent.includes(own)));
  window.happened("back");
}

function messages(): Element[] {
  return Array.from(document.querySelectorAll(message));
}

function isListenedTo(node: Node | null): boolean {
  return node !== null && (listeners.has(node) || isListenedTo(node.parentNode));
}

/** When something is on the screen, once it holds at the beginning of a frame. */
function painted(holds: () => boolean): Promise<number> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!holds()) return void requestAnimationFrame(look);
      // What is posted within a frame arrives once the frame is painted.
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener("message", () => resolve(performance.now()));
      port1.start();
      port2.postMessage(null);
    };
    requestAnimationFrame(look);
  });
}
