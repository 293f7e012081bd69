/** A long press with a finger: what pointing gives to a mouse. */

/** Milliseconds after which a press is a long one. */
const LONG = 500;

/** Pixels by which a finger may tremble. */
const TREMBLE = 10;

/** Calls with each message that is pressed for long from now on. */
export function watchLongPress(pressed: (row: HTMLElement) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let from = { x: 0, y: 0 };
  const end = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  document.addEventListener("pointerdown", ({ pointerType, target, clientX: x, clientY: y }) => {
    end();
    const row = target instanceof Element ? target.closest<HTMLElement>("[data-seq]") : null;
    if (pointerType === "mouse" || !row) return;
    from = { x, y };
    timer = setTimeout(() => pressed(row), LONG);
  });
  document.addEventListener("pointermove", ({ clientX, clientY }) => {
    if (Math.hypot(clientX - from.x, clientY - from.y) > TREMBLE) end();
  });
  for (const type of ["pointerup", "pointercancel", "scroll"]) {
    document.addEventListener(type, end, { capture: true });
  }
  // The browser has a menu of its own for a long press, on a link for instance.
  document.addEventListener("contextmenu", (event) => {
    if (timer !== undefined) event.preventDefault();
  });
}
