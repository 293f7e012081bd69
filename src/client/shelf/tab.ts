/** Which pages of this browser are open: each holds a lock in its own name for as long as it lives. */

/** A page that is open. What has its id, nobody else touches until it is gone. */
export class Tab {
  readonly id: string;
  /** Settles when the others can see that this page is open. */
  readonly opened: Promise<void>;
  // Missing where the page is not secure, as over http on a local network.
  readonly #locks: LockManager | undefined = navigator.locks;
  readonly #otherGone: () => void;
  readonly #watched = new Set<string>();
  #asked = false;

  /**
   * @param id an id that no page has had before: whoever is gone stays gone
   * @param otherGone called when a page that was open when `gone` was asked has gone since
   */
  constructor(id: string, otherGone: () => void) {
    this.id = id;
    this.#otherGone = otherGone;
    this.opened = new Promise((opened) => {
      const forever = () => {
        opened();
        return new Promise<never>(() => {});
      };
      if (this.#locks) void this.#locks.request(lockOf(id), forever).catch(() => opened());
      else opened();
    });
  }

  /**
   * Those of these pages that are gone. Where there are no locks, nobody can tell: then the first
   * answer is that all are, and later ones that none is. One that is open after all goes on with its
   * posts as well, and the room stores a post once, whoever sends it.
   */
  async gone(ids: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    const first = !this.#asked;
    this.#asked = true;
    if (!this.#locks) return first ? ids : new Set();
    const { held = [] } = await this.#locks.query();
    const names = new Set(held.map(({ name }) => name));
    const open = Array.from(ids).filter((id) => names.has(lockOf(id)));
    for (const id of open) void this.#watch(this.#locks, id);
    return new Set(Array.from(ids).filter((id) => !open.includes(id)));
  }

  /** The lock of another page is to be had as soon as that page is gone. */
  async #watch(locks: LockManager, id: string): Promise<void> {
    if (this.#watched.has(id)) return;
    this.#watched.add(id);
    await locks.request(lockOf(id), { mode: "shared" }, () => {});
    this.#otherGone();
  }
}

function lockOf(id: string): string {
  return `gatehouse:tab:${id}`;
}
