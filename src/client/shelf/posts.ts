/** Keeps one's posts in the browser until the room has them: they outlive the page, and its crash. */

import { openDB, type DBSchema, type IDBPDatabase, type IDBPObjectStore } from "idb";
import type { Pending } from "../state.ts";

/** A post as it is kept. */
interface Kept extends Pending {
  /** Its place in the order of writing, in all pages of this browser; the database counts. */
  readonly place?: number;
  readonly room: string;
  /** The page that sends it. */
  readonly tab: string;
  /** The life of the log that `after` speaks of. */
  readonly epoch: string;
}

interface Schema extends DBSchema {
  posts: { key: number; value: Kept; indexes: { id: string; room: string } };
}

type Database = IDBPDatabase<Schema>;
type Posts = IDBPObjectStore<Schema, ["posts"], "posts", "readwrite">;

/** Whose posts a shelf keeps. */
export interface ShelfOwner {
  /** The name of the database. */
  readonly database: string;
  readonly room: string;
  /** The page, and what it knows of others. */
  readonly tab: {
    readonly id: string;
    readonly opened: Promise<void>;
    readonly gone: (ids: ReadonlySet<string>) => Promise<ReadonlySet<string>>;
  };
  /** The life of the log that the page has before it. */
  readonly epoch: () => string;
}

/**
 * What it cannot do, it leaves undone without a word: a browser may have no database, or no space
 * left. Then posts live as long as their page, and nothing else is different.
 */
export class Shelf {
  readonly #owner: ShelfOwner;
  #database: Promise<Database> | null = null;

  constructor(owner: ShelfOwner) {
    this.#owner = owner;
  }

  /** Keeps a post, behind all others. Settles when it is kept, or cannot be. */
  keep(post: Pending): Promise<void> {
    const { room, tab, epoch } = this.#owner;
    const kept = { ...post, room, tab: tab.id, epoch: epoch() };
    return this.#change(async (posts) => {
      const former = await posts.index("id").getKey(post.id);
      if (former !== undefined) await posts.delete(former);
      await posts.add(kept);
    });
  }

  /** Notes what has become of a post. It stays in its place. */
  mark({ id, failed }: Pending): Promise<void> {
    return this.#change(async (posts) => {
      const kept = await posts.index("id").get(id);
      if (kept) await posts.put({ ...kept, failed });
    });
  }

  /** Takes posts off, whichever page has put them there. */
  drop(ids: readonly string[]): Promise<void> {
    return this.#change(async (posts) => {
      const places = await Promise.all(ids.map((id) => posts.index("id").getKey(id)));
      for (const place of places) if (place !== undefined) await posts.delete(place);
    });
  }

  /**
   * Takes over the posts of this room whose pages are gone, in their order. The order of the steps is
   * what keeps two open pages from having one post: a page is seen to be open before it puts anything
   * here, so one that has a post here and is then not open is gone, and never comes back.
   */
  takeOver(): Promise<readonly Pending[]> {
    const { room, tab, epoch } = this.#owner;
    return this.#try<readonly Pending[]>([], async (database) => {
      const found = await database.getAllFromIndex("posts", "room", room);
      const others = new Set(found.map((post) => post.tab));
      others.delete(tab.id);
      const gone = await tab.gone(others);
      if (gone.size === 0) return [];

      const left = await inOne(database, async (posts) => {
        const kept = (await posts.index("room").getAll(room)).filter((post) => gone.has(post.tab));
        for (const post of kept) await posts.put({ ...post, tab: tab.id });
        return kept;
      });
      return left.map((kept) => {
        const after = kept.epoch === epoch() ? kept.after : 0;
        return { id: kept.id, text: kept.text, at: kept.at, failed: kept.failed, after };
      });
    });
  }

  #change(work: (posts: Posts) => Promise<void>): Promise<void> {
    return this.#try(undefined, (database) => inOne(database, work));
  }

  async #try<T>(otherwise: T, work: (database: Database) => Promise<T>): Promise<T> {
    await this.#owner.tab.opened;
    // Some browsers drop a connection while the page is in the background: the second one is new.
    for (let attempt = 0; attempt < 2; attempt++) {
      try {
        this.#database ??= open(this.#owner.database);
        return await work(await this.#database);
      } catch {
        this.#database = null;
      }
    }
    return otherwise;
  }
}

/** Does all of the work, or none of it. */
async function inOne<T>(database: Database, work: (posts: Posts) => Promise<T>): Promise<T> {
  const { store, done } = database.transaction("posts", "readwrite");
  const [result] = await Promise.all([work(store), done]);
  return result;
}

async function open(name: string): Promise<Database> {
  const database = await openDB<Schema>(name, 1, {
    upgrade(empty) {
      const posts = empty.createObjectStore("posts", { keyPath: "place", autoIncrement: true });
      posts.createIndex("id", "id", { unique: true });
      posts.createIndex("room", "room");
    },
  });
  // A newer page has another layout. It must not wait for this one, which goes on without a shelf.
  database.addEventListener("versionchange", () => database.close());
  return database;
}
