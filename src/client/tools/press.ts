/** A long press with a finger: what pointing gives to a mouse. */

/** Milliseconds after which a press is a long one. */
const LONG = 500;

/** Calls with each message that is pressed for long. */
export class LongPress {
  readonly #pressed: (row: HTMLElement) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(pressed: (row: HTMLElement) => void) {
    this.#pressed = pressed;
    document.addEventListener("pointerdown", (event) => this.begin(event));
    // One that moves is the browser's: it cancels it.
    for (const type of ["pointerup", "pointercancel", "scroll"]) {
      document.addEventListener(type, () => this.#end(), { capture: true });
    }
    // The browser has a menu of its own for a long press, on a link for instance.
    document.addEventListener("contextmenu", (event) => {
      if (this.#timer !== undefined) event.preventDefault();
    });
  }

  /** A press has begun, perhaps some time ago. */
  begin({ pointerType, target, timeStamp }: PointerEvent): void {
    this.#end();
    const row = target instanceof Element ? target.closest<HTMLElement>("[data-seq]") : null;
    if (pointerType === "mouse" || !row) return;
    const left = LONG - (performance.now() - timeStamp);
    this.#timer = setTimeout(() => {
      swallowClick();
      this.#pressed(row);
    }, left);
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

/** The finger that lifts after a long press clicks on whatever has come up under it. */
function swallowClick(): void {
  document.addEventListener("click", swallow, { capture: true, once: true });
  const next = (): void => document.removeEventListener("click", swallow, { capture: true });
  document.addEventListener("pointerdown", next, { capture: true, once: true });
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
