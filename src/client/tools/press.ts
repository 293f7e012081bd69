/** A long press with a finger: what pointing gives to a mouse. */

/** Milliseconds after which a press is a long one. */
const LONG = 500;

/** Calls with each message that is pressed for long from now on. */
export function watchLongPress(pressed: (row: HTMLElement) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  document.addEventListener("pointerdown", ({ pointerType, target }) => {
    end();
    const row = target instanceof Element ? target.closest<HTMLElement>("[data-seq]") : null;
    if (pointerType === "mouse" || !row) return;
    timer = setTimeout(() => pressed(row), LONG);
  });
  // One that moves is the browser's: it cancels it.
  for (const type of ["pointerup", "pointercancel", "scroll"]) {
    document.addEventListener(type, end, { capture: true });
  }
  // The browser has a menu of its own for a long press, on a link for instance.
  document.addEventListener("contextmenu", (event) => {
    if (timer !== undefined) event.preventDefault();
  });
}
