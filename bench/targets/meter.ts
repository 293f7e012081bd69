/** Counts what one room does. It outlives the room's lives in memory. */

import type { Counts } from "./counts.ts";

export class Meter {
  #lives = 0;
  #requests = 0;
  #messages = 0;
  #rowsRead = 0;
  #rowsWritten = 0;
  /** What was asked of the storage; a cursor knows its rows only when it has been read. */
  #cursors: Pick<SqlStorageCursor<never>, "rowsRead" | "rowsWritten">[] = [];
  #awake = 0;
  #sql: Pick<SqlStorage, "databaseSize"> = { databaseSize: 0 };
  #stored = 0;
  /** How many reasons there are not to sleep, and since when there is one. */
  #reasons = 0;
  #since = 0;

  /** A new life begins. What kept the one before awake is gone. */
  live(): void {
    this.#lives++;
    this.#rest(this.#reasons);
  }

  request<T>(work: () => T): T {
    this.#requests++;
    return this.during(work);
  }

  message(work: () => void): void {
    this.#messages++;
    this.during(work);
  }

  /** Runs some code of the room. */
  during<T>(work: () => T): T {
    this.enter();
    try {
      return work();
    } finally {
      this.leave();
    }
  }

  /** Code of the room begins. */
  enter(): void {
    running.push(this);
    this.stayAwake();
  }

  /** It ends. */
  leave(): void {
    this.#read();
    this.sleep();
    running.pop();
  }

  stayAwake(): void {
    if (this.#reasons++ === 0) this.#since = performance.now();
  }

  sleep(): void {
    this.#rest(Math.min(1, this.#reasons));
  }

  /** Counts the rows of everything that is asked of this storage. */
  watch({ sql, kv }: DurableObjectStorage): void {
    this.#sql = sql;
    const exec = sql.exec.bind(sql);
    const counted: typeof sql.exec = (query, ...bindings) => {
      const cursor = exec<never>(query, ...bindings);
      this.#cursors.push(cursor);
      return cursor;
    };
    sql.exec = counted;
    // The key-value part is a table, too, and billed as one.
    const [get, put] = [kv.get.bind(kv), kv.put.bind(kv)];
    const countedGet: typeof kv.get = (key) => {
      this.#rowsRead++;
      return get<never>(key);
    };
    const countedPut: typeof kv.put = (key, value) => {
      this.#rowsWritten++;
      put(key, value);
    };
    kv.get = countedGet;
    kv.put = countedPut;
  }

  get counts(): Counts {
    return {
      lives: this.#lives,
      requests: this.#requests,
      messages: this.#messages,
      rowsRead: this.#rowsRead,
      rowsWritten: this.#rowsWritten,
      awake: this.#awake,
      stored: this.#stored,
      isAwake: this.#reasons > 0,
    };
  }

  /** Takes note of what the storage tells to the room alone, while its code runs. */
  #read(): void {
    for (const { rowsRead, rowsWritten } of this.#cursors) {
      this.#rowsRead += rowsRead;
      this.#rowsWritten += rowsWritten;
    }
    this.#cursors = [];
    this.#stored = this.#sql.databaseSize;
  }

  #rest(reasons: number): void {
    if (reasons === 0) return;
    this.#reasons -= reasons;
    if (this.#reasons === 0) this.#awake += performance.now() - this.#since;
  }
}

/** The room whose code runs, last: a timer that is set now is its timer. */
const running: Meter[] = [];

type Timer = ReturnType<typeof setTimeout>;
const timers = new Map<Timer, Meter>();
const { setTimeout: set, clearTimeout: clear } = globalThis;

/** Lets the meters know of the timers of their rooms. */
export function watchTimers(): void {
  Object.assign(globalThis, {
    setTimeout(task: () => void, milliseconds: number): Timer {
      const meter = running.at(-1);
      if (!meter) return set(task, milliseconds);
      const id = set(() => {
        meter.during(task);
        over(id);
      }, milliseconds);
      timers.set(id, meter);
      meter.stayAwake();
      return id;
    },
    clearTimeout(id: Timer | null): void {
      if (id === null) return;
      clear(id);
      over(id);
    },
  });
}

function over(id: Timer): void {
  timers.get(id)?.sleep();
  timers.delete(id);
}
