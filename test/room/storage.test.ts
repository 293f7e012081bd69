import { env } from "cloudflare:workers";
import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { Gate } from "../../src/room/gate.ts";
import { Log } from "../../src/room/log.ts";
import { Names } from "../../src/room/names.ts";
import type { Room } from "../../src/room/room.ts";
import { migrate, MIGRATIONS, schemaVersion, type Storage } from "../../src/room/schema.ts";
import { Presence } from "../../src/room/presence.ts";
import { Session } from "../../src/room/session.ts";
import { Sessions } from "../../src/room/sessions.ts";
import { freshRoom, Talker } from "./talker.ts";

/** A storage that counts the rows which its statements write, as they are billed. */
function counting(storage: Storage): Storage & { readonly rowsWritten: number } {
  let rowsWritten = 0;
  return {
    kv: storage.kv,
    transactionSync: (closure) => storage.transactionSync(closure),
    get sql() {
      const { sql } = storage;
      return new Proxy(sql, {
        get: (_, property) => {
          if (property !== "exec") return Reflect.get(sql, property);
          return (...call: Parameters<typeof sql.exec>) => {
            const cursor = sql.exec(...call);
            rowsWritten += cursor.rowsWritten;
            return cursor;
          };
        },
      });
    },
    get rowsWritten() {
      return rowsWritten;
    },
  };
}

describe("what a room stores", () => {
  it("is nothing until somebody speaks", async () => {
    const room = freshRoom();
    const stub = env.ROOMS.getByName(room);
    await stub.history({ before: null, limit: 50 });
    await stub.threads();
    const ala = await Talker.join(room, { name: "Ala", since: 0, epoch: "1" });
    ala.post("", { id: "empty" });
    ala.post("To nothing", { replyTo: 1 });
    await ala.until("refused", 2);
    const stored = (): Promise<unknown> =>
      runInDurableObject<Room, unknown>(stub, (_, { storage }) => ({
        tables: storage.sql.exec("SELECT name FROM sqlite_master").toArray(),
        keys: Array.from(storage.kv.list()),
        size: storage.sql.databaseSize,
      }));
    expect(await stored()).toMatchObject({ tables: [], keys: [] });
    await ala.say("Now");
    expect(await stored()).not.toMatchObject({ tables: [] });
  });

  it("is one row for a message, and two for each name that is spoken under", async () => {
    const stub = env.ROOMS.getByName(freshRoom());
    const written = await runInDurableObject<Room, number[]>(stub, (_, state) => {
      const storage = counting(state.storage);
      const log = new Log(storage);
      migrate(storage);
      const sessions = new Sessions([], () => 0);
      const names = new Names(log, sessions, new Presence([]));
      const gate = new Gate(log, names, { perSecond: 1e6, burst: 1e6 });
      const speak = (name: string, posts: number): number => {
        const { 0: socket } = new WebSocketPair();
        state.acceptWebSocket(socket);
        const session = Session.open(socket, name, { tokens: 1e6, at: 0 }, 0);
        sessions.add(session);
        gate.enter(session, name, 0);
        const before = storage.rowsWritten;
        for (let i = 0; i < posts; i++) {
          gate.admit({ type: "post", id: `${i}`, after: log.head, text: "One row" }, session, 0);
        }
        gate.commit();
        return storage.rowsWritten - before;
      };
      return [speak("Ala", 1), speak("Bob", 1), speak("Cem", 100)];
    });
    expect(written).toEqual([3, 3, 102]);
  });
});

/** What version 1 wrote, as it was released: this text never changes. */
const ROOM_OF_VERSION_1 = `
  CREATE TABLE entry (
    seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, author TEXT NOT NULL,
    name TEXT NOT NULL, id TEXT NOT NULL, target INTEGER, text TEXT
  ) STRICT;
  CREATE TABLE name (key TEXT PRIMARY KEY, author TEXT NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO entry VALUES (1, 1000, 'message', 'author-a', 'Ala', 'a1', NULL, 'A question');
  INSERT INTO entry VALUES (2, 2000, 'message', 'author-b', 'Bob', 'b1', 1, 'An answer');
  INSERT INTO name VALUES ('ala', 'author-a');`;

/** Runs a test on the storage of a room that version 1 has written. */
async function onVersion1(test: (storage: Storage) => void): Promise<void> {
  const stub = env.ROOMS.getByName(freshRoom());
  await runInDurableObject<Room, void>(stub, (_, { storage }) => {
    storage.sql.exec(ROOM_OF_VERSION_1);
    storage.kv.put("schema", 1);
    test(storage);
  });
}

describe("the tables", () => {
  it("of version 1 are read and written by today's room", () =>
    onVersion1((storage) => {
      const log = new Log(storage);
      expect(log.head).toBe(2);
      expect(log.page(3, 9)).toEqual([
        {
          seq: 1,
          at: 1000,
          kind: "message",
          by: { id: "author-a", name: "Ala" },
          id: "a1",
          text: "A question",
        },
        {
          seq: 2,
          at: 2000,
          kind: "message",
          by: { id: "author-b", name: "Bob" },
          id: "b1",
          text: "An answer",
          replyTo: 1,
        },
      ]);
      expect(log.holder("ala")).toBe("author-a");
      const by = { id: "author-a", name: "Ala" };
      log.append([{ seq: 3, at: 3000, kind: "message", by, id: "a2", text: "Thanks" }]);
      expect(log.at(3)).toMatchObject({ id: "a2", text: "Thanks" });
      expect(schemaVersion(storage)).toBe(MIGRATIONS.length);
    }));

  it("are brought to a newer version once, step by step, and keep what they hold", () =>
    onVersion1((storage) => {
      const steps = [
        ...MIGRATIONS,
        "ALTER TABLE entry ADD COLUMN mood TEXT",
        "UPDATE entry SET mood = 'good'",
      ];
      migrate(storage, steps);
      migrate(storage, steps);
      expect(schemaVersion(storage)).toBe(steps.length);
      const moods = storage.sql.exec("SELECT seq, mood FROM entry ORDER BY seq").toArray();
      expect(moods).toEqual([
        { seq: 1, mood: "good" },
        { seq: 2, mood: "good" },
      ]);
    }));

  it("stay as they were when a step fails", () =>
    onVersion1((storage) => {
      const steps = [
        ...MIGRATIONS,
        "ALTER TABLE entry ADD COLUMN mood TEXT",
        "UPDATE nothing SET x = 1",
      ];
      expect(() => migrate(storage, steps)).toThrow("nothing");
      expect(schemaVersion(storage)).toBe(1);
      expect(storage.sql.exec("SELECT * FROM entry LIMIT 1").columnNames).not.toContain("mood");
      expect(new Log(storage).head).toBe(2);
    }));

  it("of a newer program are not touched", () =>
    onVersion1((storage) => {
      storage.kv.put("schema", MIGRATIONS.length + 1);
      expect(() => new Log(storage)).toThrow(`version ${MIGRATIONS.length + 1}`);
    }));
});
