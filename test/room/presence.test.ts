import { describe, expect, it } from "vitest";
import { ABSENCE_GRACE, Presence } from "../../src/room/presence.ts";

const ala = { id: "a", name: "Ala" };
const bob = { id: "b", name: "Bob" };
const reader = { id: "r", name: null };

describe("presence", () => {
  it("tells each change once, and counts people and not sockets", () => {
    const presence = new Presence([]);
    expect(presence.change([ala, ala, reader], 0)).toEqual({
      type: "presence",
      joined: [ala, reader],
      left: [],
      people: 2,
    });
    expect(presence.change([ala, reader], 1)).toBeNull();
  });

  it("tells a new name as one who joins", () => {
    const presence = new Presence([reader]);
    const named = { ...reader, name: "Róża" };
    expect(presence.change([named], 0)).toMatchObject({ joined: [named], left: [], people: 1 });
  });

  it("waits for the absent, to the millisecond", () => {
    const presence = new Presence([ala, bob]);
    expect(presence.change([ala], 100)).toBeNull();
    expect(presence.due(100)).toBe(ABSENCE_GRACE);
    expect(presence.change([ala], 100 + ABSENCE_GRACE - 1)).toBeNull();
    expect(presence.due(100 + ABSENCE_GRACE - 1)).toBe(1);
    expect(presence.change([ala], 100 + ABSENCE_GRACE)).toMatchObject({ left: [bob], people: 1 });
    expect(presence.due(100 + ABSENCE_GRACE)).toBeNull();
  });

  it("says nothing of whoever comes back in time, and waits anew the next time", () => {
    const presence = new Presence([ala, bob]);
    presence.change([ala], 0);
    expect(presence.change([ala, bob], 4000)).toBeNull();
    expect(presence.due(4000)).toBeNull();
    expect(presence.change([ala], 6000)).toBeNull();
    expect(presence.change([ala], 6000 + ABSENCE_GRACE)).toMatchObject({ left: [bob] });
  });

  it("does not wait for a clock that was set back", () => {
    const presence = new Presence([ala, bob]);
    presence.change([ala], 1_000_000);
    expect(presence.change([ala], 0)).toBeNull();
    expect(presence.due(0)).toBe(ABSENCE_GRACE);
    expect(presence.change([ala], ABSENCE_GRACE)).toMatchObject({ left: [bob] });
  });

  it("starts a newcomer from what the others have been told", () => {
    const presence = new Presence([bob]);
    presence.change([], 0);
    expect(Array.from(presence.with(ala).values())).toEqual([bob, ala]);
    expect(presence.change([ala], 1)).toMatchObject({ joined: [ala], people: 2 });
  });
});
