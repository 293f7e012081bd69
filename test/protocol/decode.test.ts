import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeClientFrame } from "../../src/protocol/decode.ts";
import {
  decodeHistory,
  decodeServerFrame,
  decodeThreads,
  decodeThreadsFrame,
} from "../../src/protocol/answers.ts";
import { decodeJoin, decodePage } from "../../src/protocol/queries.ts";
import { LIMITS } from "../../src/protocol/limits.ts";

const post = { type: "post", id: "1", after: 0, text: "Hello" };

describe("a client's frame", () => {
  it("is read field by field, and unknown fields are dropped", () => {
    const text = JSON.stringify({ ...post, replyTo: 3, colour: "red" });
    expect(decodeClientFrame(text)).toEqual({ kind: "frame", frame: { ...post, replyTo: 3 } });
    expect(decodeClientFrame('{"type":"name","name":" Ala "}')).toEqual({
      kind: "frame",
      frame: { type: "name", name: "Ala" },
    });
    for (const type of ["typing", "roster"]) {
      const wish = decodeClientFrame(JSON.stringify({ type, more: 1 }));
      expect(wish).toEqual({ kind: "frame", frame: { type } });
    }
  });

  it("may tell a round trip: whole milliseconds up to the limit, not one more", () => {
    const fields = (frame: object) => decodeClientFrame(JSON.stringify(frame));
    for (const frame of [post, { type: "typing" }]) {
      for (const rtt of [0, 45, LIMITS.rtt]) {
        expect(fields({ ...frame, rtt })).toEqual({ kind: "frame", frame: { ...frame, rtt } });
      }
      for (const rtt of [-1, 0.5, LIMITS.rtt + 1, "45", null]) {
        const refused = { kind: "refused", code: "bad_frame", fault: true };
        expect(fields({ ...frame, rtt })).toMatchObject(refused);
        expect(fields({ ...frame, rtt })).toHaveProperty("message", expect.stringContaining("rtt"));
      }
    }
  });

  it("cannot reach an object's prototype", () => {
    const text = '{"type":"post","id":"1","after":0,"text":"a","__proto__":{"replyTo":7}}';
    const decoded = decodeClientFrame(text);
    expect(decoded).toEqual({ kind: "frame", frame: { ...post, text: "a" } });
    expect(decodeClientFrame('{"type":"constructor"}')).toMatchObject({ kind: "refused" });
    expect(decodeClientFrame('{"type":"__proto__","id":"1"}')).toMatchObject({ id: "1" });
  });

  it("that is refused says which field is wrong, and its id if it can be answered", () => {
    const refused = decodeClientFrame(JSON.stringify({ ...post, after: "0" }));
    expect(refused).toMatchObject({ kind: "refused", code: "bad_frame", id: "1", fault: true });
    expect(refused).toHaveProperty("message", expect.stringContaining("after"));
    const unanswerable = decodeClientFrame(JSON.stringify({ ...post, id: "no good" }));
    expect(unanswerable).not.toHaveProperty("id");
  });

  it("is always a frame, a named refusal or unparseable, and never a throw", () => {
    const anything = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.json(),
      fc
        .record(
          {
            type: fc.oneof(fc.constantFrom("post", "name"), fc.anything()),
            id: fc.oneof(fc.string(), fc.anything()),
            after: fc.oneof(fc.integer(), fc.anything()),
            text: fc.oneof(fc.string({ unit: "binary" }), fc.anything()),
            name: fc.oneof(fc.string({ unit: "binary" }), fc.anything()),
            replyTo: fc.anything(),
          },
          { requiredKeys: [] },
        )
        .map((frame) => JSON.stringify(frame)),
    );
    fc.assert(
      fc.property(anything, (text) => {
        const decoded = decodeClientFrame(text);
        if (decoded.kind !== "frame" || decoded.frame.type !== "post") return;
        expect(Number.isSafeInteger(decoded.frame.after)).toBe(true);
        expect(decoded.frame.text.isWellFormed()).toBe(true);
        expect(decoded.frame.id.length).toBeLessThanOrEqual(LIMITS.id);
      }),
      { numRuns: 2000 },
    );
  });

  it("keeps every well-formed text that shows something as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 200 }), (text) => {
        fc.pre(/\S/.test(text) && text.isWellFormed());
        const decoded = decodeClientFrame(JSON.stringify({ ...post, text }));
        if (decoded.kind === "frame") expect(decoded.frame).toMatchObject({ text });
        else expect(decoded).toMatchObject({ code: "text_empty" });
      }),
    );
  });
});

describe("the query of an upgrade", () => {
  it("has a place in the log, or none on a first visit", () => {
    expect(decodeJoin({})).toEqual({ place: null, name: null });
    expect(decodeJoin({ since: "12", epoch: "1", name: " Ala " })).toEqual({
      place: { since: 12, epoch: "1" },
      name: "Ala",
    });
    expect(decodeJoin({ since: "12" })).toEqual({ place: { since: 12, epoch: null }, name: null });
  });

  it("drops a name that is none, and is none itself with a place that is none", () => {
    expect(decodeJoin({ name: "\u200b" })).toEqual({ place: null, name: null });
    for (const since of ["", "-1", "1.5", "1e3", " 1", "9".repeat(16), "NaN"]) {
      expect(decodeJoin({ since })).toBeNull();
    }
  });
});

describe("the query of a history request", () => {
  it("has a default and bounds", () => {
    expect(decodePage({})).toEqual({ before: null, limit: LIMITS.page });
    expect(decodePage({ before: "1", limit: "1" })).toEqual({ before: 1, limit: 1 });
    expect(decodePage({ limit: `${LIMITS.pageMax}` })).toEqual({
      before: null,
      limit: LIMITS.pageMax,
    });
    for (const query of [{ limit: "0" }, { limit: `${LIMITS.pageMax + 1}` }, { before: "0" }]) {
      expect(decodePage(query)).toBeNull();
    }
  });
});

describe("what a server sends", () => {
  const entry = {
    seq: 1,
    at: 2,
    kind: "message",
    by: { id: "a", name: "Ala" },
    id: "1",
    text: "Hello",
  };

  it("is read, and what a newer server adds to it does no harm", () => {
    const frame = { type: "entries", entries: [entry] };
    const newer = { ...frame, entries: [{ ...entry, mood: "good" }], more: 1 };
    expect(decodeServerFrame(JSON.stringify(newer))).toMatchObject(frame);
  });

  it("keeps the place of an entry of an unknown kind, and must be right about a known one", () => {
    const frame = (...entries: object[]) => JSON.stringify({ type: "entries", entries });
    expect(decodeServerFrame(frame(entry, { seq: 2, kind: "poll", question: "?" }))).toEqual({
      type: "entries",
      entries: [entry, { seq: 2, kind: "unknown" }],
    });
    for (const wrong of [{ text: 1 }, { by: null }, { seq: -1 }, { replyTo: "1" }, { at: "now" }]) {
      expect(decodeServerFrame(frame({ ...entry, ...wrong })), JSON.stringify(wrong)).toBeNull();
    }
    expect(decodeServerFrame(frame({ kind: "poll" }))).toBeNull();
  });

  it("may tell of a crowd, and of those who write", () => {
    const people = [{ id: "a", name: "Ala" }];
    const frames = [
      { type: "presence", joined: [], left: [], people: 201, crowded: true },
      { type: "roster", sessions: people, people: 201, crowded: true },
      { type: "roster", sessions: people, people: 150 },
      { type: "typing", by: people },
    ];
    for (const frame of frames) expect(decodeServerFrame(JSON.stringify(frame))).toEqual(frame);
  });

  it("is nothing where this version does not know it", () => {
    for (const text of ["", "pong", "{}", '{"type":"wave"}', '{"type":"entries"}', "[]", "null"]) {
      expect(decodeServerFrame(text)).toBeNull();
    }
  });

  it("over HTTP is read likewise", () => {
    const history = { room: "lobby", epoch: "1", head: 1, messages: [entry] };
    expect(decodeHistory(history)).toEqual(history);
    expect(decodeHistory({ ...history, messages: [{}] })).toBeNull();
    const session = { id: "a", name: null, since: 1, lastSeen: 2, posts: 3 };
    const other = { ...session, lastFrame: 2, rtt: 45 };
    const threads = { room: "lobby", threads: 2, people: 1, head: 1, sessions: [session, other] };
    expect(decodeThreads(threads)).toEqual(threads);
    expect(decodeThreads({ ...threads, sessions: [{}] })).toBeNull();
    const pulse = { from: 5_000, messages: [0, 3] };
    const report = { type: "threads", ...threads, now: 9_000, pulse };
    expect(decodeThreadsFrame(JSON.stringify({ ...report, mood: "good" }))).toMatchObject(report);
    for (const text of ["pong", "[]", JSON.stringify(threads), '{"type":"threads"}']) {
      expect(decodeThreadsFrame(text)).toBeNull();
    }
  });
});
