/** The people of one room whom this process plays. */

import { setTimeout as wait } from "node:timers/promises";
import { RawSocket } from "./socket.ts";
import { Talk, type Member } from "./talk.ts";
import { WIRE, type Wire } from "./wires.ts";
import type { Outcome, Pings, Plan, Wish } from "./wishes.ts";

/** Milliseconds between two looks at the progress. */
const LOOK = 1;

/** Milliseconds in which everybody must have joined. */
const JOIN = 60_000;

/** Milliseconds in which a ping must be answered. */
const PONG = 1_000;

type Opening = Extract<Wish, { do: "open" }>;

export class Crowd {
  readonly #opening: Opening;
  readonly #wire: Wire;
  readonly #members: Member[] = [];
  #joined = 0;
  /** Messages that the room has. */
  #head = 0;
  #pongs = 0;
  #trouble: string | null = null;
  /** When anything came, in milliseconds. */
  #heard = performance.now();
  #talk: Talk | null = null;
  #plans = 0;

  constructor(opening: Opening) {
    this.#opening = opening;
    this.#wire = WIRE[opening.wire];
  }

  /** Lets everybody in. */
  async open(): Promise<void> {
    const { people, part, quiet } = this.#opening;
    for (let person = part.index; person < people; person += part.of) {
      this.#add(person);
      const { length } = this.#members;
      // As many at once as a server's queue of new connections takes in any case.
      if (length % 100 === 0) await this.#until(() => this.#joined === length);
    }
    await this.#until(() => this.#joined === this.#members.length);
    await this.#until(() => performance.now() - this.#heard > quiet);
  }

  /** Makes everything ready. */
  arm(plan: Plan): void {
    const { audience } = this.#opening;
    const place = { head: this.#head, name: `${this.#plans++}` };
    this.#talk = new Talk(plan, this.#members, audience, this.#wire, place);
  }

  /** Carries out the plan, and returns when everything has come or nothing comes any more. */
  async run(at: number): Promise<Outcome> {
    if (!this.#talk) throw new Error("There is no plan.");
    const outcome = await this.#talk.run(at, () => this.#check());
    this.#head += outcome.order.length;
    return outcome;
  }

  /** Has everybody send a ping, again and again, and counts what is answered. */
  async ping(seconds: number, every: number): Promise<Pings> {
    const before = this.#pongs;
    let sent = 0;
    const deadline = performance.now() + seconds * 1_000;
    while (performance.now() < deadline) {
      for (const { socket } of this.#members) socket.send("ping");
      sent += this.#members.length;
      await wait(Math.min(every * 1_000, Math.max(0, deadline - performance.now())));
      this.#check();
    }
    const patience = performance.now() + PONG;
    while (this.#pongs - before < sent && performance.now() < patience) await wait(LOOK);
    return { sent, answered: this.#pongs - before };
  }

  close(): void {
    for (const { socket } of this.#members) socket.close();
  }

  #add(person: number): void {
    const { port, room } = this.#opening;
    const receiver = this.#members.length;
    const socket = new RawSocket(port, this.#wire.path(room, person), this.#wire.headers(person), {
      open: () => {
        if (this.#wire.joinsByOpening) this.#joined++;
      },
      message: (frame) => {
        this.#heard = performance.now();
        if (this.#talk?.take(receiver, frame) !== true) this.#hear(socket, frame);
      },
      end: (reason) => (this.#trouble = `Person ${person}: ${reason}`),
    });
    this.#members.push({ person, socket });
  }

  #hear(socket: RawSocket, frame: Buffer): void {
    const heard = this.#wire.hear(frame);
    switch (heard.kind) {
      case "joined":
        this.#joined++;
        this.#head = Math.max(this.#head, heard.head);
        return;
      case "answer":
        return socket.send(heard.text);
      case "pong":
        this.#pongs++;
        return;
      case "nothing":
    }
  }

  async #until(holds: () => boolean): Promise<void> {
    const deadline = performance.now() + JOIN;
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
