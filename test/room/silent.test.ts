/** Somebody of whom nothing is heard: off the list in time, and on it again with a sign of life. */

import { env } from "cloudflare:workers";
import { evictDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, it, vi } from "vitest";
import { freshRoom, Talker } from "./talker.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

describe("somebody silent", () => {
  it("is off the list after a minute, without a timer, and on it again with a sign of life", async () => {
    const room = freshRoom();
    const silent = await Talker.join(room, { name: "Silent" });
    const ala = await Talker.join(room, { name: "Ala" });
    await ala.untilKnows("Silent");
    const later = (milliseconds: number): void => {
      const now = Date.now.bind(Date);
      vi.spyOn(Date, "now").mockImplementation(() => now() + milliseconds);
    };
    later(66_000);
    await ala.say("Anybody here?");
    await vi.waitFor(
      () => expect(ala.all("presence").at(-1)).toMatchObject({ left: [{ name: "Silent" }] }),
      {
        timeout: 8000,
      },
    );
    await silent.say("I was here all the time");
    await vi.waitFor(() =>
      expect(ala.all("presence").at(-1)).toMatchObject({ joined: [{ name: "Silent" }] }),
    );
  }, 15_000);
});

describe("somebody who fell silent while the room slept", () => {
  it("is told to have left when it wakes", async () => {
    const room = freshRoom();
    await Talker.join(room, { name: "Silent" });
    const ala = await Talker.join(room, { name: "Ala" });
    await ala.untilKnows("Silent");
    await evictDurableObject(env.ROOMS.getByName(room));
    const now = Date.now.bind(Date);
    vi.spyOn(Date, "now").mockImplementation(() => now() + 66_000);
    await ala.say("Anybody here?");
    await vi.waitFor(
      () =>
        expect(ala.all("presence").at(-1)).toMatchObject({ left: [{ name: "Silent" }], people: 1 }),
      {
        timeout: 8000,
      },
    );
  }, 20_000);
});

describe("somebody who was told to have left", () => {
  it("is told of again when they speak, though the room has slept meanwhile", async () => {
    const room = freshRoom();
    const silent = await Talker.join(room, { name: "Silent" });
    const ala = await Talker.join(room, { name: "Ala" });
    await ala.untilKnows("Silent");
    const now = Date.now.bind(Date);
    vi.spyOn(Date, "now").mockImplementation(() => now() + 66_000);
    await ala.say("Anybody?");
    await vi.waitFor(() => expect(ala.all("presence").at(-1)).toMatchObject({ people: 1 }), 8000);
    await evictDurableObject(env.ROOMS.getByName(room));
    await silent.say("Here I am");
    await vi.waitFor(() => {
      const last = ala.all("presence").at(-1);
      expect(last).toMatchObject({ joined: [{ name: "Silent" }], people: 2 });
    }, 3000);
  }, 20_000);
});
