/** The tables of a room and how older ones become them. */

/** The part of a Durable Object's storage that the log needs. */
export type Storage = Pick<DurableObjectStorage, "sql" | "kv" | "transactionSync">;

/**
 * Each step brings the tables from the version before it (its index) to the next. A step that has
 * been released is never changed.
 */
export const MIGRATIONS: readonly string[] = [
  // No AUTOINCREMENT and no further index on entry: each would be billed as one more row per message.
  // `target` is the seq of the entry that this one is about: for a message, the one it replies to.
  `CREATE TABLE entry (
     seq    INTEGER PRIMARY KEY,
     at     INTEGER NOT NULL,
     kind   TEXT    NOT NULL,
     author TEXT    NOT NULL,
     name   TEXT    NOT NULL,
     id     TEXT    NOT NULL,
     target INTEGER,
     text   TEXT
   ) STRICT;
   CREATE TABLE name (
     key    TEXT PRIMARY KEY,
     author TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;`,
  // Speakers are counted by author: without it, each count would read all names.
  `CREATE INDEX name_author ON name (author);`,
];

const VERSION_KEY = "schema";

/** The version of the tables that the storage holds: 0 when nobody has ever written. */
export function schemaVersion(storage: Storage): number {
  return storage.kv.get<number>(VERSION_KEY) ?? 0;
}

/**
 * Brings the tables to the newest version, all steps or none.
 * @throws Error if a newer program has written them: going on could destroy what it understands
 */
export function migrate(storage: Storage, steps = MIGRATIONS): void {
  const from = schemaVersion(storage);
  if (from > steps.length) {
    throw new Error(`The room is of version ${from}, this program knows ${steps.length}.`);
  }
  if (from === steps.length) return;
  storage.transactionSync(() => {
    for (const step of steps.slice(from)) storage.sql.exec(step);
    storage.kv.put(VERSION_KEY, steps.length);
  });
}
