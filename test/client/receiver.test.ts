import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Receiver } from "../../src/client/receiver.ts";
import { firstState, type State } from "../../src/client/state.ts";
import { fromPage } from "../../src/client/store.ts";
import { entries, fresh } from "./frames.ts";

beforeEach(() => void vi.stubGlobal("document", { hasFocus: () => true }));
afterEach(() => void vi.unstubAllGlobals());

it("begins afresh with a log that does, also with asking for what comes before and after", () => {
  const held = fromPage({ room: "lobby", epoch: "1", head: 200, messages: entries(151, 200) });
  const joining = { remembered: "", asked: null, refused: null };
  let state: State = { ...firstState(held, 200, joining), older: "failed", newer: "failed" };
  const outbox = { restart: vi.fn<() => void>(), stored: () => {}, refused: () => {} };
  const reading = { restart: vi.fn<() => void>(), look: () => {} };
  const receiver = new Receiver({
    state: () => state,
    change: (part) => void (state = { ...state, ...part }),
    outbox,
    naming: { welcomed: () => {}, met: () => false, refused: () => {} },
    reading,
    typists: { heard: () => {}, ended: () => {} },
    missed: () => {},
    welcomed: () => {},
    named: () => {},
  });
  receiver.receive(fresh({ epoch: "2", head: 60, messages: entries(11, 60) }));
  expect(state).toMatchObject({ older: "idle", newer: "idle", leftOff: null });
  expect(outbox.restart).toHaveBeenCalledOnce();
  expect(reading.restart).toHaveBeenCalledOnce();
});
