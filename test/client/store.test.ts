import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Entry, ServerFrame } from "../../src/protocol/frames.ts";
import {
  extend,
  fromPage,
  moveTo,
  prepend,
  receive,
  toEnd,
  toPage,
  trim,
} from "../../src/client/store.ts";
import { bob, entries, fresh, resumed, you } from "./frames.ts";

const page = (first: number, last: number) => ({
  room: "lobby",
  epoch: "1",
  head: last,
  messages: entries(first, last),
});
const seqs = (room: { messages: readonly Entry[] } | null) => room?.messages.map(({ seq }) => seq);

describe("a room from its page", () => {
  it("shows what the page holds, and knows nobody yet", () => {
    const room = fromPage(page(3, 5));
    expect(room).toMatchObject({ epoch: "1", head: 5, you: null, people: null, lack: null });
    expect(seqs(room)).toEqual([3, 4, 5]);
  });
});

describe("another stretch", () => {
  const log = (first: number, last: number, epoch = "1") => ({ ...page(first, last), epoch });
  const room = fromPage(page(951, 1_000));

  it("can be anywhere, and the newest messages are kept", () => {
    const there = moveTo(room, 150, log(101, 150));
    expect(seqs(there)).toEqual(seqs({ messages: entries(101, 150) }));
    expect(there).toMatchObject({ until: 150, head: 1_000 });
    expect(there?.tail).toEqual(room.messages);
    const back = there && moveTo(there, 50, log(1, 50));
    expect(back?.tail).toEqual(room.messages);
    expect(back && toEnd(back).messages).toEqual(room.messages);
  });

  it("joins the newest messages where it reaches them, and never goes beyond", () => {
    const near = moveTo(room, 960, log(911, 960));
    expect(seqs(near)).toEqual(seqs({ messages: entries(911, 1_000) }));
    expect(near).toMatchObject({ until: 1_000, tail: null });
    const beyond = moveTo(room, 1_020, log(971, 1_020));
    expect(beyond).toMatchObject({ until: 1_000, tail: null });
    expect(seqs(beyond)?.at(-1)).toBe(1_000);
  });

  it("is none of another log", () => {
    expect(moveTo(room, 150, log(101, 150, "2"))).toBeNull();
  });
});

describe("a resumed welcome", () => {
  const room = fromPage(page(1, 3));

  it("goes on where the page ended", () => {
    const next = receive(room, resumed({ head: 5, entries: entries(4, 5) }));
    expect(seqs(next)).toEqual([1, 2, 3, 4, 5]);
    expect(next).toMatchObject({ head: 5, you, people: 2, lack: null });
    expect([...(next?.named.values() ?? [])]).toEqual([you, bob]);
  });

  it("may bring nothing", () => {
    expect(seqs(receive(room, resumed({ head: 3, entries: [] })))).toEqual([1, 2, 3]);
  });

  it("that leaves one out does not follow on", () => {
    expect(receive(room, resumed({ head: 5, entries: entries(5, 5) }))).toBeNull();
  });
});

describe("a fresh welcome", () => {
  it("replaces what is held, and lacks nothing where nothing was read", () => {
    const next = receive(fromPage(page(1, 0)), fresh({ head: 60, messages: entries(11, 60) }));
    expect(seqs(next)).toHaveLength(50);
    expect(next).toMatchObject({ head: 60, lack: null });
  });

  it("says that messages were skipped", () => {
    const next = receive(fromPage(page(1, 3)), fresh({ head: 60, messages: entries(11, 60) }));
    expect(next).toMatchObject({ head: 60, lack: "skipped" });
    expect(next?.messages[0]?.seq).toBe(11);
  });

  it("skips nothing if it reaches back to what was held", () => {
    const held = fromPage(page(1, 10));
    expect(receive(held, fresh({ head: 60, messages: entries(11, 60) }))?.lack).toBeNull();
    expect(receive(held, fresh({ head: 61, messages: entries(12, 61) }))?.lack).toBe("skipped");
  });

  it("says that the log is another one, also when that one is empty", () => {
    const held = fromPage(page(1, 3));
    for (const messages of [[], entries(1, 2)]) {
      const next = receive(held, fresh({ epoch: "2", head: messages.length, messages }));
      expect(next).toMatchObject({ epoch: "2", head: messages.length, lack: "restarted" });
      expect(next?.messages).toEqual(messages);
    }
  });

  it("says so as long as anything is missing, whatever else is skipped later", () => {
    const skipped = receive(fromPage(page(1, 3)), fresh({ head: 60, messages: entries(11, 60) }))!;
    const again = receive(skipped, fresh({ head: 160, messages: entries(111, 160) }))!;
    expect(again).toMatchObject({ lack: "skipped", heldBefore: 3 });
    expect(receive(again, fresh({ head: 160, messages: entries(4, 160) }))?.lack).toBeNull();
  });

  it("counts from what is held by then", () => {
    const held = fromPage(page(1, 60));
    const next = receive(held, fresh({ head: 160, messages: entries(111, 160) }))!;
    const filled = prepend(next, 111, page(50, 110))!;
    const again = receive(filled, fresh({ head: 260, messages: entries(161, 260) }))!;
    expect(again.lack).toBeNull();
  });
});

describe("entries", () => {
  const room = fromPage(page(1, 3));
  const told = (...seqsTold: number[]): ServerFrame => ({
    type: "entries",
    entries: seqsTold.flatMap((seq) => entries(seq, seq)),
  });

  it.each([
    ["the next", [4], [1, 2, 3, 4]],
    ["several", [4, 5, 6], [1, 2, 3, 4, 5, 6]],
    ["a known one: the answer to a post sent twice", [2], [1, 2, 3]],
    ["known ones and new ones", [2, 3, 4], [1, 2, 3, 4]],
    ["none", [], [1, 2, 3]],
  ])("%s", (_, given, held) => {
    expect(seqs(receive(room, told(...given)))).toEqual(held);
  });

  it("of a kind that is not known here keep their place", () => {
    const odd: ServerFrame = {
      type: "entries",
      entries: [{ seq: 4, kind: "unknown" }, ...entries(5, 5)],
    };
    const next = receive(room, odd)!;
    expect(seqs(next)).toEqual([1, 2, 3, 5]);
    expect(next.head).toBe(5);
    expect(seqs(receive(next, told(6)))).toEqual([1, 2, 3, 5, 6]);
  });

  it.each([
    ["a hole before them", [5]],
    ["a hole among them", [4, 6]],
    ["one twice", [4, 4]],
    ["a wrong order", [5, 4]],
  ])("%s: they do not follow on", (_, given) => {
    expect(receive(room, told(...given))).toBeNull();
  });

  it("are shown once, in order and without a hole, however they come", () => {
    const frame = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(frame), (frames) => {
        let held = fromPage(page(1, 3));
        for (const given of frames) held = receive(held, told(...given)) ?? held;
        expect(seqs(held)).toEqual(Array.from({ length: held.head }, (_, i) => i + 1));
      }),
    );
  });
});

describe("presence", () => {
  const room = receive(fromPage(page(1, 0)), fresh({ head: 0, messages: [] }))!;

  it("brings newcomers and new names, and takes away who has left", () => {
    const cecil = { id: "c", name: "Cecil" };
    const robert = { ...bob, name: "Robert" };
    const reader = { id: "r", name: null };
    const joined = receive(room, {
      type: "presence",
      joined: [cecil, robert, reader],
      left: [],
      people: 4,
    })!;
    expect([...joined.named.values()]).toEqual([you, robert, cecil]);
    expect(joined.people).toBe(4);
    const left = receive(joined, { type: "presence", joined: [], left: [cecil], people: 3 })!;
    expect([...left.named.keys()]).toEqual([you.id, bob.id]);
  });

  it("brings one's own name", () => {
    const renamed = { ...you, name: "Alicja" };
    const next = receive(room, { type: "presence", joined: [renamed], left: [], people: 2 });
    expect(next?.you).toEqual(renamed);
  });
});

it("a refusal changes nothing in the room", () => {
  const room = fromPage(page(1, 3));
  expect(receive(room, { type: "refused", code: "bad_frame", message: "" })).toBe(room);
});

describe("older pages", () => {
  it("go before what is held, and fill what was skipped", () => {
    const skipped = receive(fromPage(page(1, 3)), fresh({ head: 60, messages: entries(11, 60) }))!;
    const some = prepend(skipped, 11, page(5, 10))!;
    expect(seqs(some)?.slice(0, 7)).toEqual([5, 6, 7, 8, 9, 10, 11]);
    expect(some).toMatchObject({ lack: "skipped", head: 60 });
    const all = prepend(some, 5, page(4, 4))!;
    expect(seqs(all)?.[0]).toBe(4);
    expect(all).toMatchObject({ lack: null, head: 60 });
  });

  it("do not make a log the old one that began again", () => {
    const held = fromPage(page(1, 70));
    const restarted = receive(held, fresh({ epoch: "2", head: 60, messages: entries(11, 60) }))!;
    expect(prepend(restarted, 11, { ...page(1, 10), epoch: "2" })?.lack).toBe("restarted");
  });

  it.each([
    ["is empty", 3, page(3, 2)],
    ["is not older", 3, page(1, 3)],
    ["was asked for before the list began anew", 2, page(1, 1)],
    ["is of another life of the log", 3, { ...page(1, 2), epoch: "2" }],
  ])("do not join what is held: one that %s", (_, before, older) => {
    expect(prepend(fromPage(page(3, 5)), before, older)).toBeNull();
  });

  it("do not join a room that holds nothing", () => {
    expect(prepend(fromPage(page(1, 0)), 1, page(1, 0))).toBeNull();
  });
});

describe("what lies far from what is mounted", () => {
  const many = fromPage(page(1, 5_000));

  it("is let go above the end", () => {
    const kept = trim(many, 4_701, 5_000);
    expect(seqs(kept)).toEqual(Array.from({ length: 1_300 }, (_, i) => 3_701 + i));
    expect(kept).toMatchObject({ head: 5_000, until: 5_000, tail: null });
  });

  it("is let go below, but for the newest", () => {
    const kept = trim(many, 1, 300);
    expect(seqs(kept)).toEqual(Array.from({ length: 1_300 }, (_, i) => 1 + i));
    expect(kept).toMatchObject({ head: 5_000, until: 1_300 });
    expect(kept.tail?.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 1_000 }, (_, i) => 4_001 + i),
    );
  });

  it("is kept when there is little", () => {
    const few = fromPage(page(1, 3_000));
    expect(trim(few, 1, 300)).toBe(few);
    expect(trim(fromPage(page(1, 3_001)), 1, 300).messages).toHaveLength(1_300);
  });
});

describe("a crowd", () => {
  const room = receive(fromPage(page(1, 3)), resumed({ head: 3, entries: [] }));
  const presence = { type: "presence", joined: [], left: [] } as const;
  const crowded = room && receive(room, { ...presence, people: 201, crowded: true });

  it("is known by number, and by the names of the last roster", () => {
    expect(crowded).toMatchObject({ people: 201, crowded: true, named: new Map() });
    const roster = { type: "roster", sessions: [bob], people: 202, crowded: true } as const;
    const asked = crowded && receive(crowded, roster);
    const later = asked && receive(asked, { ...presence, people: 203, crowded: true });
    expect(later).toMatchObject({ people: 203, crowded: true, named: new Map([[bob.id, bob]]) });
  });

  it("that has become small is known by name again", () => {
    const roster = { type: "roster", sessions: [you, bob], people: 150 } as const;
    const small = crowded && receive(crowded, roster);
    expect(small).toMatchObject({ people: 150, crowded: false });
    const next = small && receive(small, { ...presence, left: [bob], people: 149 });
    expect([...(next?.named.values() ?? [])]).toEqual([you]);
  });
});

describe("far above the end", () => {
  const far = trim(fromPage(page(1, 5_000)), 1, 300);

  it("what comes is kept for later, and counted", () => {
    const own = { ...entries(5_003, 5_003)[0]!, by: { id: you.id, name: "Ala" } };
    const frame: ServerFrame = { type: "entries", entries: [...entries(5_001, 5_002), own] };
    const next = receive({ ...far, you }, frame)!;
    expect(next).toMatchObject({ head: 5_003, until: 1_300, heard: 2 });
    expect(next.messages).toBe(far.messages);
    expect(next.tail?.at(-1)?.seq).toBe(5_003);
    expect(toPage(next).messages.at(-1)?.seq).toBe(5_003);
  });

  it("a flood is not kept for ever", () => {
    const flooded = receive(far, { type: "entries", entries: entries(5_001, 9_000) })!;
    expect(flooded.tail).toHaveLength(1_000);
    expect(flooded.tail?.at(-1)?.seq).toBe(9_000);
  });

  it("the end is there at once", () => {
    const atEnd = toEnd(far);
    expect(atEnd).toMatchObject({ until: 5_000, tail: null });
    expect(atEnd.messages).toBe(far.tail);
    expect(toEnd(atEnd)).toBe(atEnd);
  });

  it("newer pages follow, until the end is reached", () => {
    const next = extend(far, 1_350, page(1_301, 1_350))!;
    expect(next).toMatchObject({ until: 1_350, head: 5_000 });
    expect(seqs(next)?.at(-1)).toBe(1_350);
    expect(next.tail).toBe(far.tail);
    const last = extend({ ...far, until: 3_950 }, 4_000, page(3_951, 4_000))!;
    expect(last).toMatchObject({ until: 5_000, tail: null });
    expect(seqs(last)?.slice(1_300)).toEqual(Array.from({ length: 1_050 }, (_, i) => 3_951 + i));
  });

  it.each([
    ["is of another life of the log", 1_350, { ...page(1_301, 1_350), epoch: "2" }],
    ["goes no further", 1_300, page(1_251, 1_300)],
  ])("newer pages do not follow: one that %s", (_, until, newer) => {
    expect(extend(far, until, newer)).toBeNull();
  });

  it("nothing follows what is at the end already", () => {
    expect(extend(fromPage(page(1, 3)), 53, page(1, 3))).toBeNull();
  });

  it("a list that begins afresh is at its end", () => {
    const again = receive(far, fresh({ head: 9_000, messages: entries(8_951, 9_000) }))!;
    expect(again).toMatchObject({ until: 9_000, tail: null, heard: 50 });
  });
});

it("holds a bounded stretch without a hole, wherever its reader goes and whatever comes", () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant("hear" as const), count: fc.integer({ min: 1, max: 700 }) }),
    fc.record({ kind: fc.constantFrom("up" as const, "down" as const), count: fc.nat(1_500) }),
    fc.record({ kind: fc.constant("end" as const), count: fc.constant(0) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let room = fromPage(page(2_001, 2_050));
      let top = 2_001;
      for (const { kind, count } of steps) {
        if (kind === "hear") {
          const came = entries(room.head + 1, room.head + count);
          room = receive(room, { type: "entries", entries: came })!;
        } else if (kind === "end") {
          room = toEnd(room);
          top = room.head - 299;
        } else if (kind === "up") {
          const first = room.messages[0]!.seq;
          top = Math.max(1, top - count);
          if (top <= first && first > 1) {
            const from = Math.max(1, first - 500);
            room = prepend(room, first, page(from, first - 1)) ?? room;
          }
        } else {
          top = Math.min(top + count, room.until - 299);
          const until = room.until + 500;
          if (room.tail)
            room = extend(room, until, page(room.until - 9, Math.min(until, room.head)))!;
        }
        const first = room.messages.find(({ seq }) => seq >= top) ?? room.messages.at(-1)!;
        room = trim(room, first.seq, Math.min(first.seq + 299, room.until));
        top = first.seq;

        const held = seqs(room)!;
        expect(held).toEqual(Array.from(held, (_, i) => held[0]! + i));
        expect(held.at(-1)).toBe(room.until);
        expect((room.tail ?? room.messages).at(-1)?.seq).toBe(room.head);
        expect(room.until === room.head).toBe(room.tail === null);
        expect(held.length).toBeLessThanOrEqual(3_700);
        expect(room.tail?.length ?? 0).toBeLessThanOrEqual(3_000);
      }
    }),
    { numRuns: 50 },
  );
});
