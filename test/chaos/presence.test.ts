/**
 * Who is here, as everybody is told: presence, announcer and the client's store as pure code, round
 * the border of a crowd, with people who come, go, fall silent, take names and do not read.
 */

import fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { decodeServerFrame } from "../../src/protocol/answers.ts";
import type { Person } from "../../src/protocol/frames.ts";
import { LIMITS } from "../../src/protocol/limits.ts";
import type { RoomState } from "../../src/client/state.ts";
import { fromPage, receive } from "../../src/client/store.ts";
import { Announcer } from "../../src/room/announcer.ts";
import { Log } from "../../src/room/log.ts";
import { CROWD_END, Presence } from "../../src/room/presence.ts";
import { Session } from "../../src/room/session.ts";
import { Sessions } from "../../src/room/sessions.ts";
import { welcome } from "../../src/room/welcome.ts";
import { FakeStorage } from "./storage.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** People who are always here, so that a few more or less cross the borders of a crowd. */
const CROWD = 145;

/** What somebody with a socket does; `who` is one of those who are not always here. */
type Deed =
  | { readonly do: "fall silent" | "speak" | "stop reading" | "read" | "ask"; readonly who: number }
  | { readonly do: "take a name"; readonly who: number; readonly name: number };

/** Something that happens. */
type Step =
  | Deed
  | { readonly do: "come" | "go"; readonly who: number }
  | { readonly do: "come together" | "go together"; readonly group: number }
  | { readonly do: "sleep" }
  | { readonly do: "pass"; readonly milliseconds: number };

/** People who come and go one by one, and in groups: one of them is no crowd yet, and is still one. */
const SINGLE = 6;
const GROUP = 28;
const GROUPS = 2;

const RATE = { perSecond: 5, burst: 20 };

const who = fc.nat(SINGLE - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom("come" as const, "go" as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("fall silent" as const, "speak" as const), who }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom("come together" as const, "go together" as const),
      group: fc.nat(GROUPS - 1),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("sleep" as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom("stop reading" as const, "read" as const, "ask" as const),
      who,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("take a name" as const), who, name: who }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant("pass" as const),
      milliseconds: fc.constantFrom(0, 50, 99, 100, 500, 1_000, 4_900, 5_000, 20_000, 70_000),
    }),
  },
);

/** Somebody with a socket. */
interface Visitor {
  readonly socket: WebSocket & { bufferedAmount: number };
  readonly author: string;
  silentSince: number;
  view: RoomState;
}

class Model {
  readonly #log = new Log(new FakeStorage().storage);
  readonly visitors = new Map<string, Visitor>();
  #sessions = new Sessions([], (socket) => this.#lastPing(socket));
  #presence = new Presence([]);
  #announcer = this.#announce();

  constructor() {
    for (let i = 0; i < CROWD; i++) this.#come(`always-${i}`, i % 2 ? `Name ${i}` : null);
  }

  async take(next: Step): Promise<void> {
    switch (next.do) {
      case "come":
        return this.#come(`${next.who}`, null);
      case "go":
        return this.#go(`${next.who}`);
      case "come together":
        for (const other of group(next.group)) this.#come(other, `Name of ${other}`);
        return;
      case "go together":
        for (const other of group(next.group)) this.#go(other);
        return;
      case "sleep":
        if (vi.getTimerCount() === 0) this.#wake();
        return;
      case "pass":
        await vi.advanceTimersByTimeAsync(next.milliseconds);
        return;
      case "fall silent":
      case "speak":
      case "stop reading":
      case "read":
      case "ask":
      case "take a name":
        return this.#act(next, this.visitors.get(`${next.who}`));
    }
  }

  /** Everybody reads, and whoever was silent gives a sign of life. */
  async settle(): Promise<void> {
    for (const { socket } of this.visitors.values()) socket.bufferedAmount = 0;
    await vi.advanceTimersByTimeAsync(11_000);
    for (const visitor of this.visitors.values()) {
      if (visitor.silentSince === Infinity) continue;
      visitor.silentSince = Infinity;
      this.#announcer.heard(visitor.author);
    }
    await vi.advanceTimersByTimeAsync(11_000);
    expect(vi.getTimerCount()).toBe(0);
  }

  get names(): Person[] {
    const people = new Map(Array.from(this.#sessions, ({ person }) => [person.id, person]));
    return Array.from(people.values()).filter(({ name }) => name !== null);
  }

  #act(next: Deed, visitor: Visitor | undefined): void {
    const session = visitor && this.#sessions.get(visitor.socket);
    if (!visitor || !session) return;
    switch (next.do) {
      case "fall silent":
        visitor.silentSince = Math.min(visitor.silentSince, Date.now());
        return;
      case "speak":
        visitor.silentSince = Infinity;
        return this.#announcer.heard(visitor.author);
      case "stop reading":
        visitor.socket.bufferedAmount = 500_000;
        return;
      case "read":
        visitor.socket.bufferedAmount = 0;
        return;
      case "ask":
        return session.send({ type: "roster", ...this.#presence.roster(session.person) });
      case "take a name":
        session.wear(`Name ${next.name}`, false);
        return this.#announcer.named(session.person);
    }
  }

  #come(author: string, name: string | null): void {
    if (this.visitors.has(author)) return;
    const visitor: Visitor = {
      author,
      silentSince: Infinity,
      socket: this.#socket((text) => this.#receive(visitor, text)),
      view: fromPage({ room: "model", epoch: "1", head: 0, messages: [] }),
    };
    this.visitors.set(author, visitor);
    const session = Session.open(visitor.socket, author, { tokens: 1, at: 0 }, 0);
    if (name !== null) session.wear(name, false);
    this.#sessions.add(session);
    const [log, presence] = [this.#log, this.#presence];
    session.welcome(welcome({ room: "model", session, place: null, log, presence, rate: RATE }));
    session.save();
    this.#announcer.changed();
  }

  #receive(visitor: Visitor, text: string): void {
    const frame = decodeServerFrame(text);
    const view = frame && receive(visitor.view, frame);
    if (!view) throw new Error(`The store does not take ${text}`);
    visitor.view = view;
  }

  #go(author: string): void {
    const session = this.#sessions.of(author)[0];
    if (session) this.#end(session);
  }

  #end(session: Session): void {
    this.visitors.delete(session.author);
    this.#sessions.remove(session);
    this.#presence.lost(session.person, Date.now());
    this.#announcer.changed();
  }

  #wake(): void {
    const sockets = Array.from(this.visitors.values(), ({ socket }) => socket);
    this.#sessions = new Sessions(sockets, (socket) => this.#lastPing(socket));
    const crowded = Array.from(this.#sessions).some((session) => session.crowded);
    this.#presence = new Presence(this.#sessions.announced(), crowded);
    this.#announcer = this.#announce();
  }

  #announce(): Announcer {
    const later = (milliseconds: number, task: () => void): number =>
      Number(setTimeout(task, milliseconds));
    return new Announcer(this.#presence, this.#sessions, later, (session) => this.#end(session));
  }

  #lastPing(socket: WebSocket): number {
    const visitor = Array.from(this.visitors.values()).find((other) => other.socket === socket);
    return Math.min(visitor?.silentSince ?? 0, Date.now());
  }

  #socket(deliver: (text: string) => void): Visitor["socket"] {
    let attachment = "null";
    return Object.assign(Object.create(null), {
      bufferedAmount: 0,
      send: deliver,
      close: () => {},
      serializeAttachment: (value: unknown) => (attachment = JSON.stringify(value)),
      deserializeAttachment: () => JSON.parse(attachment),
    });
  }
}

/** Plays the steps, lets everything come to rest, and looks at what everybody has been told. */
async function expectRightAfter(steps: readonly Step[]): Promise<void> {
  vi.clearAllTimers();
  const model = new Model();
  for (const next of steps) await model.take(next);
  await model.settle();
  const people = model.visitors.size;
  const names = model.names.toSorted(byId);
  for (const { author, view } of model.visitors.values()) {
    expect(view.people, author).toBe(people);
    if (people > LIMITS.roster) expect(view.crowded).toBe(true);
    if (people <= CROWD_END) expect(view.crowded).toBe(false);
    if (!view.crowded) expect(Array.from(view.named.values()).toSorted(byId)).toEqual(names);
  }
}

it("is known to everybody in the end, whatever has happened", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40, size: "max" }), expectRightAfter),
    { numRuns: 60 },
  );
}, 60_000);

it("is known by number in a crowd, and still when the room has slept on fewer people", async () => {
  const crowd: Step[] = [
    { do: "come together", group: 0 },
    { do: "come together", group: 1 },
    { do: "pass", milliseconds: 1_000 },
  ];
  await expectRightAfter(crowd);
  await expectRightAfter([
    ...crowd,
    { do: "go together", group: 0 },
    { do: "pass", milliseconds: 6_000 },
    { do: "sleep" },
    { do: "come", who: 0 },
  ]);
});

it("is known to one who has not read for a while", () =>
  expectRightAfter([
    { do: "come", who: 0 },
    { do: "stop reading", who: 0 },
    { do: "come", who: 1 },
    { do: "pass", milliseconds: 500 },
  ]));

it("is known to one who took a name, behind with reading, while there was a crowd", () =>
  expectRightAfter([
    { do: "come", who: 0 },
    { do: "pass", milliseconds: 500 },
    { do: "stop reading", who: 0 },
    { do: "come together", group: 0 },
    { do: "come together", group: 1 },
    { do: "pass", milliseconds: 500 },
    { do: "take a name", who: 0, name: 0 },
    { do: "go together", group: 0 },
    { do: "go together", group: 1 },
    { do: "pass", milliseconds: 5_500 },
  ]));

it("is known to one who asked, behind with reading, while there was a crowd", () =>
  expectRightAfter([
    { do: "come", who: 0 },
    { do: "pass", milliseconds: 500 },
    { do: "stop reading", who: 0 },
    { do: "come together", group: 0 },
    { do: "come together", group: 1 },
    { do: "pass", milliseconds: 500 },
    { do: "ask", who: 0 },
    { do: "go together", group: 0 },
    { do: "go together", group: 1 },
    { do: "pass", milliseconds: 5_500 },
  ]));

function byId(one: Person, other: Person): number {
  return one.id < other.id ? -1 : 1;
}

function group(number: number): string[] {
  return Array.from({ length: GROUP }, (_, i) => `${i} of ${number}`);
}
