/** One connection between a client and the server, and everything that can go wrong with it. */

import { WebSocket, type RawData } from "ws";
import type { Lane as LaneName, Prank, WireFault } from "./plan.ts";

/** Milliseconds that a swapped frame waits for the one that is to overtake it. */
const OVERTAKE = 250;

/**
 * Milliseconds from a dropped frame to the end of its connection. TCP loses no frame of a connection
 * that lives on, and no client is made for that.
 */
const AFTER_DROP = { min: 100, spread: 900 };

export class Wire {
  readonly #near: WebSocket;
  readonly #far: WebSocket;
  readonly #lanes: Readonly<Record<LaneName, Lane>>;

  constructor(near: WebSocket, far: WebSocket) {
    this.#near = near;
    this.#far = far;
    const reset = (): void => this.#reset();
    this.#lanes = { up: new Lane(far, reset), down: new Lane(near, reset) };
    near.on("message", (frame) => this.#lanes.up.take(frame));
    far.on("message", (frame) => this.#lanes.down.take(frame));
    near.on("close", (code, reason) => this.#lanes.up.end(code, reason));
    far.on("close", (code, reason) => this.#lanes.down.end(code, reason));
    for (const end of [near, far]) end.on("error", () => end.terminate());
  }

  suffer(fault: WireFault): void {
    switch (fault.kind) {
      case "reset":
        return this.#reset();
      case "stall":
        for (const lane of this.#bothLanes()) lane.stall(fault.milliseconds);
        return;
      case "halfOpen":
        for (const lane of this.#bothLanes()) lane.swallow();
        setTimeout(() => this.#far.terminate(), fault.milliseconds).unref();
        return;
      case "prank":
        return this.#lanes[fault.lane].play(fault.prank);
      case "slow":
        // What the server sends stays in its own buffers.
        this.#far.pause();
        setTimeout(() => this.#far.resume(), fault.milliseconds).unref();
        return;
      case "late":
        return this.#lanes.up.seize((frame) => this.#delay(frame, fault.milliseconds));
    }
  }

  /**
   * Plays no more pranks. Where frames were swapped the connection ends: the list of people is told
   * as changes, and is right again only after the next welcome.
   */
  calm(): void {
    for (const lane of this.#bothLanes()) lane.calm();
    if (this.#lanes.down.swapped) this.#reset();
  }

  #bothLanes(): Lane[] {
    return [this.#lanes.up, this.#lanes.down];
  }

  #delay(frame: RawData, milliseconds: number): void {
    for (const lane of this.#bothLanes()) lane.swallow();
    this.#near.terminate();
    setTimeout(() => {
      if (this.#far.readyState !== WebSocket.OPEN) return;
      this.#far.send(frame, { binary: false });
      this.#far.close();
    }, milliseconds).unref();
  }

  #reset(): void {
    this.#near.terminate();
    this.#far.terminate();
  }
}

/** One direction of a connection. */
class Lane {
  readonly #to: WebSocket;
  readonly #reset: () => void;
  #mode: "flowing" | "stalled" | "swallowing" = "flowing";
  #prank: Prank | null = null;
  #held: RawData[] = [];
  #overtaken: RawData | null = null;
  #end: (() => void) | null = null;
  #seize: ((frame: RawData) => void) | null = null;
  /** Whether a frame was ever overtaken. */
  swapped = false;

  constructor(to: WebSocket, reset: () => void) {
    this.#to = to;
    this.#reset = reset;
  }

  take(frame: RawData): void {
    if (this.#mode === "stalled") this.#held.push(frame);
    if (this.#mode === "flowing") this.#pass(frame);
  }

  end(code: number, reason: Buffer): void {
    const end = (): void => {
      if (code === 1000 || (code >= 3000 && code <= 4999)) this.#to.close(code, reason);
      else this.#to.terminate();
    };
    if (this.#mode === "stalled") this.#end = end;
    if (this.#mode === "flowing") end();
  }

  stall(milliseconds: number): void {
    if (this.#mode !== "flowing") return;
    this.#mode = "stalled";
    setTimeout(() => this.#flow(), milliseconds).unref();
  }

  swallow(): void {
    this.#mode = "swallowing";
  }

  play(prank: Prank): void {
    this.#prank ??= prank;
  }

  calm(): void {
    this.#prank = null;
    this.#seize = null;
  }

  /** Takes the next frame out. */
  seize(take: (frame: RawData) => void): void {
    this.#seize = take;
  }

  #flow(): void {
    if (this.#mode !== "stalled") return;
    this.#mode = "flowing";
    const held = this.#held;
    this.#held = [];
    for (const frame of held) this.#pass(frame);
    this.#end?.();
  }

  #pass(frame: RawData): void {
    if (this.#seize) {
      this.#seize(frame);
      this.#seize = null;
      return;
    }
    const prank = this.#prank;
    this.#prank = null;
    switch (prank) {
      case null:
        return this.#put(frame);
      case "drop":
        setTimeout(this.#reset, AFTER_DROP.min + Math.random() * AFTER_DROP.spread).unref();
        return;
      case "double":
        this.#put(frame);
        return this.#put(frame);
      case "swap":
        this.swapped = true;
        this.#overtaken = frame;
        setTimeout(() => this.#release(frame), OVERTAKE).unref();
        return;
    }
  }

  #put(frame: RawData): void {
    // Each of them was a text.
    if (this.#to.readyState === WebSocket.OPEN) this.#to.send(frame, { binary: false });
    if (this.#overtaken && this.#overtaken !== frame) this.#release(this.#overtaken);
  }

  #release(frame: RawData): void {
    if (this.#overtaken !== frame) return;
    this.#overtaken = null;
    this.#put(frame);
  }
}
