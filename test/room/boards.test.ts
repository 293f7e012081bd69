/** The boards that watch a room: told in time, told no more than is new, and no burden to the room. */

import { env } from "cloudflare:workers";
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, it, vi } from "vitest";
import { LIMITS, PULSE } from "../../src/protocol/limits.ts";
import type { ThreadsFrame } from "../../src/protocol/frames.ts";
import { BOARD, Boards } from "../../src/room/boards.ts";
import { Log } from "../../src/room/log.ts";
import { SEARCHED } from "../../src/room/pulse.ts";
import type { Room } from "../../src/room/room.ts";
import { fill } from "./fill.ts";
import { freshRoom, freshToken, Talker } from "./talker.ts";
import { openBoard, Watcher } from "./watcher.ts";

/** Milliseconds in which every report that is due has been told. */
const TOLD = 1_500;

afterEach(() => {
  vi.restoreAllMocks();
});

describe.concurrent("a board", () => {
  it("is told at once what there is, and is not part of it", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala" });
    await ala.say("One");
    const board = await Watcher.open(room);
    const first = await board.until({ type: "threads", room, threads: 1, people: 1, head: 1 });
    expect(first.sessions).toMatchObject([{ id: ala.welcome.you.id, name: "Ala", posts: 1 }]);
    expect(Math.abs(first.now! - Date.now())).toBeLessThan(1_000);
    await Talker.join(room);
    await vi.waitFor(() => expect(ala.all("presence").at(-1)?.people).toBe(2));
    expect(await env.ROOMS.getByName(room).threads()).toMatchObject({ threads: 2, people: 2 });
  });

  it("hears of whoever comes, takes a name, writes, tells a round trip and goes", async () => {
    const room = freshRoom();
    const board = await Watcher.watch(room);
    expect(board.last).toMatchObject({ threads: 0, people: 0, head: 0, sessions: [] });
    const token = freshToken();
    const ala = await Talker.join(room, { token });
    await board.until({ threads: 1, people: 1, sessions: [{ name: null }] });
    ala.send({ type: "name", name: "Ala" });
    await board.until({ sessions: [{ name: "Ala", posts: 0 }] });
    await ala.say("Hello", { rtt: 45 });
    const spoken = await board.until({ head: 1, sessions: [{ posts: 1, rtt: 45 }] });
    ala.send({ type: "typing", rtt: 50 });
    const typing = await board.until({ sessions: [{ rtt: 50 }] });
    expect(typing.sessions[0]!.lastFrame).toBeGreaterThan(spoken.sessions[0]!.lastFrame!);
    const second = await Talker.join(room, { token });
    await board.until({ threads: 2, people: 1 });
    second.leave();
    await board.until({ threads: 1, people: 1 });
    ala.leave();
    await board.until({ threads: 0, people: 0, sessions: [] });
  }, 15_000);

  it("is told what happens within a second in one report", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala" });
    const board = await Watcher.watch(room);
    await scheduler.wait(TOLD);
    const before = board.reports.length;
    for (let i = 0; i < 15; i++) {
      await ala.say(`${i}`);
      await scheduler.wait(100);
    }
    await board.until({ head: 15 });
    const times = board.reports.slice(before).map(({ now }) => now!);
    expect(times.length).toBeGreaterThan(1);
    for (const [i, time] of times.slice(1).entries()) {
      expect(time - times[i]!).toBeGreaterThanOrEqual(990);
    }
  });

  it("is told nothing while nothing happens, and a ping of its own is answered", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala" });
    const board = await Watcher.watch(room);
    await scheduler.wait(TOLD);
    const before = board.reports.length;
    await ala.settle();
    await board.settle();
    await scheduler.wait(TOLD);
    expect(board.reports.length).toBe(before);
  });

  it.each([
    ["text", "{}"],
    ["bytes", new ArrayBuffer(1)],
    ["a long text", "x".repeat(LIMITS.frame + 1)],
  ])("that sends %s is closed, and the room goes on", async (_, data) => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala" });
    const [board, other] = [await Watcher.watch(room), await Watcher.watch(room)];
    board.socket.send(data);
    expect(await board.untilClosed()).toEqual({ code: 4400, reason: "bad frame" });
    await ala.say("Still here");
    await other.until({ head: 1 });
  });

  it("that closes is answered, and told nothing more", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala" });
    const board = await Watcher.watch(room);
    board.socket.close(4000, "enough");
    expect(await board.untilClosed()).toMatchObject({ code: 4000 });
    await ala.say("Unwatched");
  });

  it("is told the sessions that write most, and how many there are", async () => {
    const room = freshRoom();
    const crowd = await Promise.all(
      Array.from({ length: LIMITS.rows + 1 }, (_, i) => Talker.join(room, { name: `${i}` })),
    );
    const [first, second, ...others] = crowd;
    const writers = others.slice(-2);
    for (const talker of [first!, ...writers]) await talker.say("I write");
    const report = (await Watcher.watch(room)).last!;
    expect(report.threads).toBe(LIMITS.rows + 1);
    expect(report.people).toBe(LIMITS.rows + 1);
    const listed = report.sessions.map(({ id }) => id);
    const silent = others.at(-3)!;
    expect(listed).toEqual(
      crowd.filter((talker) => talker !== silent).map(({ welcome }) => welcome.you.id),
    );
    expect(listed).toContain(second!.welcome.you.id);
    second!.leave();
    await second!.untilClosed();
    const whole = await env.ROOMS.getByName(room).threads();
    expect(whole.sessions).toHaveLength(LIMITS.rows);
  }, 20_000);
});

describe.concurrent("a room that sleeps", () => {
  it("finds its boards again when it wakes", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala" });
    const board = await Watcher.watch(room);
    await scheduler.wait(TOLD);
    await evictDurableObject(env.ROOMS.getByName(room));
    await ala.say("Awake");
    await board.until({ threads: 1, people: 1, head: 1, sessions: [{ name: "Ala", posts: 1 }] });
    await evictDurableObject(env.ROOMS.getByName(room));
    board.socket.close(1000);
    expect(await board.untilClosed()).toMatchObject({ code: 1000 });
    expect(await env.ROOMS.getByName(room).threads()).toMatchObject({ threads: 1, people: 1 });
  });

  it("is not kept awake by a board, nor woken by its pings", async () => {
    const room = freshRoom();
    const stub = env.ROOMS.getByName(room);
    const board = await Watcher.watch(room);
    const ala = await Talker.join(room, { name: "Ala" });
    await board.until({ threads: 1 });
    const lives = new Set<Room>();
    const look = (): Promise<void> =>
      runInDurableObject<Room, void>(stub, (awake) => void lives.add(awake));
    await look();
    for (let i = 0; i < 5; i++) {
      await scheduler.wait(3_000);
      await board.settle();
    }
    await look();
    expect(lives.size).toBe(2);
    expect(board.closed).toBeNull();
    await ala.say("Awake");
    await board.until({ head: 1 });
  }, 30_000);

  it("does not take a board that it has closed for one", async () => {
    const room = freshRoom();
    const stub = env.ROOMS.getByName(room);
    const lingering = await openBoard(room);
    // It does not answer its close by itself.
    lingering.accept({ allowHalfOpen: true });
    lingering.send("anything");
    const [other] = await openMany(room, 1);
    const open = (): Promise<number> =>
      runInDurableObject<Room, number>(stub, (_, state) => state.getWebSockets(BOARD).length);
    expect(await open()).toBe(2);
    await evictDurableObject(stub);
    expect(await open()).toBe(2);
    await openMany(room, LIMITS.boards - 1);
    await other!.settle();
    expect(other!.closed).toBeNull();
  });
});

describe("a post", () => {
  it("is told to the boards though it was stored just after a report", async () => {
    const room = freshRoom();
    await Talker.join(room, { name: "Ala" });
    const board = await Watcher.watch(room);
    await scheduler.wait(TOLD);
    await runInDurableObject<Room, void>(env.ROOMS.getByName(room), async (awake, state) => {
      vi.useFakeTimers();
      const talker = state.getWebSockets().find((socket) => state.getTags(socket).length === 0)!;
      const post = (id: string): void =>
        awake.webSocketMessage(talker, JSON.stringify({ type: "post", id, after: 0, text: id }));
      post("1");
      await vi.advanceTimersByTimeAsync(199);
      // The report is due in a millisecond, and after it the window that this one opens for the next.
      post("2");
      post("3");
      await vi.advanceTimersByTimeAsync(2_000);
      vi.useRealTimers();
    });
    await board.until({ head: 3 });
    expect(board.reports.some(({ head }) => head === 2)).toBe(true);
  });
});

describe("the boards", () => {
  it("are as many as the limit; one more ends the oldest, also after a sleep", async () => {
    const room = freshRoom();
    const boards = await openMany(room, LIMITS.boards);
    await boards[0]!.settle();
    expect(boards[0]!.closed).toBeNull();
    await Watcher.watch(room);
    expect(await boards[0]!.untilClosed()).toEqual({
      code: 4409,
      reason: "replaced by a newer session",
    });
    await evictDurableObject(env.ROOMS.getByName(room));
    await Watcher.watch(room);
    expect(await boards[1]!.untilClosed()).toMatchObject({ code: 4409 });
    await boards[2]!.settle();
    expect(boards.slice(2).filter(({ closed }) => closed)).toEqual([]);
  });

  it("that have closed do not count", async () => {
    const room = freshRoom();
    const [first, second] = await openMany(room, LIMITS.boards);
    second!.socket.close(1000);
    await second!.untilClosed();
    await Watcher.watch(room);
    await first!.settle();
    expect(first!.closed).toBeNull();
  });

  it("cost no timer while none is open, and one for all that happens", () => {
    const tasks: (() => void)[] = [];
    const waits: number[] = [];
    const report = vi.fn<() => ThreadsFrame>(() => REPORT);
    const boards = new Boards(
      [],
      (wait, task) => {
        waits.push(wait);
        return tasks.push(task);
      },
      report,
    );
    boards.changed();
    expect(tasks).toEqual([]);
    const { 0: page, 1: socket } = new WebSocketPair();
    socket.accept();
    page.accept();
    boards.add(socket);
    expect(tasks).toEqual([]);
    for (let i = 0; i < 100; i++) boards.changed();
    expect(waits).toEqual([200]);
    tasks[0]!();
    expect(report).toHaveBeenCalledTimes(2);
    expect(tasks).toHaveLength(1);
    boards.changed();
    expect(waits[1]).toBeGreaterThan(900);
    expect(waits[1]).toBeLessThanOrEqual(1_000);
    boards.remove(socket);
    tasks[1]!();
    boards.changed();
    expect(report).toHaveBeenCalledTimes(2);
    expect(tasks).toHaveLength(2);
  });

  it("that are behind are passed by, told the last of it, and closed if they stay so", () => {
    const tasks: (() => void)[] = [];
    const boards = new Boards(
      [],
      (_, task) => tasks.push(task),
      () => REPORT,
    );
    let sent = 0;
    const closed: (number | undefined)[] = [];
    let waiting = 100_001;
    const { 1: slow } = new WebSocketPair();
    Object.defineProperty(slow, "bufferedAmount", { get: () => waiting });
    vi.spyOn(slow, "send").mockImplementation(() => void sent++);
    vi.spyOn(slow, "close").mockImplementation((code) => void closed.push(code));
    boards.add(slow);
    boards.changed();
    for (let i = 0; i < 5; i++) tasks.shift()?.();
    expect(sent).toBe(1);
    waiting = 100_000;
    tasks.shift()?.();
    expect(sent).toBe(2);
    expect(tasks).toEqual([]);
    waiting = 100_001;
    boards.changed();
    let looks = 0;
    for (; tasks.length > 0 && looks < 100; looks++) tasks.shift()?.();
    expect(looks).toBe(31);
    expect(closed).toEqual([4408]);
    expect(sent).toBe(2);
  });
});

describe("the pulse", () => {
  it("counts the messages of the last five minutes in spans of five seconds", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala" });
    let now = Math.floor(Date.now() / PULSE.span) * PULSE.span + 1_000;
    const start = now;
    vi.spyOn(Date, "now").mockImplementation(() => now);
    const post = async (at: number): Promise<void> => {
      now = at;
      await ala.say("x", { after: 0 });
    };
    await post(start - 5_000);
    await post(start);
    await post(start + 12_000);
    await post(start + 12_500);
    now = start + 59 * PULSE.span;
    const { pulse } = await env.ROOMS.getByName(room).board();
    expect(pulse).toEqual({
      from: start - 1_000,
      messages: [1, 0, 2, ...Array.from({ length: PULSE.spans - 3 }, () => 0)],
    });
  });

  it("of a silent room is flat", async () => {
    const { pulse } = await env.ROOMS.getByName(freshRoom()).board();
    expect(pulse?.messages).toEqual(Array.from({ length: PULSE.spans }, () => 0));
    expect(pulse!.from % PULSE.span).toBe(0);
  });

  it("goes back only as far as it is known", async () => {
    const room = freshRoom();
    const running = Math.floor(Date.now() / PULSE.span) * PULSE.span;
    // A message each millisecond: the oldest of them are of the span before.
    await fill(room, SEARCHED + 500, "", running - 600);
    vi.spyOn(Date, "now").mockReturnValue(running + 2_000);
    const { pulse, head } = await env.ROOMS.getByName(room).board();
    expect(head).toBe(SEARCHED + 500);
    expect(pulse).toEqual({ from: running, messages: [900] });
  });

  it("asks for no message that is older", async () => {
    const room = freshRoom();
    await fill(room, 10);
    await runInDurableObject<Room, void>(env.ROOMS.getByName(room), (_, state) => {
      const log = new Log(state.storage);
      expect(log.times(9, 5)).toEqual([10, 9]);
      expect(log.times(1, 3)).toEqual([10, 9, 8]);
    });
  });

  it("is in the first report and in no other", async () => {
    const room = freshRoom();
    const board = await Watcher.watch(room);
    expect(board.last?.pulse?.messages).toHaveLength(PULSE.spans);
    await Talker.join(room);
    expect(await board.until({ threads: 1 })).not.toHaveProperty("pulse");
  });
});

const REPORT: ThreadsFrame = {
  type: "threads",
  room: "lobby",
  threads: 0,
  people: 0,
  head: 0,
  sessions: [],
};

async function openMany(room: string, count: number): Promise<Watcher[]> {
  const boards: Watcher[] = [];
  for (let i = 0; i < count; i++) boards.push(await Watcher.watch(room));
  return boards;
}
