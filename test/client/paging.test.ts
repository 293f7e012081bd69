import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Paging } from "../../src/client/paging.ts";
import { firstState, type State } from "../../src/client/state.ts";
import { fromPage, moveTo } from "../../src/client/store.ts";
import { entries } from "./frames.ts";

const page = (first: number, last: number, epoch = "1") => ({
  room: "lobby",
  epoch,
  head: 200,
  messages: entries(first, last),
});
const newest = fromPage(page(151, 200));
const joining = { remembered: "", asked: null, refused: null };

/** What the server answers to each request, one after the other. */
const answers = vi.fn<() => Promise<Response>>();
beforeEach(() => void vi.stubGlobal("fetch", answers));
afterEach(() => {
  answers.mockReset();
  vi.unstubAllGlobals();
});

function pagingFrom(room = newest) {
  let state: State = firstState(room, 200, joining);
  const change = (part: Partial<State>) => void (state = { ...state, ...part });
  return { paging: new Paging({ state: () => state, change }), state: () => state, change };
}

/** A reader far above the end. */
const above = () => moveTo(newest, 75, page(26, 75)) ?? newest;

describe("paging", () => {
  it("adds what comes before and after the messages that are held", async () => {
    answers
      .mockResolvedValueOnce(Response.json(page(1, 25)))
      .mockResolvedValueOnce(Response.json(page(76, 125)));
    const { paging, state } = pagingFrom(above());
    await paging.loadOlder();
    await paging.loadNewer();
    expect(state().room.messages.map(({ seq }) => seq)).toEqual(
      entries(1, 125).map(({ seq }) => seq),
    );
    expect(state()).toMatchObject({ older: "idle", newer: "idle" });
  });

  it.each([
    ["of another log", page(1, 25, "2")],
    ["that has nothing", page(1, 0)],
  ])("asks for a page %s once, and not for ever", async (_, strange) => {
    answers.mockImplementation(async () => Response.json(strange));
    const { paging, state } = pagingFrom();
    await paging.loadOlder();
    expect(state().older).toBe("failed");
  });

  it("asks for what follows once where the log is another one", async () => {
    answers.mockImplementation(async () => Response.json(page(76, 125, "2")));
    const { paging, state } = pagingFrom(above());
    await paging.loadNewer();
    expect(state().newer).toBe("failed");
  });

  it("asks again where the list has begun anew while it waited", async () => {
    const { paging, state, change } = pagingFrom(above());
    answers.mockImplementation(async () => {
      change({ room: newest });
      return Response.json(page(1, 25));
    });
    await paging.loadOlder();
    expect(state()).toMatchObject({ older: "idle", room: newest });
    change({ room: above() });
    await paging.loadNewer();
    expect(state()).toMatchObject({ newer: "idle", room: newest });
  });

  it("calls nobody back who has gone elsewhere before what they sought was there", async () => {
    const { paging, state } = pagingFrom();
    answers.mockImplementation(async () => {
      expect(paging.seeks).toBe(true);
      paging.stopSeeking();
      return Response.json(page(26, 75));
    });
    expect(await paging.seek(50)).toBeNull();
    expect(paging.seeks).toBe(false);
    expect(state().room).toBe(newest);
  });

  it("says when a page cannot be had", async () => {
    answers.mockRejectedValue(new TypeError("Failed to fetch"));
    const { paging, state } = pagingFrom(above());
    await paging.loadOlder();
    await paging.loadNewer();
    expect(state()).toMatchObject({ older: "failed", newer: "failed" });
  });
});
