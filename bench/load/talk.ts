/** One plan, carried out by the people of a crowd: who sends what, and whether all of it comes. */

import { setTimeout as wait } from "node:timers/promises";
import { NO_FAULTS, sum, type Faults, type Sent } from "./check.ts";
import { now, textOf, type Mark } from "./marks.ts";
import { textFrame, type RawSocket } from "./socket.ts";
import { Stream } from "./stream.ts";
import type { Wire } from "./wires.ts";
import type { Outcome, Plan } from "./wishes.ts";

/** Milliseconds without a delivery after which what has not come is lost. */
const PATIENCE = 10_000;

/** Milliseconds to wait for what should not come: a message for the second time. */
const AFTERMATH = 200;

/** Milliseconds between two looks at the progress. */
const LOOK = 1;

const TYPING = JSON.stringify({ type: "typing" });

/** Who gets a message: everybody, or its sender alone. */
export type Audience = "all" | "sender";

/** Somebody of the crowd. */
export interface Member {
  readonly person: number;
  readonly socket: RawSocket;
}

/** Where in the life of a room a plan begins, and what its posts are called. */
interface Place {
  readonly head: number;
  readonly name: string;
}

/** A member as one who speaks and is spoken to. */
interface Speaker extends Member {
  readonly stream: Stream;
  /** Their place among the receivers of the stream. */
  readonly receiver: number;
  /** Messages that they have sent. */
  sent: number;
}

export class Talk {
  readonly #plan: Plan;
  readonly #wire: Wire;
  readonly #audience: Audience;
  readonly #place: Place;
  readonly #speakers: readonly Speaker[];
  /** What is sent at once, so that making it is not measured. */
  readonly #prepared = new Map<Speaker, Buffer>();
  /** When something was last delivered, in milliseconds. */
  #heard = 0;
  #first = Infinity;
  #last = 0;
  #deliveries = 0;
  #bytes = 0;
  #latencies: number[] = [];

  constructor(
    plan: Plan,
    members: readonly Member[],
    audience: Audience,
    wire: Wire,
    place: Place,
  ) {
    this.#plan = plan;
    this.#wire = wire;
    this.#audience = audience;
    this.#place = place;
    const common = new Stream(members.length);
    this.#speakers = members.map((member, index) =>
      audience === "all"
        ? { ...member, stream: common, receiver: index, sent: 0 }
        : { ...member, stream: new Stream(1), receiver: 0, sent: 0 },
    );
    if (plan.kind !== "flood") return;
    for (const sender of this.#senders) {
      this.#prepared.set(sender, this.#posts(sender, plan.perSender));
    }
  }

  /**
   * Carries out the plan, and returns when everything has come or nothing comes any more.
   * @param check called again and again meanwhile; throws if there is no point in waiting
   */
  async run(at: number, check: () => void): Promise<Outcome> {
    const expected = this.#expected;
    await wait(Math.max(0, (at - now()) / 1_000));
    const [cpu, began] = [process.cpuUsage(), now()];
    this.#heard = performance.now();
    this.#begin(at);
    while (this.#deliveries < expected) {
      await wait(LOOK);
      check();
      if (performance.now() - this.#heard > PATIENCE) break;
    }
    const took = now() - began;
    const { user, system } = process.cpuUsage(cpu);
    await wait(AFTERMATH);
    check();
    return {
      first: this.#first,
      last: this.#last,
      deliveries: this.#deliveries,
      bytes: this.#bytes,
      faults: this.#judge(),
      order: this.#audience === "all" ? [...(this.#speakers[0]?.stream.checker.order ?? [])] : [],
      cpu: user + system,
      took,
      latencies: this.#latencies.map(Math.round),
    };
  }

  /** Takes a frame that a member was sent. False if there is no message in it. */
  take(index: number, frame: Buffer): boolean {
    const speaker = this.#speakers[index];
    const marks = speaker?.stream.take(speaker.receiver, frame);
    if (!speaker || !marks || marks.length === 0) return false;
    this.#heard = performance.now();
    this.#last = now();
    this.#deliveries += marks.length;
    this.#bytes += frame.length;
    if (this.#plan.kind === "steady") {
      for (const { at } of marks) this.#latencies.push(this.#last - at);
    } else if (this.#plan.kind === "closed" && speaker.sent > 0) {
      this.#answered(speaker, marks, this.#plan.perSender);
    }
    return true;
  }

  /** Sends one more for each of their own that has come back. */
  #answered(speaker: Speaker, marks: readonly Mark[], perSender: number): void {
    const own = marks.filter(({ sender }) => sender === speaker.person).length;
    this.#post(speaker, Math.min(own, perSender - speaker.sent));
  }

  #post(speaker: Speaker, count: number): void {
    if (count > 0) this.#send(speaker, this.#posts(speaker, count));
  }

  /** The next posts of somebody, framed. */
  #posts(speaker: Speaker, count: number): Buffer {
    const { head, name } = this.#place;
    const after = head + (speaker.stream.checker.position(speaker.receiver) ?? 0);
    const at = now();
    const frames = Array.from({ length: count }, () => {
      const number = speaker.sent++;
      const text = textOf({ sender: speaker.person, number, at });
      return textFrame(this.#wire.post(`${name}.${number}`, after, text));
    });
    return Buffer.concat(frames);
  }

  #send(speaker: Speaker, posts: Buffer): void {
    this.#first = Math.min(this.#first, now());
    speaker.socket.write(posts);
  }

  #begin(at: number): void {
    const plan = this.#plan;
    switch (plan.kind) {
      case "flood":
        for (const [sender, posts] of this.#prepared) this.#send(sender, posts);
        return;
      case "closed":
        {
          const atOnce = Math.min(plan.unanswered, plan.perSender);
          for (const sender of this.#senders) this.#post(sender, atOnce);
        }
        return;
      case "steady":
        for (const sender of this.#senders) {
          for (let number = 0; number < plan.perSender; number++) {
            const turn = number * plan.senders + sender.person;
            const due = at + (turn * 1_000_000) / plan.perSecond;
            setTimeout(
              () => {
                if (plan.typing) sender.socket.send(TYPING);
                this.#post(sender, 1);
              },
              (due - now()) / 1_000,
            );
          }
        }
    }
  }

  get #senders(): readonly Speaker[] {
    return this.#speakers.filter(({ person }) => person < this.#plan.senders);
  }

  /** Deliveries that this process is to see. */
  get #expected(): number {
    const { senders, perSender } = this.#plan;
    if (this.#audience === "all") return this.#speakers.length * senders * perSender;
    return this.#senders.length * perSender;
  }

  #judge(): Faults {
    const { senders, perSender } = this.#plan;
    if (this.#audience === "all") {
      const sent: Sent = { senders: Array.from({ length: senders }, (_, it) => it), perSender };
      return this.#speakers[0]?.stream.checker.judge(sent) ?? NO_FAULTS;
    }
    return this.#speakers
      .map(({ person, stream: { checker } }) =>
        checker.judge({ senders: person < senders ? [person] : [], perSender }),
      )
      .reduce(sum, NO_FAULTS);
  }
}
