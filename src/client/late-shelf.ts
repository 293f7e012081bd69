/** The shelf, whose program is fetched when there is something to put on it or to take from it. */

import type { Pending } from "./state.ts";

/** What is fetched. Its promises are never rejected. */
interface Shelf {
  readonly keep: (post: Pending) => Promise<void>;
  readonly mark: (post: Pending) => Promise<void>;
  readonly drop: (ids: readonly string[]) => Promise<void>;
  readonly takeOver: () => Promise<readonly Pending[]>;
}

/** As long as its program cannot be had, it leaves undone what it is asked, as any shelf may. */
export class LateShelf {
  readonly #database: string;
  readonly #fetch: () => Promise<Shelf>;
  #fetching: Promise<Shelf | null> | null = null;

  /** @param database the name of the shelf's database: where there is none, nothing was ever kept */
  constructor(database: string, fetch: () => Promise<Shelf>) {
    this.#database = database;
    this.#fetch = fetch;
  }

  /** Fetches the program, so that it is there when it is needed. */
  prepare(): Promise<Shelf | null> {
    this.#fetching ??= this.#fetch().catch(() => {
      this.#fetching = null;
      return null;
    });
    return this.#fetching;
  }

  async keep(post: Pending): Promise<void> {
    await (await this.prepare())?.keep(post);
  }

  async mark(post: Pending): Promise<void> {
    await (await this.prepare())?.mark(post);
  }

  async drop(ids: readonly string[]): Promise<void> {
    if (await this.#isUsed()) await (await this.prepare())?.drop(ids);
  }

  async takeOver(): Promise<readonly Pending[]> {
    if (!(await this.#isUsed())) return [];
    return (await (await this.prepare())?.takeOver()) ?? [];
  }

  async #isUsed(): Promise<boolean> {
    if (this.#fetching) return true;
    try {
      const databases = await indexedDB.databases();
      return databases.some(({ name }) => name === this.#database);
    } catch {
      // A browser that does not tell, or has none.
      return true;
    }
  }
}
