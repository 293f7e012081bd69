import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rows, type Said } from "../../src/presentation/rows.ts";

const ala = { id: "a", name: "Ala" };
const bob = { id: "b", name: "Bob" };
const MINUTE = 60_000;
const DAY = 86_400_000;
const dayNumber = (at: number) => Math.floor(at / DAY);

/** The rows as a string: D for a day, F for a message with a header, m for one without. */
function shape(messages: readonly Said[]): string {
  return rows(messages, dayNumber)
    .map((row) => (row.kind === "day" ? "D" : row.first ? "F" : "m"))
    .join("");
}

describe("the timeline", () => {
  it("is empty without messages", () => {
    expect(shape([])).toBe("");
  });

  it("shares a header among the messages of one author", () => {
    expect(
      shape([
        { at: 0, by: ala },
        { at: 1, by: ala },
        { at: 2, by: bob },
        { at: 3, by: ala },
      ]),
    ).toBe("DFmFF");
  });

  it("begins a new header after five minutes of silence", () => {
    const said = [0, 2, 6, 11, 15].map((minute) => ({ at: minute * MINUTE, by: ala }));
    expect(shape(said)).toBe("DFmmFm");
    expect(shape([said[0]!, { at: 5 * MINUTE - 1, by: ala }])).toBe("DFm");
  });

  it("repeats the header in a long run, but not soon after it was there", () => {
    const run = (first: number, length: number) =>
      Array.from({ length }, (_, i) => ({ seq: first + i, at: i, by: ala }));
    expect(shape(run(1, 25))).toBe(
      "DF" + "m".repeat(8) + "F" + "m".repeat(9) + "F" + "m".repeat(5),
    );
    expect(shape(run(6, 6))).toBe("DFmmmmm");
    expect(shape(run(5, 6))).toBe("DFmmmmF");
  });

  it("never goes on for 15 messages without a header", () => {
    fc.assert(
      fc.property(fc.nat(99), (first) => {
        const messages = Array.from({ length: 60 }, (_, i) => ({ seq: first + i, at: i, by: ala }));
        expect(shape(messages)).not.toContain("m".repeat(14));
      }),
    );
  });

  const said = fc.record({ at: fc.nat(6 * MINUTE), by: fc.constantFrom(ala, ala, ala, bob) });
  const log = fc
    .array(said, { maxLength: 60 })
    .map((messages) => messages.map((message, i) => ({ ...message, seq: i + 1 })));
  const headers = (messages: readonly Said[]) =>
    rows(messages, dayNumber).flatMap((row) => (row.kind === "message" ? [row.first] : []));

  it("has the same headers whichever part of the log is shown, but for its first five messages", () => {
    fc.assert(
      fc.property(log, fc.nat(), (messages, from) => {
        const part = messages.slice(from % (messages.length + 1));
        const above = messages.length - part.length;
        expect(headers(part).slice(5)).toEqual(headers(messages).slice(above + 5));
      }),
    );
  });

  it("has the headers of posts on their way where they will be when these are stored", () => {
    fc.assert(
      fc.property(log, fc.nat(), (messages, from) => {
        const stored = from % (messages.length + 1);
        const underWay = messages.map(({ seq, ...post }, i) =>
          i < stored ? { ...post, seq } : post,
        );
        expect(headers(underWay)).toEqual(headers(messages));
      }),
    );
  });

  it("begins a new header when an author takes another name", () => {
    expect(
      shape([
        { at: 0, by: ala },
        { at: 1, by: { id: "a", name: "Alicja" } },
      ]),
    ).toBe("DFF");
  });

  it("begins a new header with each day, and bears a clock that was set back", () => {
    expect(
      shape([
        { at: DAY - 1, by: ala },
        { at: DAY, by: ala },
        { at: DAY - 1, by: ala },
      ]),
    ).toBe("DFDFDF");
  });

  it("shows every message once and in order, a day before the first and before no other of its day", () => {
    const message = fc.record({ at: fc.nat(5 * DAY), by: fc.constantFrom(ala, bob) });
    fc.assert(
      fc.property(fc.array(message), (messages) => {
        const laidOut = rows(messages, dayNumber);
        const shown = laidOut.flatMap((row) => (row.kind === "message" ? [row.message] : []));
        expect(shown).toEqual(messages);
        for (const [i, row] of laidOut.entries()) {
          const before = laidOut[i - 1];
          if (row.kind === "day") expect(before?.kind).not.toBe("day");
          else if (before?.kind === "day") expect(row.first).toBe(true);
          else expect(before && dayNumber(before.message.at)).toBe(dayNumber(row.message.at));
        }
      }),
    );
  });
});
