import { env } from "cloudflare:workers";
import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { Gate } from "../../src/room/gate.ts";
import { Log } from "../../src/room/log.ts";
import { Names } from "../../src/room/names.ts";
import type { Room } from "../../src/room/room.ts";
import { migrate, schemaVersion, type Storage } from "../../src/room/schema.ts";
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

  it("is one row for a message, and one for each name that is spoken under", async () => {
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
        return storage.rowsWritten - before;
      };
      return [speak("Ala", 1), speak("Bob", 1), speak("Cem", 100)];
    });
    expect(written).toEqual([2, 2, 101]);
  });
});

describe("the tables", () => {
  it("are not touched when a newer program has written them", async () => {
    const stub = env.ROOMS.getByName(freshRoom());
    await runInDurableObject<Room, void>(stub, (_, { storage }) => {
      expect(schemaVersion(storage)).toBe(0);
      migrate(storage);
      expect(schemaVersion(storage)).toBe(1);
      migrate(storage);
      storage.kv.put("schema", 2);
      expect(() => new Log(storage)).toThrow("version 2");
    });
  });
});
