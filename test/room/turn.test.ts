/** A fault of our own in the middle of a turn: nothing half-done may stay. */

import { env } from "cloudflare:workers";
import { runInDurableObject } from "cloudflare:test";
import { expect, it, vi } from "vitest";
import { Log } from "../../src/room/log.ts";
import type { Room } from "../../src/room/room.ts";
import { freshRoom, freshToken, Talker } from "./talker.ts";

it("a turn that throws takes back its writes and its frames, and the clients come back", async () => {
  const room = freshRoom();
  const token = freshToken();
  const ala = await Talker.join(room, { name: "Ala", token });
  await ala.say("Before");

  const quiet = vi.spyOn(console, "error").mockImplementation(() => {});
  const append = vi.spyOn(Log.prototype, "append").mockImplementationOnce(function (
    this: Log,
    entries,
  ) {
    this.append(entries);
    throw new Error("A bug, after the write");
  });
  ala.post("Lost with the turn", { id: "lost" });
  expect(await ala.untilClosed()).toMatchObject({ code: 1006 });
  expect(quiet).toHaveBeenCalled();
  append.mockRestore();
  quiet.mockRestore();

  const back = await Talker.join(room, { name: "Ala", token, since: 1, epoch: "1" });
  expect(back.welcome).toMatchObject({ resumed: true, entries: [], head: 1 });
  expect(await back.say("Lost with the turn", { id: "lost" })).toMatchObject({ seq: 2 });
  await runInDurableObject<Room, void>(env.ROOMS.getByName(room), (awake) => {
    expect(awake.history({ before: null, limit: 9 }).messages).toHaveLength(2);
  });
});

it("a storage that takes no more makes the author wait, and disturbs nobody", async () => {
  const room = freshRoom();
  const bob = await Talker.join(room, { name: "Bob" });
  const ala = await Talker.join(room, { name: "Ala" });
  await ala.say("Before");
  const stub = env.ROOMS.getByName(room);
  const message = "database or disk is full: SQLITE_FULL";
  await runInDurableObject<Room, void>(stub, (_, { storage }) => {
    storage.sql.exec(
      `CREATE TRIGGER full BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, '${message}'); END`,
    );
  });
  const id = ala.post("Later");
  const refused = await ala.until("refused");
  expect(refused).toMatchObject({ id, code: "unavailable", retryAfter: 60_000 });
  await runInDurableObject<Room, void>(stub, (_, { storage }) => {
    storage.sql.exec("DROP TRIGGER full");
  });
  expect(await ala.say("Later", { id })).toMatchObject({ seq: 2 });
  await bob.untilEntries(2);
  expect([ala.closed, bob.closed]).toEqual([null, null]);
});
