/** Of all pages of a room in this browser one speaks, so that nobody is told a thing twice. */

export class Voice {
  #ours = false;
  #silence = () => {};

  constructor(room: string) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#silence = resolve;
    const speak = () => {
      this.#ours = true;
      return promise;
    };
    // Where there are no locks, each page speaks for itself.
    if (navigator.locks) void navigator.locks.request(`gatehouse:voice:${room}`, speak);
    else this.#ours = true;
  }

  /** Whether it is this page that speaks. */
  get isOurs(): boolean {
    return this.#ours;
  }

  /** This page hears nothing any more: another one may speak. */
  giveUp(): void {
    this.#ours = false;
    this.#silence();
  }
}
