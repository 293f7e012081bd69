/** What the first touch of a page brings: its tools are fetched then, and miss no event. */

/** What ends the press of a finger: after any of these, nobody waits for what it leads to. */
const ENDS = ["pointerup", "pointercancel", "scroll", "contextmenu"];

/** What is told of each key and press until it can see them for itself. */
interface Touchable {
  readonly take: (event: Event) => void;
}

export class LateTools<Tools extends Touchable> {
  readonly #load: () => Promise<Tools>;
  #tools: Promise<Tools | null> | null = null;
  /** The press that has not ended. */
  #pressed: Event | null = null;

  /** @param load may fail, and is then tried again at the next touch */
  constructor(load: () => Promise<Tools>) {
    this.#load = load;
    addEventListener("pointerdown", this.#touched);
    addEventListener("keydown", this.#touched);
    for (const type of ENDS) addEventListener(type, this.#ended, { capture: true });
  }

  /** The tools, or null if they cannot be fetched. */
  get(): Promise<Tools | null> {
    this.#tools ??= this.#load().then(
      (tools) => {
        removeEventListener("pointerdown", this.#touched);
        removeEventListener("keydown", this.#touched);
        return tools;
      },
      () => (this.#tools = null),
    );
    return this.#tools;
  }

  readonly #touched = (event: Event): void => {
    if (event.defaultPrevented) return;
    if (isStep(event)) event.preventDefault();
    void this.#hand(event);
  };

  async #hand(event: Event): Promise<void> {
    const isKey = event.type === "keydown";
    if (!isKey) this.#pressed = event;
    const tools = await this.get();
    if (isKey || event === this.#pressed) tools?.take(event);
  }

  readonly #ended = (): void => {
    this.#pressed = null;
  };
}

/** Whether it is a step from message to message: the browser would scroll, as in a tall one it may. */
function isStep(event: Event): boolean {
  const { target } = event;
  const isArrow = "key" in event && (event.key === "ArrowUp" || event.key === "ArrowDown");
  return (
    isArrow && target instanceof Element && target.matches("[role=log], [role=log] :not(.tall)")
  );
}
