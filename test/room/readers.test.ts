/** Readers who are slow, late or gone: the others do not notice, and nobody is told wrong. */

import { env } from "cloudflare:workers";
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, it, vi } from "vitest";
import { CLOSE } from "../../src/protocol/close.ts";
import { Announcer } from "../../src/room/announcer.ts";
import { Presence } from "../../src/room/presence.ts";
import type { Room } from "../../src/room/room.ts";
import { Session, WELCOME_TIME } from "../../src/room/session.ts";
import { Sessions } from "../../src/room/sessions.ts";
import { fill } from "./fill.ts";
import { freshRoom, freshToken, Talker, upgrade } from "./talker.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a newcomer", () => {
  it("is welcomed first and told nothing twice, in the middle of a burst in a large room", async () => {
    const room = freshRoom();
    const crowd = await Promise.all(Array.from({ length: 30 }, () => Talker.join(room)));
    const speaker = await Talker.join(room, { name: "Speaker" });
    for (let i = 1; i <= 15; i++) speaker.post(`${i}`, { after: 0 });
    const late = await Promise.all(
      Array.from({ length: 10 }, () => Talker.join(room, { since: 0, epoch: "1" })),
    );
    for (const talker of [...crowd, ...late]) {
      await talker.untilEntries(15);
      expect(talker.frames[0]?.type).toBe("welcome");
      expect(talker.entries.map(({ seq }) => seq)).toEqual(
        Array.from({ length: 15 }, (_, i) => i + 1),
      );
    }
  });
});

describe("a reader who does not read", () => {
  it("is closed when too much waits, delays nobody, and resumes with nothing lost", async () => {
    const room = freshRoom();
    const token = freshToken();
    const { socket } = await upgrade(room, { token });
    const ala = await Talker.join(room, { name: "Ala" });
    const bob = await Talker.join(room, { name: "Bob" });
    const long = "x".repeat(4000);
    const stub = env.ROOMS.getByName(room);
    await runInDurableObject<Room, void>(stub, (_, state) => {
      for (const server of state.getWebSockets()) {
        if (server.bufferedAmount > 0) for (let i = 0; i <= 250; i++) server.send(long);
      }
    });
    await ala.say("The last drop");
    await bob.untilEntries(1);
    const { threads } = await stub.threads();
    expect(threads).toBe(2);

    const closed = new Promise<number>((done) => {
      socket.addEventListener("close", ({ code }) => done(code));
    });
    socket.accept();
    expect(await closed).toBe(4408);
    const back = await Talker.join(room, { token, since: 0, epoch: "1" });
    expect(back.texts).toEqual(["The last drop"]);
  });

  it("is not to blame for a welcome that is long", async () => {
    const room = freshRoom();
    await fill(room, 400, "x".repeat(2000));
    const ala = await Talker.join(room, { name: "Ala" });
    const { socket } = await upgrade(room, { since: 0, epoch: "1" });
    for (let i = 0; i < 5; i++) await ala.say("More");
    expect((await env.ROOMS.getByName(room).threads()).threads).toBe(2);
    socket.accept();
  });

  it("is closed when it only asks and does not read the answers", async () => {
    const room = freshRoom();
    const token = freshToken();
    const ala = await Talker.join(room, { name: "Ala", token });
    await ala.say("x".repeat(4000), { id: "long" });
    const { socket } = await upgrade(room, { token, since: 1, epoch: "1" });
    let now = Date.now();
    vi.spyOn(Date, "now").mockImplementation(() => now);
    const again = JSON.stringify({ type: "post", id: "long", after: 0, text: "x" });
    const most = await runInDurableObject<Room, number>(
      env.ROOMS.getByName(room),
      (awake, state) => {
        const server = state.getWebSockets().find(({ bufferedAmount }) => bufferedAmount > 0)!;
        let waiting = 0;
        for (let i = 0; i < 500; i++) {
          now += 200;
          awake.webSocketMessage(server, again);
          waiting = Math.max(waiting, server.bufferedAmount);
        }
        return waiting;
      },
    );
    socket.accept();
    expect(most).toBeGreaterThan(1_000_000);
    expect(most).toBeLessThan(1_100_000);
  });

  it("is told nothing of who comes and goes, and all of it later", async () => {
    const room = freshRoom();
    const pace = vi.spyOn(Session.prototype, "pace");
    const ala = await Talker.join(room, { name: "Ala" });
    await ala.untilKnows("Ala");
    pace.mockReturnValue("slow");
    await Talker.join(room, { name: "Bob" });
    await Talker.join(room, { name: "Cem" });
    await scheduler.wait(400);
    const before = ala.all("presence").length;
    expect(ala.all("presence").at(-1)?.people).toBe(1);
    pace.mockReturnValue("good");
    const { sessions, people } = await ala.until("roster");
    expect(sessions.map(({ name }) => name)).toEqual(["Ala", "Bob", "Cem"]);
    expect(people).toBe(3);
    expect(ala.all("presence")).toHaveLength(before);
  });
});

describe("the announcer", () => {
  /** An announcer whose clock and timers are the test's. */
  function withClock(sessions: Sessions, tooSlow: (session: Session) => void = () => {}) {
    const clock = { now: 1e12 };
    vi.spyOn(Date, "now").mockImplementation(() => clock.now);
    const tasks: { readonly milliseconds: number; readonly task: () => void }[] = [];
    const later = (milliseconds: number, task: () => void): number =>
      tasks.push({ milliseconds, task });
    return { announcer: new Announcer(new Presence([]), sessions, later, tooSlow), clock, tasks };
  }

  it("leaves somebody who is behind the time for a long welcome, and then gives up", async () => {
    const room = freshRoom();
    const sessions = new Sessions([], () => 0);
    const given: Session[] = [];
    await Talker.join(room, { name: "Ala" });
    await runInDurableObject<Room, void>(env.ROOMS.getByName(room), (_, state) => {
      const [socket] = state.getWebSockets();
      const slow = Session.restore(socket!)!;
      vi.spyOn(slow, "pace").mockReturnValue("slow");
      sessions.add(slow);
      const { announcer, clock, tasks } = withClock(sessions, (session) => given.push(session));
      announcer.changed();
      for (const end = clock.now + WELCOME_TIME; clock.now < end; clock.now += 100) {
        tasks.pop()?.task();
        expect(given).toEqual([]);
      }
      tasks.pop()?.task();
      expect(given).toEqual([slow]);
    });
  });

  it("does not wait for ever where changes do not end, though the clock has been set back", () => {
    const { announcer, clock, tasks } = withClock(new Sessions([], () => 0));
    announcer.changed();
    clock.now -= 86_400_000;
    for (let i = 0; i <= 20; i++) {
      announcer.changed();
      clock.now += 50;
    }
    expect(tasks.at(-1)?.milliseconds).toBe(0);
  });

  it("lets an empty room sleep, though somebody left who was behind", async () => {
    const room = freshRoom();
    const pace = vi.spyOn(Session.prototype, "pace").mockReturnValue("slow");
    const ala = await Talker.join(room, { name: "Ala" });
    await scheduler.wait(300);
    ala.leave();
    await ala.untilClosed();
    pace.mockRestore();
    const announced = vi.spyOn(Presence.prototype, "change");
    await scheduler.wait(6500);
    announced.mockClear();
    await scheduler.wait(2500);
    expect(announced).not.toHaveBeenCalled();
  }, 15_000);
});

describe("a session that was ended", () => {
  it("does not come back when the room has slept, though its socket lingers", async () => {
    const room = freshRoom();
    await Talker.join(room, { name: "Ala" });
    const stub = env.ROOMS.getByName(room);
    await runInDurableObject<Room, void>(stub, (_, state) => {
      const [socket] = state.getWebSockets();
      const session = Session.restore(socket!);
      expect(session?.person.name).toBe("Ala");
      session?.end(CLOSE.badFrame);
      expect(Session.restore(socket!)).toBeNull();
      expect(new Sessions([socket!], () => 0).size).toBe(0);
    });
    await evictDurableObject(stub);
    expect(await stub.threads()).toMatchObject({ threads: 0, people: 0 });
  }, 15_000);
});
