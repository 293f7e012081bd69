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
    // Where there are no locks, or none for a page that may store nothing, each speaks for itself.
    const alone = () => (this.#ours = true);
    if (navigator.locks) navigator.locks.request(`gatehouse:voice:${room}`, speak).catch(alone);
    else alone();
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
