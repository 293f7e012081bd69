/** The people of one room whom this process plays. */

import { setTimeout as wait } from "node:timers/promises";
import { NO_FAULTS, sum, type Sent } from "./check.ts";
import { now, textOf, type Mark } from "./marks.ts";
import { RawSocket, textFrame } from "./socket.ts";
import { Stream } from "./stream.ts";
import { WIRE, type Wire } from "./wires.ts";
import type { Outcome, Plan, Wish } from "./wishes.ts";

/** Milliseconds without a delivery after which what has not come is lost. */
const PATIENCE = 10_000;

/** Milliseconds to wait for what should not come: a message for the second time. */
const AFTERMATH = 200;

/** Milliseconds between two looks at the progress. */
const LOOK = 1;

/** Milliseconds in which everybody must have joined. */
const JOIN = 60_000;

type Opening = Extract<Wish, { do: "open" }>;

interface Member {
  readonly person: number;
  readonly socket: RawSocket;
  readonly stream: Stream;
  /** Their place among the receivers of the stream. */
  readonly receiver: number;
  /** Messages that they have sent. */
  sent: number;
}

export class Crowd {
  readonly #opening: Opening;
  readonly #wire: Wire;
  readonly #members: Member[] = [];
  readonly #streams: Stream[] = [];
  #joined = 0;
  #trouble: string | null = null;
  /** When anything came, in milliseconds. */
  #heard = performance.now();

  #plan: Plan | null = null;
  /** What is sent at once, so that making it is not measured. */
  readonly #prepared = new Map<Member, Buffer>();
  #first = Infinity;
  #last = 0;
  #deliveries = 0;
  #bytes = 0;
  #latencies: number[] = [];

  constructor(opening: Opening) {
    this.#opening = opening;
    this.#wire = WIRE[opening.wire];
  }

  /** Lets everybody in. */
  async open(): Promise<void> {
    const { people, part, audience, quiet } = this.#opening;
    const mine = Array.from({ length: people }, (_, person) => person).filter(
      (person) => person % part.of === part.index,
    );
    const common = new Stream(mine.length);
    for (const [receiver, person] of mine.entries()) {
      if (audience === "all") this.#add(person, common, receiver);
      else this.#add(person, new Stream(1), 0);
      // As many at once as a server's queue of new connections takes in any case.
      if (receiver % 100 === 99) await this.#until(() => this.#joined > receiver, JOIN);
    }
    await this.#until(() => this.#joined === mine.length, JOIN);
    await this.#until(() => performance.now() - this.#heard > quiet, JOIN);
  }

  /** Makes everything ready. */
  arm(plan: Plan): void {
    this.#plan = plan;
    if (plan.kind !== "flood") return;
    for (const sender of this.#senders(plan)) {
      this.#prepared.set(sender, this.#posts(sender, plan.perSender));
    }
  }

  /** Carries out the plan, and returns when everything has come or nothing comes any more. */
  async run(at: number): Promise<Outcome> {
    const plan = this.#plan;
    if (!plan) throw new Error("There is no plan.");
    const expected = this.#expected(plan);
    await wait(Math.max(0, (at - now()) / 1_000));
    const [cpu, began] = [process.cpuUsage(), now()];
    this.#heard = performance.now();
    this.#begin(plan, at);
    while (this.#deliveries < expected) {
      await wait(LOOK);
      this.#check();
      if (performance.now() - this.#heard > PATIENCE) break;
    }
    const took = now() - began;
    const { user, system } = process.cpuUsage(cpu);
    await wait(AFTERMATH);
    this.#check();
    return {
      first: this.#first,
      last: this.#last,
      deliveries: this.#deliveries,
      bytes: this.#bytes,
      faults: this.#judge(plan),
      order: [...(this.#streams.length === 1 ? (this.#streams[0]?.checker.order ?? []) : [])],
      cpu: user + system,
      took,
      latencies: this.#latencies.map(Math.round),
    };
  }

  close(): void {
    for (const { socket } of this.#members) socket.close();
  }

  #add(person: number, stream: Stream, receiver: number): void {
    const { port, room } = this.#opening;
    if (!this.#streams.includes(stream)) this.#streams.push(stream);
    const socket = new RawSocket(port, this.#wire.path(room, person), this.#wire.headers(person), {
      open: () => {
        if (this.#wire.joinsByOpening) this.#joined++;
      },
      message: (frame) => this.#receive(member, frame),
      end: (reason) => (this.#trouble = `Person ${person}: ${reason}`),
    });
    const member: Member = { person, socket, stream, receiver, sent: 0 };
    this.#members.push(member);
  }

  #receive(member: Member, frame: Buffer): void {
    this.#heard = performance.now();
    const marks = member.stream.take(member.receiver, frame);
    if (marks.length === 0) return this.#hear(member, frame);
    this.#last = now();
    this.#deliveries += marks.length;
    this.#bytes += frame.length;
    if (this.#plan?.kind === "steady") {
      for (const { at } of marks) this.#latencies.push(this.#last - at);
    } else if (this.#plan?.kind === "closed" && member.sent > 0) {
      this.#answered(member, marks, this.#plan.perSender);
    }
  }

  #hear(member: Member, frame: Buffer): void {
    const heard = this.#wire.hear(frame);
    if (heard === "joined") this.#joined++;
    else if (heard !== "nothing") member.socket.send(heard.answer);
  }

  /** Sends one more for each of their own that has come back. */
  #answered(member: Member, marks: readonly Mark[], perSender: number): void {
    const own = marks.filter(({ sender }) => sender === member.person).length;
    this.#post(member, Math.min(own, perSender - member.sent));
  }

  #post(member: Member, count: number): void {
    if (count > 0) this.#send(member, this.#posts(member, count));
  }

  /** The next posts of somebody, framed. */
  #posts(member: Member, count: number): Buffer {
    const after = member.stream.checker.position(member.receiver) ?? 0;
    const at = now();
    const frames = Array.from({ length: count }, () => {
      const number = member.sent++;
      const text = textOf({ sender: member.person, number, at });
      return textFrame(this.#wire.post(number, after, text));
    });
    return Buffer.concat(frames);
  }

  #send(member: Member, posts: Buffer): void {
    this.#first = Math.min(this.#first, now());
    member.socket.write(posts);
  }

  #begin(plan: Plan, at: number): void {
    const senders = this.#senders(plan);
    switch (plan.kind) {
      case "flood":
        for (const [sender, posts] of this.#prepared) this.#send(sender, posts);
        return;
      case "closed":
        for (const sender of senders) this.#post(sender, plan.unanswered);
        return;
      case "steady":
        for (const sender of senders) {
          for (let number = 0; number < plan.perSender; number++) {
            const turn = number * plan.senders + sender.person;
            const due = at + (turn * 1_000_000) / plan.perSecond;
            setTimeout(() => this.#post(sender, 1), (due - now()) / 1_000);
          }
        }
    }
  }

  #senders(plan: Plan): Member[] {
    return this.#members.filter(({ person }) => person < plan.senders);
  }

  /** Deliveries that this process is to see. */
  #expected(plan: Plan): number {
    const { senders, perSender } = plan;
    if (this.#opening.audience === "all") return this.#members.length * senders * perSender;
    return this.#senders(plan).length * perSender;
  }

  #judge({ senders, perSender }: Plan): Outcome["faults"] {
    if (this.#opening.audience === "all") {
      const sent: Sent = { senders: Array.from({ length: senders }, (_, it) => it), perSender };
      return this.#streams.map(({ checker }) => checker.judge(sent)).reduce(sum, NO_FAULTS);
    }
    return this.#members
      .map(({ person, stream: { checker } }) =>
        checker.judge({ senders: person < senders ? [person] : [], perSender }),
      )
      .reduce(sum, NO_FAULTS);
  }

  async #until(holds: () => boolean, patience: number): Promise<void> {
    const deadline = performance.now() + patience;
    while (!holds()) {
      this.#check();
      if (performance.now() > deadline) {
        throw new Error(`Only ${this.#joined} of ${this.#members.length} have joined.`);
      }
      await wait(LOOK);
    }
  }

  #check(): void {
    if (this.#trouble !== null) throw new Error(this.#trouble);
  }
}
