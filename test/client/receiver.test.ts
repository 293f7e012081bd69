import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Receiver } from "../../src/client/receiver.ts";
import { firstState, type State } from "../../src/client/state.ts";
import { fromPage } from "../../src/client/store.ts";
import { entries, fresh, resumed } from "./frames.ts";

beforeEach(() => void vi.stubGlobal("document", { hasFocus: () => true }));
afterEach(() => void vi.unstubAllGlobals());

/** A reader of a room, up to message 200, and what its receiver tells the outbox and the reading. */
function receiverOf(part: Partial<State>) {
  const held = fromPage({ room: "lobby", epoch: "1", head: 200, messages: entries(151, 200) });
  const joining = { remembered: "", asked: null, refused: null };
  let state: State = { ...firstState(held, 200, joining), ...part };
  const outbox = { restart: vi.fn<() => void>(), stored: () => {}, refused: () => {} };
  const reading = { restart: vi.fn<() => void>(), look: () => {} };
  const receiver = new Receiver({
    state: () => state,
    change: (changed) => void (state = { ...state, ...changed }),
    outbox,
    naming: { welcomed: () => {}, met: () => false, refused: () => {} },
    reading,
    typists: { heard: () => {}, ended: () => {} },
    missed: () => {},
    welcomed: () => {},
    named: () => {},
  });
  return { receiver, outbox, reading, state: () => state };
}

it("begins afresh with a log that does, also with asking for what comes before and after", () => {
  const { receiver, outbox, reading, state } = receiverOf({ older: "failed", newer: "failed" });
  receiver.receive(fresh({ epoch: "2", head: 60, messages: entries(11, 60) }));
  expect(state()).toMatchObject({ older: "idle", newer: "idle", leftOff: null });
  expect(outbox.restart).toHaveBeenCalledOnce();
  expect(reading.restart).toHaveBeenCalledOnce();
});

it("leaves the line where it is while somebody reads, unless what they read is far behind", () => {
  const leftOff = { seq: 170, missed: 0, done: true };
  const { receiver, state } = receiverOf({ leftOff });
  receiver.receive(resumed({ head: 202, entries: entries(201, 202) }));
  expect(state().leftOff).toEqual(leftOff);
  receiver.receive(fresh({ head: 900, messages: entries(851, 900) }));
  expect(state().leftOff).toEqual({ seq: 200, missed: 700, done: false });
});

it("draws it anew after an outage that was told, however much the reader looked at the page", () => {
  const leftOff = { seq: 170, missed: 0, done: true };
  const link = { kind: "up", since: 0, wasLost: true } as const;
  const { receiver, state } = receiverOf({ leftOff, link });
  receiver.receive(resumed({ head: 260, entries: entries(201, 260) }));
  expect(state().leftOff).toEqual({ seq: 200, missed: 60, done: false });
});
