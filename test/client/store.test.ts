import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Entry, ServerFrame } from "../../src/protocol/frames.ts";
import { fromPage, prepend, receive, trim } from "../../src/client/store.ts";
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

describe("what lies far above the end", () => {
  it("is let go when there is much of it", () => {
    const many = fromPage(page(1, 2_001));
    expect(seqs(trim(many))).toEqual(Array.from({ length: 1_000 }, (_, i) => 1_002 + i));
    expect(trim(many).head).toBe(2_001);
  });

  it("is kept when there is little", () => {
    const few = fromPage(page(1, 2_000));
    expect(trim(few)).toBe(few);
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
