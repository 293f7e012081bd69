/** A process that plays clients, told what to do by the bench. */

import * as v from "valibot";
import { arrive } from "./arrive.ts";
import { Crowd } from "./crowd.ts";
import { storm } from "./storm.ts";
import { WISH, type Answer, type Wish } from "./wishes.ts";

let crowd: Crowd | null = null;

process.on("message", (message) => {
  carryOut(v.parse(WISH, message)).then(answer, (error) =>
    answer({ kind: "failed", error: String(error) }),
  );
});
process.on("disconnect", () => process.exit());

async function carryOut(wish: Wish): Promise<Answer> {
  switch (wish.do) {
    case "open":
      crowd = new Crowd(wish);
      await crowd.open();
      return { kind: "done" };
    case "arm":
      present().arm(wish.plan);
      return { kind: "done" };
    case "go":
      return { kind: "ran", outcome: await present().run(wish.at) };
    case "close":
      present().close();
      crowd = null;
      return { kind: "done" };
    case "ping":
      return { kind: "pinged", pings: await present().ping(wish.seconds, wish.every) };
    case "arrive":
      return { kind: "arrived", arrivals: await arrive(wish) };
    case "storm":
      return { kind: "stormed", storm: await storm(wish) };
  }
}

function present(): Crowd {
  if (!crowd) throw new Error("Nobody is there.");
  return crowd;
}

function answer(message: Answer): void {
  process.send?.(message);
}
