import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PostFrame } from "../../src/protocol/frames.ts";
import { Outbox } from "../../src/client/outbox.ts";
import { Drawer, Profile, settle } from "./profile.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function outboxWithWire() {
  const sent: PostFrame[] = [];
  const outbox = new Outbox(
    (frame) => sent.push(frame),
    () => {},
  );
  const write = async (...ids: string[]) => {
    for (const id of ids) outbox.add({ id, text: id, after: 7, at: 0 });
    await settle();
  };
  const ids = () => sent.map(({ id }) => id);
  return { outbox, sent, ids, write };
}

describe("the outbox", () => {
  it("keeps posts until the room is there, then sends them one at a time", async () => {
    const { outbox, sent, ids, write } = outboxWithWire();
    await write("a", "b");
    expect(sent).toEqual([]);
    outbox.open();
    expect(sent).toEqual([{ type: "post", id: "a", after: 7, text: "a" }]);
    outbox.stored("a");
    expect(ids()).toEqual(["a", "b"]);
    outbox.stored("b");
    expect(outbox.posts).toEqual([]);
  });

  it("waits once, however often it is told to wait for the same post", async () => {
    const { outbox, ids, write } = outboxWithWire();
    await write("a", "b");
    outbox.open();
    outbox.refused("a", "rate_limited", 1_000);
    outbox.refused("a", "unavailable", 1_500);
    await vi.advanceTimersByTimeAsync(1_500);
    outbox.stored("a");
    await vi.advanceTimersByTimeAsync(2_000);
    expect(ids()).toEqual(["a", "a", "b"]);
  });

  it("tells of every change of its posts", async () => {
    const changed = vi.fn<() => void>();
    const outbox = new Outbox(() => {}, changed);
    outbox.add({ id: "a", text: "a", after: 0, at: 0 });
    expect(changed).toHaveBeenCalledTimes(1);
    await settle();
    outbox.open();
    outbox.stored("a");
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it("sends what was under way again, the same and first, when the room is back", async () => {
    const { outbox, sent, ids, write } = outboxWithWire();
    outbox.open();
    await write("a", "b");
    outbox.close();
    await write("c");
    outbox.open();
    expect(ids()).toEqual(["a", "a"]);
    expect(sent[1]).toEqual(sent[0]);
  });

  it("does not send what the room had stored before the link broke", async () => {
    const { outbox, ids, write } = outboxWithWire();
    outbox.open();
    await write("a", "b");
    outbox.close();
    outbox.stored("a");
    outbox.open();
    expect(ids()).toEqual(["a", "b"]);
  });

  it("waits as long as it is told to, and lets nothing overtake", async () => {
    const { outbox, ids, write } = outboxWithWire();
    outbox.open();
    await write("a", "b");
    outbox.refused("a", "rate_limited", 1_500);
    await write("c");
    outbox.open();
    vi.advanceTimersByTime(1_499);
    expect(ids()).toEqual(["a"]);
    vi.advanceTimersByTime(1);
    expect(ids()).toEqual(["a", "a"]);
    expect(outbox.posts.every(({ failed }) => failed === null)).toBe(true);
  });

  it("says why it waits, for as long as it does", async () => {
    const { outbox, write } = outboxWithWire();
    outbox.open();
    await write("a");
    expect(outbox.waiting).toBeNull();
    outbox.refused("a", "unavailable", 1_500);
    vi.advanceTimersByTime(1_500);
    expect(outbox.waiting).toBe("unavailable");
    outbox.stored("a");
    expect(outbox.waiting).toBeNull();
    await write("b");
    outbox.refused("b", "rate_limited", 1_500);
    expect(outbox.waiting).toBe("rate_limited");
    outbox.close();
    expect(outbox.waiting).toBeNull();
  });

  it("waits no longer when the link breaks meanwhile", async () => {
    const { outbox, ids, write } = outboxWithWire();
    outbox.open();
    await write("a");
    outbox.refused("a", "rate_limited", 1_500);
    outbox.close();
    outbox.open();
    expect(ids()).toEqual(["a", "a"]);
    vi.advanceTimersByTime(5_000);
    expect(ids()).toEqual(["a", "a"]);
  });

  it("keeps a refused post with its reason and goes on with the next", async () => {
    const { outbox, ids, write } = outboxWithWire();
    outbox.open();
    await write("a", "b");
    outbox.refused("a", "text_too_long");
    expect(outbox.posts.map(({ id, failed }) => [id, failed])).toEqual([
      ["a", "text_too_long"],
      ["b", null],
    ]);
    expect(ids()).toEqual(["a", "b"]);
  });

  it("sends a refused post again behind the others, or drops it", async () => {
    const { outbox, ids, write } = outboxWithWire();
    outbox.open();
    await write("a", "b", "c");
    outbox.refused("a", "text_too_long");
    outbox.refused("b", "not_found");
    outbox.retry("a");
    outbox.discard("b");
    await settle();
    expect(outbox.posts.map(({ id, failed }) => [id, failed])).toEqual([
      ["c", null],
      ["a", null],
    ]);
    outbox.stored("c");
    expect(ids()).toEqual(["a", "b", "c", "a"]);
  });

  it("neither retries nor drops a post that was not refused", async () => {
    const { outbox, ids, write } = outboxWithWire();
    outbox.open();
    await write("a", "b");
    outbox.retry("a");
    outbox.discard("b");
    outbox.retry("unknown");
    outbox.discard("unknown");
    expect(outbox.posts.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(ids()).toEqual(["a"]);
  });

  it("waits for a name", async () => {
    const { outbox, ids, write } = outboxWithWire();
    outbox.open();
    await write("a");
    outbox.refused("a", "name_required");
    expect(outbox.posts[0]?.failed).toBeNull();
    expect(ids()).toEqual(["a"]);
    outbox.open();
    expect(ids()).toEqual(["a", "a"]);
  });

  it("forgets what it had seen of a log that is gone", async () => {
    const { outbox, sent, write } = outboxWithWire();
    await write("a");
    outbox.restart();
    outbox.open();
    expect(sent[0]?.after).toBe(0);
  });

  it("ignores answers to what it has not sent", async () => {
    const { outbox, ids, write } = outboxWithWire();
    outbox.open();
    await write("a", "b");
    outbox.refused("b", "text_too_long");
    outbox.stored("unknown");
    expect(outbox.posts.map(({ failed }) => failed)).toEqual([null, null]);
    expect(ids()).toEqual(["a"]);
  });
});

describe("the outbox with a shelf", () => {
  function outboxWithDrawer(left: readonly string[] = []) {
    const drawer = new Drawer();
    for (const id of left) drawer.put("gone", { id, text: id, after: 3, at: 0, failed: null });
    const sent: string[] = [];
    const outbox = new Outbox(
      ({ id }) => sent.push(id),
      () => {},
      drawer.shelf("tab", () => new Set(["tab"])),
    );
    const write = (id: string) => outbox.add({ id, text: id, after: 7, at: 0 });
    return { outbox, drawer, sent, write };
  }
  const idsOf = (posts: readonly { readonly id: string }[]) => posts.map(({ id }) => id);

  it("shows a post at once and sends it when it is kept, nothing before it", async () => {
    const { outbox, drawer, sent, write } = outboxWithDrawer();
    outbox.open();
    write("a");
    write("b");
    await settle();
    expect(idsOf(outbox.posts)).toEqual(["a", "b"]);
    expect(sent).toEqual([]);
    await drawer.work("tab");
    expect(sent).toEqual(["a"]);
    outbox.stored("a");
    expect(sent).toEqual(["a"]);
    await drawer.work("tab");
    expect(sent).toEqual(["a", "b"]);
  });

  it("waits 2 s for a browser that is slow to store, and not longer", async () => {
    const { outbox, sent, write } = outboxWithDrawer(["left"]);
    outbox.open();
    void outbox.gather();
    write("a");
    await vi.advanceTimersByTimeAsync(1_999);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toEqual(["a"]);
  });

  it("sends what closed pages have left first, though it is found late", async () => {
    const { outbox, drawer, sent, write } = outboxWithDrawer(["x", "y"]);
    outbox.open();
    void outbox.gather();
    write("a");
    await settle();
    expect(sent).toEqual([]);
    await drawer.workAll("tab");
    expect(idsOf(outbox.posts)).toEqual(["x", "y", "a"]);
    outbox.stored("x");
    outbox.stored("y");
    expect(sent).toEqual(["x", "y", "a"]);
  });

  it("takes in nothing that it has already", async () => {
    const { outbox, drawer, write } = outboxWithDrawer(["a"]);
    void outbox.gather();
    write("a");
    await drawer.workAll("tab");
    expect(idsOf(outbox.posts)).toEqual(["a"]);
  });

  it("takes a post off the shelf when it is stored, also one that another page has sent", async () => {
    const { outbox, drawer, write } = outboxWithDrawer(["x", "y"]);
    write("a");
    await drawer.workAll("tab");
    outbox.stored("a", "x");
    await drawer.workAll("tab");
    expect(idsOf(drawer.posts)).toEqual(["y"]);
  });

  it("keeps a refused post with its reason until it is retried or dropped", async () => {
    const { outbox, drawer, write } = outboxWithDrawer();
    outbox.open();
    write("a");
    write("b");
    await drawer.workAll("tab");
    outbox.refused("a", "text_too_long");
    outbox.refused("b", "not_found");
    await drawer.workAll("tab");
    expect(drawer.posts.map(({ failed }) => failed)).toEqual(["text_too_long", "not_found"]);
    outbox.retry("a");
    outbox.discard("b");
    await drawer.workAll("tab");
    expect(drawer.posts).toEqual([{ id: "a", text: "a", after: 7, at: 0, failed: null }]);
  });
});

it("loses nothing, doubles nothing and keeps each page's order, whatever happens", async () => {
  const tab = fc.constantFrom(0, 1);
  const act = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom("write") },
    { weight: 3, arbitrary: fc.constantFrom("stored") },
    { weight: 4, arbitrary: fc.constantFrom("answer") },
    { weight: 4, arbitrary: fc.constantFrom("work") },
    { weight: 2, arbitrary: fc.constantFrom("link") },
    fc.constantFrom("rate_limited", "text_too_long", "retry", "cut", "wait", "crash", "gather"),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(act, tab), { maxLength: 80, size: "max" }),
      async (steps) => {
        vi.clearAllTimers();
        const profile = new Profile(2);
        for (const [action, at] of steps) {
          await profile.act(action, at);
          // A post is one open page's, and each page has one under way.
          const ids = profile.pages.flatMap(({ outbox }) => outbox.posts.map(({ id }) => id));
          expect(ids).toEqual(Array.from(new Set(ids)));
          for (const page of profile.pages) expect(profile.underWay(page)).toBeLessThanOrEqual(1);
        }
        await profile.calmDown();

        const posts = profile.pages.flatMap(({ outbox }) => outbox.posts);
        expect(posts.every(({ failed }) => failed === "text_too_long")).toBe(true);
        const failed = posts.map(({ id }) => id);
        expect(profile.drawer.posts.map(({ id }) => id).toSorted()).toEqual(failed.toSorted());
        expect([...profile.log, ...failed].toSorted()).toEqual(
          expect.arrayContaining(profile.kept),
        );
        expect(new Set(profile.log).size).toBe(profile.log.length);
        for (const written of profile.writtenBy.values()) {
          const untroubled = written.filter((id) => !profile.troubled.has(id));
          const stored = profile.log.filter((id) => untroubled.includes(id));
          expect(stored).toEqual(untroubled.filter((id) => profile.log.includes(id)));
        }
      },
    ),
    { numRuns: 500 },
  );
});
