/** Who is writing: news that is worth something only now. */

import { describe, expect, it, vi } from "vitest";
import { LIMITS } from "../../src/protocol/limits.ts";
import { Session } from "../../src/room/session.ts";
import { freshRoom, Talker } from "./talker.ts";

describe("somebody who is writing", () => {
  it("is told to everybody, several in one frame", async () => {
    const room = freshRoom();
    const [ala, bob] = [
      await Talker.join(room, { name: "Ala" }),
      await Talker.join(room, { name: "Bob" }),
    ];
    ala.send({ type: "typing" });
    bob.send({ type: "typing" });
    const told = await ala.until("typing");
    expect(told.by).toEqual([ala.welcome.you, bob.welcome.you]);
    expect(await bob.until("typing")).toEqual(told);
    await scheduler.wait(400);
    expect(ala.all("typing")).toHaveLength(1);
  });

  it("is not told any more when the message is there", async () => {
    const room = freshRoom();
    const ala = await Talker.join(room, { name: "Ala" });
    ala.send({ type: "typing" });
    await ala.say("Done");
    await scheduler.wait(400);
    expect(ala.all("typing")).toEqual([]);
  });

  it(`is one of ${LIMITS.typing} at the most`, async () => {
    const room = freshRoom();
    const talkers = await Promise.all(
      Array.from({ length: LIMITS.typing + 1 }, (_, i) => Talker.join(room, { name: `${i}` })),
    );
    for (const talker of talkers) talker.send({ type: "typing" });
    const told = await talkers[0]!.until("typing");
    expect(told.by).toHaveLength(LIMITS.typing);
  });

  it("needs a name", async () => {
    const reader = await Talker.join(freshRoom());
    reader.send({ type: "typing" });
    expect(await reader.until("refused")).toMatchObject({ code: "name_required" });
  });

  it("is not told to whoever is behind with reading", async () => {
    const ala = await Talker.join(freshRoom(), { name: "Ala" });
    const pace = vi.spyOn(Session.prototype, "pace").mockReturnValue("slow");
    ala.send({ type: "typing" });
    await scheduler.wait(400);
    pace.mockRestore();
    expect(ala.all("typing")).toEqual([]);
  });
});

describe("a roster", () => {
  it("is given to whoever asks, at the price of five posts", async () => {
    const ala = await Talker.join(freshRoom(), { name: "Ala" });
    for (let i = 0; i < 5; i++) ala.send({ type: "roster" });
    const limited = await ala.until("refused");
    expect(limited).toMatchObject({ code: "rate_limited" });
    expect(ala.all("roster")).toHaveLength(4);
    expect(ala.all("roster")[0]).toEqual({
      type: "roster",
      sessions: [ala.welcome.you],
      people: 1,
    });
  });
});
