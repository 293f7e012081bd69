/** The ordered log of a room, on SQLite: append, and three ways to read. */

import type { Entry, Message } from "../protocol/frames.ts";
import { migrate, schemaVersion, type Storage } from "./schema.ts";

/**
 * Which life of the log this is. It becomes one more when a log is erased or restored, so that seqs
 * of the life before are not taken for this one's; no room has done that yet.
 */
export const EPOCH = "1";

// A type, not an interface: `exec` asks for an index signature.
type Row = {
  seq: number;
  at: number;
  author: string;
  name: string;
  id: string;
  target: number | null;
  text: string;
};

/** The storage takes no more just now. Whoever asked may ask again later; nothing is half done. */
export class StorageFull extends Error {}

const COLUMNS = "seq, at, author, name, id, target, text";

const INSERT = `
  INSERT INTO entry (seq, at, kind, author, name, id, target, text)
  SELECT value ->> 0, value ->> 1, 'message', value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
  FROM json_each(?)`;

/** A room's log. A room in which nobody has spoken has no tables, and reading makes none. */
export class Log {
  readonly #storage: Storage;
  #exists: boolean;
  #head: number;

  constructor(storage: Storage) {
    this.#storage = storage;
    this.#exists = schemaVersion(storage) > 0;
    if (this.#exists) migrate(storage);
    this.#head = this.#exists ? this.#readHead() : 0;
  }

  /** The seq of the newest entry that is stored, 0 while there is none. */
  get head(): number {
    return this.#head;
  }

  /**
   * Stores entries, whose seqs go on from the head, in one statement: a third quicker than one each.
   * As JSON they must fit a value of 2 MB.
   * @throws StorageFull if the storage takes no more; then none of them is stored
   */
  append(entries: readonly Entry[]): void {
    this.#create();
    const rows = entries.map((it) => [
      it.seq,
      it.at,
      it.by.id,
      it.by.name,
      it.id,
      it.replyTo,
      it.text,
    ]);
    orFull(() => this.#storage.sql.exec(INSERT, JSON.stringify(rows)));
    this.#head += entries.length;
  }

  /** The entry with this seq. The log is dense: there is one for every seq from 1 to the head. */
  at(seq: number): Entry | undefined {
    return this.#select("WHERE seq = ?", seq).next().value;
  }

  /** Every entry after `seq`, oldest first. Null if there are more of them, or of text, than allowed. */
  since(seq: number, most: { readonly entries: number; readonly text: number }): Entry[] | null {
    if (this.#head - seq > most.entries) return null;
    const entries: Entry[] = [];
    let text = 0;
    for (const entry of this.#select("WHERE seq > ? ORDER BY seq", seq)) {
      text += entry.text.length;
      if (text > most.text) return null;
      entries.push(entry);
    }
    return entries;
  }

  /** The newest `limit` messages before seq `before`, oldest first. */
  page(before: number, limit: number): Message[] {
    const newestFirst = this.#select("WHERE seq < ? ORDER BY seq DESC LIMIT ?", before, limit);
    return Array.from(newestFirst).toReversed();
  }

  /** When the newest entries came, newest first: at most `limit` of them, none from before `since`. */
  times(since: number, limit: number): number[] {
    const times: number[] = [];
    if (!this.#exists) return times;
    const query = "SELECT at FROM entry ORDER BY seq DESC LIMIT ?";
    // The rest of the rows is not read.
    for (const { at } of this.#storage.sql.exec<{ at: number }>(query, limit)) {
      if (at < since) break;
      times.push(at);
    }
    return times;
  }

  /** The entry that an author has written under this id, among those after `after` and up to `upTo`. */
  find(author: string, id: string, after: number, upTo: number): Entry | undefined {
    const where = "WHERE seq > ? AND seq <= ? AND author = ? AND id = ? LIMIT 1";
    return this.#select(where, after, upTo, author, id).next().value;
  }

  /** Who has spoken under the name with this key; nobody else may. */
  holder(key: string): string | undefined {
    if (!this.#exists) return undefined;
    const query = "SELECT author FROM name WHERE key = ?";
    return this.#storage.sql.exec<{ author: string }>(query, key).toArray()[0]?.author;
  }

  /** How many names are an author's. Reads them all, and is asked once for each name spoken under. */
  heldBy(author: string): number {
    if (!this.#exists) return 0;
    const query = "SELECT count(*) AS held FROM name WHERE author = ?";
    return this.#storage.sql.exec<{ held: number }>(query, author).one().held;
  }

  /**
   * Remembers whose name this is.
   * @throws StorageFull if the storage takes no more; then nothing has changed
   */
  hold(key: string, author: string): void {
    this.#create();
    const statement = "INSERT INTO name (key, author) VALUES (?, ?)";
    orFull(() => this.#storage.sql.exec(statement, key, author));
  }

  #create(): void {
    if (this.#exists) return;
    orFull(() => migrate(this.#storage));
    this.#exists = true;
  }

  #readHead(): number {
    const query = "SELECT coalesce(max(seq), 0) AS head FROM entry";
    return this.#storage.sql.exec<{ head: number }>(query).one().head;
  }

  *#select(where: string, ...bindings: (string | number)[]): Generator<Entry, undefined> {
    if (!this.#exists) return;
    const query = `SELECT ${COLUMNS} FROM entry ${where}`;
    for (const row of this.#storage.sql.exec<Row>(query, ...bindings)) yield toEntry(row);
  }
}

function toEntry({ seq, at, author, name, id, target, text }: Row): Entry {
  const by = { id: author, name };
  return { seq, at, kind: "message", by, id, text, ...(target !== null && { replyTo: target }) };
}

/** Does a write. When the disk is full, or the account's rows of the day, that is no fault of ours. */
function orFull(write: () => void): void {
  try {
    write();
  } catch (error) {
    const full = error instanceof Error && /SQLITE_FULL|exceeded/i.test(error.message);
    throw full ? new StorageFull("The storage takes no more.", { cause: error }) : error;
  }
}
