/** What the keys do that no field, button or browser has a use for. */

/** What a key can lead to. */
export interface KeysOwner {
  readonly showKeys: () => void;
  readonly openActions: (row: HTMLElement) => void;
}

/** The part of a screen by which a page key scrolls: the last line is seen again. */
const SCREEN = 0.9;

/** Does what a key is for, if it is for something here. */
export function press(event: KeyboardEvent, { showKeys, openActions }: KeysOwner): void {
  const { key, target } = event;
  if (event.isComposing || !(target instanceof HTMLElement)) return;
  // A dialog or a sheet has its own keys.
  if (document.querySelector("dialog[open], :popover-open")) return;
  const act = actionOf(event, target, { showKeys, openActions });
  if (!act) return;
  if (key.length > 1 || event.ctrlKey || event.metaKey) event.preventDefault();
  act();
}

function actionOf(
  { key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent,
  target: HTMLElement,
  { showKeys, openActions }: KeysOwner,
): (() => void) | null {
  const field = target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
  const row = target.closest<HTMLElement>("[data-seq]");
  const inList = target.closest("[role=log]") !== null;
  if ((ctrlKey || metaKey) && key === "/") return showKeys;
  if (ctrlKey || metaKey || altKey) return null;
  if (key === "Escape") return field ? toEnd : toField;
  if (key.startsWith("Page") && field && !scrolls(target)) {
    return () => scrollBy(key === "PageUp" ? -SCREEN : SCREEN);
  }
  if (field && target.value !== "") return null;
  // A tall message scrolls by itself.
  if (target.matches(".tall") && /^(?:Arrow|Home|End)/.test(key)) return null;
  if (key === "End") return toEnd;
  if (key === "Home") return toNew();
  if (field) return null;
  // A single character may be a shortcut only where it cannot be said by mistake (WCAG 2.1.4).
  if (inList && key === "?") return showKeys;
  if (inList && (key === "ArrowUp" || key === "ArrowDown")) return () => walk(row, key);
  if (row === target && key === "Enter") return () => openActions(row);
  // Whoever begins to type wants to write; but a button and the list have their own use for a space.
  const written = key.length === 1 && (key !== " " || (target === document.body && !shiftKey));
  return written ? toField : null;
}

/** Whether a field has more than it shows: a line, that is, and no fraction of a pixel. */
function scrolls({ scrollHeight, clientHeight }: HTMLElement): boolean {
  return scrollHeight - clientHeight > 8;
}

function list(): HTMLElement | null {
  return document.querySelector<HTMLElement>("[role=log]");
}

/** To where one writes, or says who one is. */
function toField(): void {
  document.querySelector<HTMLElement>(".dock :is(textarea, input)")?.focus();
}

/** To the latest messages, by the button that leads there, if there is one. */
function toEnd(): void {
  const button = document.querySelector<HTMLElement>(".pill");
  // There is none before the list has noticed that its reader has left the end, a frame later.
  if (button) button.click();
  else list()?.scrollTo({ top: 0, behavior: "instant" });
  toField();
}

/** To the first new message, if there is a button that leads there. */
function toNew(): (() => void) | null {
  const button = document.querySelector<HTMLElement>(".to-new");
  return button && (() => button.click());
}

function scrollBy(screens: number): void {
  const log = list();
  log?.scrollBy({ top: screens * log.clientHeight, behavior: "instant" });
}

/**
 * From message to message; the first step is to the last one in sight. From a link in the first or the
 * last of all it is to that message itself: a key that does nothing seems not to work.
 */
function walk(from: HTMLElement | null, key: "ArrowUp" | "ArrowDown"): void {
  const rows = Array.from(list()?.querySelectorAll<HTMLElement>("[data-seq]") ?? []);
  const step = key === "ArrowUp" ? -1 : 1;
  const to = from ? (rows[rows.indexOf(from) + step] ?? from) : rows.findLast(hasBegun);
  if (!to) return;
  to.tabIndex = -1;
  to.focus({ preventScroll: true });
  to.scrollIntoView({ block: "nearest", behavior: "instant" });
}

/** Whether some of it is in sight, or above: a message may be longer than what is in sight. */
function hasBegun(row: HTMLElement): boolean {
  const view = list()?.getBoundingClientRect();
  return view !== undefined && row.getBoundingClientRect().top < view.bottom;
}
