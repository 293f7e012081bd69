import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PostFrame } from "../../src/protocol/frames.ts";
import { Outbox } from "../../src/client/outbox.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function outboxWithWire() {
  const sent: PostFrame[] = [];
  const outbox = new Outbox(
    (frame) => sent.push(frame),
    () => {},
  );
  const write = (...ids: string[]) =>
    ids.forEach((id) => outbox.add({ id, text: id, after: 7, at: 0 }));
  const ids = () => sent.map(({ id }) => id);
  return { outbox, sent, ids, write };
}

describe("the outbox", () => {
  it("keeps posts until the room is there, then sends them one at a time", () => {
    const { outbox, sent, ids, write } = outboxWithWire();
    write("a", "b");
    expect(sent).toEqual([]);
    outbox.open();
    expect(sent).toEqual([{ type: "post", id: "a", after: 7, text: "a" }]);
    outbox.stored("a");
    expect(ids()).toEqual(["a", "b"]);
    outbox.stored("b");
    expect(outbox.posts).toEqual([]);
  });

  it("tells of every change of its posts", () => {
    const changed = vi.fn<() => void>();
    const outbox = new Outbox(() => {}, changed);
    outbox.add({ id: "a", text: "a", after: 0, at: 0 });
    expect(changed).toHaveBeenCalledTimes(1);
    outbox.open();
    outbox.stored("a");
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it("sends what was under way again, the same and first, when the room is back", () => {
    const { outbox, sent, ids, write } = outboxWithWire();
    outbox.open();
    write("a", "b");
    outbox.close();
    write("c");
    outbox.open();
    expect(ids()).toEqual(["a", "a"]);
    expect(sent[1]).toEqual(sent[0]);
  });

  it("does not send what the room had stored before the link broke", () => {
    const { outbox, ids, write } = outboxWithWire();
    outbox.open();
    write("a", "b");
    outbox.close();
    outbox.stored("a");
    outbox.open();
    expect(ids()).toEqual(["a", "b"]);
  });

  it("waits as long as it is told to, and lets nothing overtake", () => {
    const { outbox, ids, write } = outboxWithWire();
    outbox.open();
    write("a", "b");
    outbox.refused("a", "rate_limited", 1_500);
    write("c");
    outbox.open();
    vi.advanceTimersByTime(1_499);
    expect(ids()).toEqual(["a"]);
    vi.advanceTimersByTime(1);
    expect(ids()).toEqual(["a", "a"]);
    expect(outbox.posts.every(({ failed }) => failed === null)).toBe(true);
  });

  it("waits no longer when the link breaks meanwhile", () => {
    const { outbox, ids, write } = outboxWithWire();
    outbox.open();
    write("a");
    outbox.refused("a", "rate_limited", 1_500);
    outbox.close();
    outbox.open();
    expect(ids()).toEqual(["a", "a"]);
    vi.advanceTimersByTime(5_000);
    expect(ids()).toEqual(["a", "a"]);
  });

  it("keeps a refused post with its reason and goes on with the next", () => {
    const { outbox, ids, write } = outboxWithWire();
    outbox.open();
    write("a", "b");
    outbox.refused("a", "text_too_long");
    expect(outbox.posts.map(({ id, failed }) => [id, failed])).toEqual([
      ["a", "text_too_long"],
      ["b", null],
    ]);
    expect(ids()).toEqual(["a", "b"]);
  });

  it("sends a refused post again behind the others, or drops it", () => {
    const { outbox, ids, write } = outboxWithWire();
    outbox.open();
    write("a", "b", "c");
    outbox.refused("a", "text_too_long");
    outbox.refused("b", "not_found");
    outbox.retry("a");
    outbox.discard("b");
    expect(outbox.posts.map(({ id, failed }) => [id, failed])).toEqual([
      ["c", null],
      ["a", null],
    ]);
    outbox.stored("c");
    expect(ids()).toEqual(["a", "b", "c", "a"]);
  });

  it("neither retries nor drops a post that was not refused", () => {
    const { outbox, ids, write } = outboxWithWire();
    outbox.open();
    write("a", "b");
    outbox.retry("a");
    outbox.discard("b");
    outbox.retry("unknown");
    outbox.discard("unknown");
    expect(outbox.posts.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(ids()).toEqual(["a"]);
  });

  it("waits for a name", () => {
    const { outbox, ids, write } = outboxWithWire();
    outbox.open();
    write("a");
    outbox.refused("a", "name_required");
    expect(outbox.posts[0]?.failed).toBeNull();
    expect(ids()).toEqual(["a"]);
    outbox.open();
    expect(ids()).toEqual(["a", "a"]);
  });

  it("forgets what it had seen of a log that is gone", () => {
    const { outbox, sent, write } = outboxWithWire();
    write("a");
    outbox.restart();
    outbox.open();
    expect(sent[0]?.after).toBe(0);
  });

  it("ignores answers to what it has not sent", () => {
    const { outbox, ids, write } = outboxWithWire();
    outbox.open();
    write("a", "b");
    outbox.refused("b", "text_too_long");
    outbox.stored("unknown");
    expect(outbox.posts.map(({ failed }) => failed)).toEqual([null, null]);
    expect(ids()).toEqual(["a"]);
  });
});

/** A room that stores posts once, at the other end of a link that can break at any moment. */
class Room {
  readonly log: string[] = [];
  /** What the sender wants stored, in the order in which it was last written or retried. */
  wanted: string[] = [];
  readonly outbox: Outbox;
  #up: PostFrame[] = [];
  #down: (() => void)[] = [];
  #linked = false;

  constructor() {
    this.outbox = new Outbox(
      (frame) => this.#linked && this.#up.push(frame),
      () => {},
    );
  }

  write(id: string): void {
    this.wanted.push(id);
    this.outbox.add({ id, text: id, after: 0, at: 0 });
  }

  link(): void {
    if (this.#linked) return;
    this.#linked = true;
    for (const id of this.log) this.outbox.stored(id);
    this.outbox.open();
  }

  cut(): void {
    this.#linked = false;
    this.#up = [];
    this.#down = [];
    this.outbox.close();
  }

  take(verdict: "stored" | "rate_limited" | "text_too_long"): void {
    const post = this.#up.shift();
    if (!post) return;
    if (verdict !== "stored" && !this.log.includes(post.id)) {
      this.#down.push(() => this.outbox.refused(post.id, verdict, 50));
      return;
    }
    if (!this.log.includes(post.id)) this.log.push(post.id);
    this.#down.push(() => this.outbox.stored(post.id));
  }

  answer(): void {
    this.#down.shift()?.();
  }

  retry(): void {
    const post = this.outbox.posts.find(({ failed }) => failed !== null);
    if (!post) return;
    this.wanted = [...this.wanted.filter((id) => id !== post.id), post.id];
    this.outbox.retry(post.id);
  }

  get underWay(): number {
    return this.#up.length + this.#down.length;
  }
}

it("loses nothing, doubles nothing and keeps the order, whatever happens on the way", () => {
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom("write") },
    { weight: 3, arbitrary: fc.constantFrom("stored") },
    { weight: 4, arbitrary: fc.constantFrom("answer") },
    fc.constantFrom("rate_limited", "text_too_long", "retry", "link", "cut", "wait"),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const room = new Room();
      let written = 0;
      const act = (action: (typeof steps)[number]): void => {
        switch (action) {
          case "write":
            return room.write(`p${written++}`);
          case "stored":
          case "rate_limited":
          case "text_too_long":
            return room.take(action);
          case "wait":
            return void vi.advanceTimersByTime(50);
          case "answer":
          case "retry":
          case "link":
          case "cut":
            return room[action]();
        }
      };
      for (const action of steps) {
        act(action);
        expect(room.underWay).toBeLessThanOrEqual(1);
      }
      room.link();
      for (let i = 0; i <= written; i++) {
        act("wait");
        act("stored");
        act("answer");
      }

      const failed = room.outbox.posts.map(({ id }) => id);
      expect(room.outbox.posts.every((post) => post.failed === "text_too_long")).toBe(true);
      expect(room.log).toEqual(room.wanted.filter((id) => !failed.includes(id)));
      expect(room.log.length + failed.length).toBe(written);
    }),
    { numRuns: 500 },
  );
});
