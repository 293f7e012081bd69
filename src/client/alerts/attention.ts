/** Whether somebody looks at a room: at this page, or at another one of this browser. */

export class Attention {
  readonly #lock: string;
  #looks = Promise.withResolvers<void>();

  constructor(room: string) {
    this.#lock = `gatehouse:attention:${room}`;
    addEventListener("focus", () => this.#look());
    addEventListener("blur", () => this.#looks.resolve());
    this.#look();
  }

  /**
   * Tells whether somebody looks at any page of the room. Without locks, or where they are denied,
   * each knows of itself only.
   */
  async isHere(): Promise<boolean> {
    if (document.hasFocus()) return true;
    const { held = [] } = (await navigator.locks?.query().catch(() => null)) ?? {};
    return held.some(({ name }) => name === this.#lock);
  }

  /** A lock is what the other pages can see: it is held while somebody looks at this one. */
  #look(): void {
    this.#looks.resolve();
    if (!document.hasFocus()) return;
    this.#looks = Promise.withResolvers();
    const { promise } = this.#looks;
    const held = navigator.locks?.request(this.#lock, { mode: "shared" }, () => promise);
    held?.catch(() => {});
  }
}
