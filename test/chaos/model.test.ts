/**
 * The gate, the log, the outbox and the store together, as pure code: no network, no runtime, and
 * every order in which frames, cuts, sleeps and failures can come. What once failed stays as a test
 * with a name.
 */

import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Model, type Step } from "./model.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const CLIENTS = 3;

const client = fc.nat(CLIENTS - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("write" as const), client }) },
  {
    weight: 12,
    arbitrary: fc.record({ do: fc.constantFrom("up" as const, "down" as const), client }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("connect" as const), client }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("cut" as const), client }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("lateCut" as const, "lose" as const), client }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("elapse" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("sleep" as const, "crash" as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("fail" as const),
      moment: fc.constantFrom("before" as const, "after" as const),
    }),
  },
);

async function play(steps: readonly Step[]): Promise<Model> {
  const model = new Model(CLIENTS);
  for (const next of steps) await model.take(next);
  await model.settle();
  return model;
}

/** Everything that is promised, of a model that has come to rest. */
function expectAllKept(model: Model): void {
  const { log, clients } = model;
  expect(log.map(({ seq }) => seq)).toEqual(log.map((_, i) => i + 1));
  const written = clients.flatMap((page) => page.written.map((id) => `${page.author} ${id}`));
  expect(log.map(({ by, id }) => `${by.id} ${id}`).toSorted()).toEqual(written.toSorted());
  for (const page of clients) {
    expect(page.outbox.posts).toEqual([]);
    expect(page.acknowledged.map(({ id }) => id)).toEqual(page.written);
    for (const { id, seq } of page.acknowledged) {
      expect(log[seq - 1]).toMatchObject({ id, by: { id: page.author } });
    }
    const own = log.filter(
      (entry) => entry.by.id === page.author && page.written.includes(entry.id),
    );
    expect(own.map(({ id }) => id)).toEqual(page.written);
    expect(page.room.messages).toEqual(log);
  }
}

describe("gate, log, outbox and store together", () => {
  it("keep every promise in every order of events", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 120, size: "max" }), async (steps) =>
        expectAllKept(await play(steps)),
      ),
      { numRuns: 1_000 },
    );
  }, 20_000);

  it("store a post once that was stored just before the link broke", async () => {
    const steps: Step[] = [
      { do: "connect", client: 0 },
      { do: "down", client: 0 },
      { do: "write", client: 0 },
      { do: "up", client: 0 },
      { do: "cut", client: 0 },
      { do: "sleep" },
    ];
    expectAllKept(await play(steps));
  });

  it("do not store a copy that arrives behind the next post", async () => {
    const steps: Step[] = [
      { do: "connect", client: 0 },
      { do: "down", client: 0 },
      { do: "write", client: 0 },
      { do: "write", client: 0 },
      // The room still reads what the cut connection had carried.
      { do: "lateCut", client: 0 },
      { do: "connect", client: 0 },
      { do: "down", client: 0 },
      { do: "up", client: 0 },
      { do: "down", client: 0 },
      { do: "up", client: 0 },
      { do: "sleep" },
    ];
    expectAllKept(await play(steps));
  });

  it("show nothing behind a frame that was lost, until it is made up for", async () => {
    const steps: Step[] = [
      { do: "connect", client: 0 },
      { do: "connect", client: 1 },
      { do: "down", client: 0 },
      { do: "down", client: 1 },
      { do: "write", client: 0 },
      { do: "write", client: 0 },
      { do: "up", client: 0 },
      { do: "lose", client: 1 },
      { do: "down", client: 0 },
      { do: "up", client: 0 },
      { do: "down", client: 1 },
    ];
    expectAllKept(await play(steps));
  });

  it("take back a write that failed, and store the post when it comes again", async () => {
    const steps: Step[] = [
      { do: "connect", client: 0 },
      { do: "connect", client: 1 },
      { do: "down", client: 0 },
      { do: "write", client: 0 },
      { do: "fail", moment: "after" },
      { do: "up", client: 0 },
      { do: "down", client: 1 },
      { do: "down", client: 1 },
    ];
    expectAllKept(await play(steps));
  });
});
