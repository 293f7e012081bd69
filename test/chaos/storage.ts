/** The storage of a Durable Object, as far as a room's log uses it, on the SQLite of Node. */

import { DatabaseSync } from "node:sqlite";
import type { Storage } from "../../src/room/schema.ts";

export class FakeStorage {
  readonly #database = new DatabaseSync(":memory:");
  readonly #values = new Map<string, unknown>();
  /** What the log is given. It has the shape of the real one where the log touches it. */
  readonly storage: Storage;

  constructor() {
    const exec = (query: string, ...bindings: (string | number | null)[]): unknown => {
      // The runtime takes several statements at once, Node only without bindings.
      if (bindings.length === 0 && !query.startsWith("SELECT")) return this.#database.exec(query);
      const rows = this.#database.prepare(query).all(...bindings);
      return Object.assign(rows.values(), { toArray: () => rows, one: () => rows[0] });
    };
    const kv = {
      get: (key: string) => this.#values.get(key),
      put: (key: string, value: unknown) => this.#values.set(key, value),
    };
    const transactionSync = (work: () => unknown): unknown => work();
    this.storage = Object.assign(Object.create(null), { sql: { exec }, kv, transactionSync });
  }

  /** A turn: what it has written is taken back if it throws. */
  turn(work: () => void): void {
    const before = new Map(this.#values);
    this.#database.exec("BEGIN");
    try {
      work();
      this.#database.exec("COMMIT");
    } catch (error) {
      this.#database.exec("ROLLBACK");
      this.#values.clear();
      for (const [key, value] of before) this.#values.set(key, value);
      throw error;
    }
  }
}
