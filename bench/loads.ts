/** The load processes, asked all at once. */

import * as v from "valibot";
import { Child } from "./children.ts";
import { agree, sum, type Faults } from "./load/check.ts";
import { now } from "./load/marks.ts";
import {
  ANSWER,
  type Answer,
  type Arrivals,
  type Outcome,
  type Pings,
  type Plan,
  type Storm,
  type Wish,
} from "./load/wishes.ts";
import type { WireName } from "./load/wires.ts";

/** Microseconds from an order to its time, so that all processes begin together. */
const LEAD = 100_000;

/** A room of a server, as the load needs to know it. */
export interface Place {
  readonly wire: WireName;
  readonly port: number;
  readonly room: string;
  readonly people: number;
}

/** A plan's outcome, all processes together. */
export interface Result {
  readonly deliveries: number;
  /** Seconds from the first post to the last delivery. */
  readonly seconds: number;
  readonly bytes: number;
  readonly faults: Faults;
  /** CPU time of the load in milliseconds. */
  readonly cpu: number;
  /** Of the busiest process: the part of the time in which it ran. */
  readonly busy: number;
  /** Milliseconds from each post to each delivery, ascending. */
  readonly latencies: readonly number[];
}

export class Loads {
  readonly #children: readonly Child[];

  constructor(count: number) {
    this.#children = Array.from({ length: count }, () => new Child("load/load.ts"));
  }

  /** Opens the sockets of a room, and waits until nothing has come for `quiet` milliseconds. */
  async open(place: Place, audience: "all" | "sender", quiet: number): Promise<void> {
    await this.#ask((part) => ({ do: "open", ...place, part, audience, quiet }));
  }

  async run(plan: Plan): Promise<Result> {
    await this.#ask(() => ({ do: "arm", plan }));
    const at = now() + LEAD;
    const answers = await this.#ask(() => ({ do: "go", at }));
    return together(answers.flatMap((it) => (it.kind === "ran" ? it.outcome : [])));
  }

  /** Has everybody send a ping every so many seconds, for so many seconds. */
  async ping(seconds: number, every: number): Promise<Pings> {
    const answers = await this.#ask(() => ({ do: "ping", seconds, every }));
    const pings = answers.flatMap((it) => (it.kind === "pinged" ? it.pings : []));
    return pings.reduce((one, other) => ({
      sent: one.sent + other.sent,
      answered: one.answered + other.answered,
    }));
  }

  async close(): Promise<void> {
    await this.#ask(() => ({ do: "close" }));
  }

  /**
   * Lets people come one after another.
   * @param reached where they were in the log; null if they were never there
   */
  async arrive(
    { wire, port, room }: Place,
    times: number,
    reached: Extract<Wish, { do: "arrive" }>["place"],
  ): Promise<Arrivals> {
    const [one] = this.#children;
    if (!one) throw new Error("There is no load.");
    const answer = await ask(one, { do: "arrive", wire, port, room, times, place: reached });
    if (answer.kind !== "arrived") throw new Error(`The load answers with ${answer.kind}.`);
    return answer.arrivals;
  }

  async storm(place: Place, quiet: number): Promise<Storm> {
    const at = now() + LEAD;
    const answers = await this.#ask((part) => ({ do: "storm", ...place, part, at, quiet }));
    return answers.flatMap((it) => (it.kind === "stormed" ? it.storm : [])).reduce(both);
  }

  async end(): Promise<void> {
    await Promise.all(this.#children.map((child) => child.end()));
  }

  #ask(wish: (part: { index: number; of: number }) => Wish): Promise<Answer[]> {
    const of = this.#children.length;
    return Promise.all(this.#children.map((child, index) => ask(child, wish({ index, of }))));
  }
}

async function ask(child: Child, wish: Wish): Promise<Answer> {
  const answer = v.parse(ANSWER, await child.ask(wish));
  if (answer.kind === "failed") throw new Error(`The load: ${answer.error}`);
  return answer;
}

function together(outcomes: readonly Outcome[]): Result {
  const total = (of: (outcome: Outcome) => number): number =>
    outcomes.reduce((so, outcome) => so + of(outcome), 0);
  const first = Math.min(...outcomes.map((it) => it.first));
  const last = Math.max(...outcomes.map((it) => it.last));
  const [{ order } = { order: [] }] = outcomes;
  const disagreeing = outcomes.filter((it) => !agree(order, it.order)).length;
  const faults = outcomes.map((it) => it.faults).reduce(sum);
  return {
    deliveries: total((it) => it.deliveries),
    seconds: (last - first) / 1e6,
    bytes: total((it) => it.bytes),
    faults: { ...faults, disagreeing: faults.disagreeing + disagreeing },
    cpu: total((it) => it.cpu) / 1e3,
    busy: Math.max(...outcomes.map((it) => it.cpu / it.took)),
    latencies: outcomes
      .flatMap((it) => it.latencies)
      .map((microseconds) => microseconds / 1e3)
      .toSorted((one, other) => one - other),
  };
}

function both(one: Storm, other: Storm): Storm {
  return {
    people: one.people + other.people,
    welcomed: one.welcomed + other.welcomed,
    allWelcomed: Math.max(one.allWelcomed, other.allWelcomed),
    right: one.right + other.right,
    allRight: Math.max(one.allRight, other.allRight),
    listed: one.listed ?? other.listed,
    frames: one.frames + other.frames,
    bytes: one.bytes + other.bytes,
  };
}
