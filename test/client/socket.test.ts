import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ServerFrame } from "../../src/protocol/frames.ts";
import { decodeServerFrame, decodeThreadsFrame } from "../../src/protocol/answers.ts";
import { Socket } from "../../src/client/socket.ts";
import type { Link } from "../../src/client/state.ts";
import { entries, fresh } from "./frames.ts";

const welcome = fresh({ head: 0, messages: [] });

/** A WebSocket whose other end is the test. */
class FakeWebSocket extends EventTarget {
  static opened: FakeWebSocket[] = [];
  static readonly CLOSED = 3;
  readonly url: string;
  readonly protocol: string;
  readonly sent: string[] = [];
  readyState = 0;

  constructor(url: string, protocol: string) {
    super();
    this.url = url;
    this.protocol = protocol;
    FakeWebSocket.opened.push(this);
  }

  send(data: string): void {
    this.sent.push(data);
  }

  close(): void {
    this.readyState = 3;
  }

  open(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event("open"));
  }

  say(data: unknown): void {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }

  welcome(): void {
    this.open();
    this.say(JSON.stringify(welcome));
  }

  end(code: number): void {
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event("close"), { code, reason: "" }));
  }
}

const latest = () => FakeWebSocket.opened.at(-1)!;
const count = () => FakeWebSocket.opened.length;
/** Whether the browser says that there is one. */
const network = (onLine: boolean) => vi.stubGlobal("navigator", { onLine });
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

async function connect() {
  const links: Link[] = [];
  const frames: ServerFrame[] = [];
  let since = 0;
  const socket = new Socket<ServerFrame>(
    {
      address: () => `ws://test/?since=${since++}`,
      decode: decodeServerFrame,
      greeting: "welcome",
      received: (frame) => frames.push(frame),
      changed: (link) => links.push(link),
    },
    { WebSocket: FakeWebSocket },
  );
  await pass(0);
  return { socket, links, frames };
}

beforeEach(() => {
  vi.useFakeTimers();
  network(true);
  vi.spyOn(Math, "random").mockReturnValue(0);
  FakeWebSocket.opened = [];
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("the first connection", () => {
  it("is made at once, in this version's protocol", async () => {
    await connect();
    expect(latest()).toMatchObject({ url: "ws://test/?since=0", protocol: "gatehouse.v1" });
  });

  it("is up with the welcome, not before", async () => {
    const { links, frames } = await connect();
    await pass(300);
    latest().open();
    expect(links).toEqual([]);
    latest().welcome();
    expect(links).toEqual([{ kind: "up", since: Date.now(), wasLost: false }]);
    expect(frames).toHaveLength(1);
  });

  it("of a board is up with what a board is told first", async () => {
    const links: Link[] = [];
    const owner = { address: () => "ws://test", received: () => {} };
    const board = { decode: decodeThreadsFrame, greeting: "threads" } as const;
    const socket = new Socket(
      { ...owner, ...board, changed: (link) => links.push(link) },
      { WebSocket: FakeWebSocket },
    );
    await pass(0);
    latest().welcome();
    expect(links).toEqual([]);
    const report = { room: "lobby", threads: 0, people: 0, head: 0, sessions: [] };
    latest().say(JSON.stringify({ type: "threads", ...report }));
    expect(links).toMatchObject([{ kind: "up" }]);
    const since = Date.now();
    latest().end(1006);
    await pass(501);
    latest().open();
    latest().say('{"type":"threads","people":"many"}');
    expect(links.at(-1)).toEqual({ kind: "closed", since, code: 4406 });
    socket.wake();
    expect(count()).toBe(2);
  });

  it("is given up after 10 s without a handshake, and made again", async () => {
    await connect();
    await pass(10_000);
    expect(count()).toBe(1);
    await pass(1_000);
    expect(count()).toBe(2);
  });
});

describe("the return", () => {
  it.each([1000, 1006, 1012, 4408, 4499])(
    "comes after close code %d, with the newest address",
    async (code) => {
      const { links } = await connect();
      latest().welcome();
      latest().end(code);
      const now = Date.now();
      const retryAt = now + 500;
      expect(links.at(-1)).toEqual({ kind: "down", since: now, retryAt, tooFast: false });
      await pass(499);
      expect(count()).toBe(1);
      await pass(1);
      expect(links.at(-1)).toMatchObject({ kind: "down", retryAt: null });
      await pass(0);
      expect(latest().url).toBe("ws://test/?since=1");
    },
  );

  it.each([
    [0, [500, 800, 1_280, 2_048, 3_276.8, 3_750, 3_750]],
    [1, [2_000, 3_200, 5_120, 8_192, 13_107.2, 15_000, 15_000]],
  ])("waits longer each time, up to 15 s; luck %d", async (luck, waits) => {
    vi.mocked(Math.random).mockReturnValue(luck);
    const { links } = await connect();
    for (const wait of waits) {
      latest().end(1006);
      const link = links.at(-1);
      expect(link && "retryAt" in link && link.retryAt).toBeCloseTo(Date.now() + wait, 0);
      await pass(Math.ceil(wait) + 1);
    }
  });

  it.each([
    [0, 10_000],
    [1, 15_000],
  ])("takes its time where it was too fast; luck %d: %d ms", async (luck, wait) => {
    vi.mocked(Math.random).mockReturnValue(luck);
    const { links } = await connect();
    latest().welcome();
    latest().end(4429);
    expect(links.at(-1)).toMatchObject({ kind: "down", retryAt: Date.now() + wait });
    await pass(wait - 1);
    expect(count()).toBe(1);
    await pass(2);
    expect(count()).toBe(2);
  });

  it("is quick again after a link that held", async () => {
    const { links } = await connect();
    latest().end(1006);
    await pass(1_000);
    latest().end(1006);
    await pass(1_000);
    latest().welcome();
    await pass(10_000);
    latest().end(1006);
    expect(links.at(-1)).toMatchObject({ retryAt: Date.now() + 500 });
  });

  it("remembers since when the room has been out of reach", async () => {
    const { links } = await connect();
    latest().welcome();
    const since = Date.now();
    latest().end(1006);
    await pass(1_000);
    latest().end(1006);
    expect(links.at(-1)).toMatchObject({ kind: "down", since });
  });

  it("comes at once when the page is looked at or the network is back", async () => {
    const { socket } = await connect();
    latest().end(1006);
    await pass(10);
    socket.wake();
    await pass(1);
    expect(count()).toBe(2);
  });

  it.each([4400, 4401, 4403, 4404, 4406, 4409, 4413])("never comes after %d", async (code) => {
    const { socket, links } = await connect();
    latest().welcome();
    await pass(1_000);
    const since = Date.now();
    latest().end(code);
    expect(links.at(-1)).toEqual({ kind: "closed", since, code });
    socket.wake();
    socket.resume();
    await pass(60_000);
    expect(count()).toBe(1);
  });

  it("waits for the end of what is closing, whose posts have to be sent again", async () => {
    const { socket, links } = await connect();
    latest().welcome();
    latest().readyState = WebSocket.CLOSING;
    socket.resume();
    await pass(1_000);
    expect(count()).toBe(1);
    latest().end(1006);
    expect(links.map(({ kind }) => kind)).toEqual(["up", "down"]);
    await pass(501);
    expect(count()).toBe(2);
  });

  it("is asked for where a frame did not follow on", async () => {
    const { socket, links } = await connect();
    latest().welcome();
    socket.resume();
    expect(links.at(-1)).toMatchObject({ kind: "down" });
    await pass(501);
    expect(count()).toBe(2);
  });
});

describe("an outage", () => {
  it("is lost after 5 s, whatever is tried meanwhile, and its end says so", async () => {
    const { links } = await connect();
    latest().welcome();
    latest().end(1006);
    await pass(2_000);
    latest().end(1006);
    await pass(2_999);
    expect(links.at(-1)?.kind).toBe("down");
    await pass(1);
    const lost = { kind: "lost", since: Date.now() - 5_000 };
    expect(links.at(-1)).toMatchObject(lost);
    latest().end(1006);
    expect(links.at(-1)).toMatchObject({ ...lost, retryAt: Date.now() + 1_280 });
    await pass(2_000);
    latest().welcome();
    expect(links.at(-1)).toEqual({ kind: "up", since: Date.now(), wasLost: true });
  });

  it("passes without a word if it is short, as often as it comes", async () => {
    const { links } = await connect();
    for (let i = 0; i < 10; i++) {
      latest().welcome();
      latest().end(1006);
      await pass(4_999);
    }
    expect(links.map(({ kind }) => kind)).not.toContain("lost");
    expect(links.at(-1)?.kind).toBe("down");
    latest().welcome();
    expect(links.at(-1)).toMatchObject({ kind: "up", wasLost: false });
  });

  it("lasts as long as it lasts when the clock is set meanwhile", async () => {
    const { links } = await connect();
    latest().welcome();
    latest().end(1006);
    vi.setSystemTime(Date.now() - 3_600_000);
    await pass(4_999);
    expect(links.at(-1)?.kind).toBe("down");
    await pass(1);
    expect(links.at(-1)?.kind).toBe("lost");
  });

  it.each([
    ["with a network", true, "down"],
    ["without one", false, "lost"],
  ])("of a page that has just come, %s, once it was tried", async (_, onLine, kind) => {
    network(onLine);
    const { links } = await connect();
    await pass(300);
    expect(links).toEqual([]);
    latest().end(1006);
    expect(links).toMatchObject([{ kind }]);
    await pass(4_700);
    expect(links.at(-1)?.kind).toBe("lost");
  });

  it("is none where the browser knows of no network, and there is one", async () => {
    network(false);
    const { links } = await connect();
    latest().welcome();
    expect(links).toMatchObject([{ kind: "up", wasLost: false }]);
    latest().end(1006);
    expect(links.at(-1)?.kind).toBe("down");
  });

  it("begins when the network goes, with a first return a moment later and none too many", async () => {
    const { socket, links } = await connect();
    latest().welcome();
    network(false);
    socket.resume();
    const now = Date.now();
    expect(links.at(-1)).toMatchObject({ kind: "down", since: now, retryAt: now + 500 });
    socket.resume();
    expect(links).toHaveLength(2);
    await pass(500);
    expect(count()).toBe(2);
    latest().end(1006);
    expect(links.at(-1)).toMatchObject({ kind: "down", since: now });
    await pass(4_500);
    expect(links.at(-1)).toMatchObject({ kind: "lost", since: now });
  });
});

describe("the watch", () => {
  it("pings a busy link, too: only what it sends is its reader's sign of life", async () => {
    await connect();
    latest().welcome();
    for (let seq = 1; seq <= 12; seq++) {
      await pass(10_000);
      latest().say(JSON.stringify({ type: "entries", entries: entries(seq, seq) }));
    }
    expect(latest().sent.length).toBeGreaterThanOrEqual(5);
    expect(count()).toBe(1);
  });

  it("pings a silent link, and leaves it within 45 s if no answer comes", async () => {
    await connect();
    latest().welcome();
    await pass(19_999);
    expect(latest().sent).toEqual([]);
    await pass(1);
    expect(latest().sent).toEqual(["ping"]);
    await pass(15_000 + 500);
    await pass(1);
    expect(count()).toBe(2);

    vi.mocked(Math.random).mockReturnValue(1);
    latest().welcome();
    await pass(45_000 + 3_200);
    await pass(1);
    expect(count()).toBe(3);
  });

  it("is content with any byte", async () => {
    await connect();
    latest().welcome();
    for (let i = 0; i < 5; i++) {
      await pass(20_000);
      expect(latest().sent).toHaveLength(i + 1);
      latest().say("pong");
    }
    await pass(19_000);
    expect(count()).toBe(1);
  });

  it("notices a room that opens and says nothing", async () => {
    await connect();
    latest().open();
    await pass(45_000);
    expect(count()).toBe(2);
  });

  it("asks at once when the page is looked at or the network is back", async () => {
    const { socket } = await connect();
    latest().welcome();
    socket.wake();
    expect(latest().sent).toEqual(["ping"]);
    await pass(4_000 + 501);
    expect(count()).toBe(2);
  });

  it("reads what has come before it trusts a timer that a sleeping page has held back", async () => {
    await connect();
    latest().welcome();
    await pass(20_000);
    expect(latest().sent).toEqual(["ping"]);
    vi.setSystemTime(Date.now() + 60_000);
    await pass(15_000);
    latest().say("pong");
    await pass(15_000);
    expect(count()).toBe(1);
  });

  it("leaves a link that is dead after all, in a page whose timers come once a minute too", async () => {
    await connect();
    latest().welcome();
    await pass(20_000);
    vi.setSystemTime(Date.now() + 60_000);
    await pass(15_000);
    vi.setSystemTime(Date.now() + 60_000);
    await pass(4_000 + 501);
    expect(count()).toBe(2);
  });
});

describe("frames", () => {
  it("are sent as JSON while there is a link, and dropped otherwise", async () => {
    const { socket } = await connect();
    socket.send({ type: "name", name: "Ala" });
    latest().welcome();
    expect(latest().sent).toEqual([]);
    socket.send({ type: "name", name: "Ala" });
    expect(latest().sent).toEqual(['{"type":"name","name":"Ala"}']);
  });

  it("that the room keeps an account of tell the last round trip, once there is one", async () => {
    const { socket } = await connect();
    const sent = () => {
      for (const type of ["typing", "roster"] as const) socket.send({ type });
      socket.send({ type: "post", id: "1", after: 0, text: "a" });
      return latest()
        .sent.splice(0)
        .filter((text) => text !== "ping")
        .map((text) => Reflect.get(JSON.parse(text), "rtt"));
    };
    latest().welcome();
    expect(sent()).toEqual([undefined, undefined, undefined]);
    await pass(20_000);
    await pass(45);
    latest().say("pong");
    expect(sent()).toEqual([45, undefined, 45]);
    // Two on their way: they are answered in their order.
    socket.wake();
    await pass(10);
    socket.wake();
    await pass(10);
    latest().say("pong");
    expect(sent()).toEqual([20, undefined, 20]);
    latest().say("pong");
    expect(sent()).toEqual([10, undefined, 10]);
    latest().say("pong");
    expect(sent()).toEqual([10, undefined, 10]);
    latest().end(1006);
    await pass(501);
    latest().welcome();
    expect(sent()).toEqual([undefined, undefined, undefined]);
  });

  it("tell no round trip that a sleeping page has measured", async () => {
    const { socket } = await connect();
    latest().welcome();
    await pass(20_000);
    vi.spyOn(performance, "now").mockReturnValue(performance.now() + 15_001);
    latest().say("pong");
    socket.send({ type: "typing" });
    expect(latest().sent).toEqual(["ping", '{"type":"typing"}']);
  });

  it("that have no meaning in this version are passed over", async () => {
    const { frames } = await connect();
    latest().welcome();
    for (const data of ["pong", "{}", '{"type":"poll"}', new ArrayBuffer(1)]) latest().say(data);
    expect(frames).toHaveLength(1);
  });

  it("that are a welcome of another version end it for good", async () => {
    const { socket, links, frames } = await connect();
    latest().open();
    latest().say(JSON.stringify({ ...welcome, protocol: 2, you: "Ala" }));
    expect(links.at(-1)).toMatchObject({ kind: "closed", code: 4406 });
    expect(latest().readyState).toBe(3);
    socket.wake();
    await pass(60_000);
    expect(links).toHaveLength(1);
    expect(count()).toBe(1);
    expect(frames).toEqual([]);
  });

  it("of a newer room are read as far as they are known", async () => {
    const { frames } = await connect();
    latest().open();
    latest().say('{"type":"hello","from":"welcome"}');
    const { limits } = welcome;
    latest().say(JSON.stringify({ ...welcome, topic: "new", limits: { ...limits, files: 3 } }));
    const [entry] = entries(1, 1);
    const reaction = { seq: 2, kind: "reaction", target: 1, emoji: "👍" };
    latest().say(
      JSON.stringify({ type: "entries", entries: [{ ...entry, mood: "new" }, reaction], of: 2 }),
    );
    latest().say(
      JSON.stringify({ type: "refused", id: "a", code: "muted", message: "", until: 1 }),
    );
    expect(frames).toMatchObject([
      welcome,
      { type: "entries", entries: [entry, { seq: 2, kind: "unknown" }] },
      { type: "refused", id: "a", code: "muted", message: "" },
    ]);
  });
});
