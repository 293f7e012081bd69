import { describe, expect, it, vi } from "vitest";
import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { Person, PresenceFrame, RosterFrame } from "../../src/protocol/frames.ts";
import { LIMITS } from "../../src/protocol/limits.ts";
import { ABSENCE_GRACE, CROWD_END, news, Presence } from "../../src/room/presence.ts";
import { freshRoom, freshToken, Talker } from "./talker.ts";

const ala = { id: "a", name: "Ala" };
const bob = { id: "b", name: "Bob" };
const reader = { id: "r", name: null };

/** What those who were told everything must be told when these people are here. */
function change(
  presence: Presence,
  present: readonly Person[],
  now: number,
): PresenceFrame | RosterFrame | null {
  const { told } = presence;
  presence.change(present, now);
  return news(told, presence.told);
}

function crowd(size: number): Person[] {
  return Array.from({ length: size }, (_, i) => ({ id: `${i}`, name: i % 2 ? `Name ${i}` : null }));
}

describe("presence", () => {
  it("tells each change once, and counts people and not sockets", () => {
    const presence = new Presence([]);
    expect(change(presence, [ala, ala, reader], 0)).toEqual({
      type: "presence",
      joined: [ala, reader],
      left: [],
      people: 2,
    });
    expect(change(presence, [ala, reader], 1)).toBeNull();
  });

  it("tells a new name as one who joins", () => {
    const presence = new Presence([reader]);
    const named = { ...reader, name: "Róża" };
    expect(change(presence, [named], 0)).toMatchObject({ joined: [named], left: [], people: 1 });
  });

  it("waits for the absent, to the millisecond", () => {
    const presence = new Presence([ala, bob]);
    expect(change(presence, [ala], 100)).toBeNull();
    expect(presence.due(100)).toBe(ABSENCE_GRACE);
    expect(change(presence, [ala], 100 + ABSENCE_GRACE - 1)).toBeNull();
    expect(presence.due(100 + ABSENCE_GRACE - 1)).toBe(1);
    expect(change(presence, [ala], 100 + ABSENCE_GRACE)).toMatchObject({ left: [bob], people: 1 });
    expect(presence.due(100 + ABSENCE_GRACE)).toBeNull();
  });

  it("says nothing of whoever comes back in time, and waits anew the next time", () => {
    const presence = new Presence([ala, bob]);
    change(presence, [ala], 0);
    expect(change(presence, [ala, bob], 4000)).toBeNull();
    expect(presence.due(4000)).toBeNull();
    expect(change(presence, [ala], 6000)).toBeNull();
    expect(change(presence, [ala], 6000 + ABSENCE_GRACE)).toMatchObject({ left: [bob] });
  });

  it("does not wait for a clock that was set back", () => {
    const presence = new Presence([ala, bob]);
    change(presence, [ala], 1_000_000);
    expect(change(presence, [ala], 0)).toBeNull();
    expect(presence.due(0)).toBe(ABSENCE_GRACE);
    expect(change(presence, [ala], ABSENCE_GRACE)).toMatchObject({ left: [bob] });
  });

  it("starts a newcomer from what the others have been told", () => {
    const presence = new Presence([bob]);
    change(presence, [], 0);
    expect(presence.census(ala)).toEqual({ sessions: [bob, ala], people: 2 });
    expect(presence.census(bob)).toEqual({ sessions: [bob], people: 1 });
    expect(change(presence, [ala], 1)).toMatchObject({ joined: [ala], people: 2 });
  });
});

describe("a crowd", () => {
  it("begins above the limit, and from then on only its number is told", () => {
    const presence = new Presence([]);
    const largest = crowd(LIMITS.roster);
    expect(change(presence, largest, 0)).toMatchObject({ joined: largest, people: LIMITS.roster });
    const told = { type: "presence", joined: [], left: [], people: LIMITS.roster + 1 };
    const crowded = crowd(LIMITS.roster + 1);
    expect(change(presence, crowded, 1)).toEqual({ ...told, crowded: true });
    expect(change(presence, crowded.with(1, ala), 2)).toMatchObject({ people: 202, left: [] });
  });

  it("says nothing where the number is the same", () => {
    const presence = new Presence(crowd(300), true);
    const renamed = crowd(300).with(0, { id: "0", name: "Zero" });
    expect(change(presence, renamed, 0)).toBeNull();
    expect(presence.roster(ala).sessions).toContainEqual({ id: "0", name: "Zero" });
  });

  it("ends well below the limit, with the whole list", () => {
    const presence = new Presence(crowd(300), true);
    change(presence, crowd(CROWD_END + 1), 0);
    expect(change(presence, crowd(CROWD_END + 1), ABSENCE_GRACE)).toMatchObject({
      people: CROWD_END + 1,
      crowded: true,
    });
    change(presence, crowd(CROWD_END), ABSENCE_GRACE);
    const sessions = crowd(CROWD_END).filter(({ name }) => name !== null);
    expect(change(presence, crowd(CROWD_END), 2 * ABSENCE_GRACE)).toEqual({
      type: "roster",
      sessions,
      people: CROWD_END,
    });
  });

  it("lets a newcomer start from the number", () => {
    const presence = new Presence(crowd(300), true);
    expect(presence.census(ala)).toEqual({ sessions: [], people: 301, crowded: true });
    expect(presence.census({ id: "1", name: "Known" }).people).toBe(300);
  });

  it("is told by number to everybody, by name to whoever asks, and so still after a sleep", async () => {
    const room = freshRoom();
    const talkers = [];
    for (let i = 0; i <= LIMITS.roster; i++) {
      talkers.push(await Talker.join(room, { name: `Name ${i}`, token: freshToken() }));
    }
    const [first] = talkers;
    const people = LIMITS.roster + 1;
    const crowded = { joined: [], people, crowded: true };
    await vi.waitFor(() => expect(first?.all("presence").at(-1)).toMatchObject(crowded), 5000);
    await evictDurableObject(env.ROOMS.getByName(room));
    const late = await Talker.join(room, { name: "Late" });
    expect(late.welcome).toMatchObject({ sessions: [], people: people + 1, crowded: true });
    late.send({ type: "roster" });
    const { sessions, ...roster } = await late.until("roster");
    expect(roster).toEqual({ type: "roster", people: people + 1, crowded: true });
    expect(sessions).toHaveLength(people + 1);
    late.send({ type: "name", name: "Later" });
    await late.untilKnows("Later");
    expect(late.all("presence").at(-1)).toMatchObject({ people: people + 1, crowded: true });
  }, 30_000);
});
