/**
 * A slow link before a server. Every byte passes it, whoever sends it: what a browser can slow down by
 * itself leaves out its service workers, and takes no time to connect.
 */

import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { portOf } from "../../tools/port.ts";

/** How slow. */
export interface Speed {
  /** Milliseconds for a way there and back. */
  readonly roundTrip: number;
  /** To the browser and from it, in Mbit/s. */
  readonly down: number;
  readonly up: number;
  /** Ways there and back before a new connection carries its first byte. */
  readonly handshake: number;
}

/** Bytes that go at once; those of several connections take turns. */
const PACKET = 1_460;

export class Link {
  readonly port: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server, sockets: Set<Socket>) {
    this.#server = server;
    this.#sockets = sockets;
    this.port = portOf(server);
  }

  /** Opens a link to a server of this machine. */
  static async to(port: number, { roundTrip, down, up, handshake }: Speed): Promise<Link> {
    const toBrowser = new Lane(down, roundTrip / 2);
    const toServer = new Lane(up, roundTrip / 2);
    const sockets = new Set<Socket>();
    const server = createServer({ allowHalfOpen: true }, (browser) => {
      const behind = connect({ port, host: "127.0.0.1", allowHalfOpen: true, noDelay: true });
      for (const socket of [browser, behind]) {
        sockets.add(socket);
        socket.on("close", () => sockets.delete(socket));
      }
      toBrowser.carry(behind, browser);
      // A browser that connects ahead of time has done its handshake when it asks.
      void wait(handshake * roundTrip).then(() => toServer.carry(browser, behind));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new Link(server, sockets);
  }

  /** Ends all connections, as an hour without a word does. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  close(): void {
    this.#server.close();
    this.cut();
  }
}

/** What one connection has to send. Null is its end. */
interface Flow {
  readonly to: Socket;
  readonly waiting: (Buffer | null)[];
}

/** One direction, for all connections. */
class Lane {
  /** Bytes per millisecond. */
  readonly #rate: number;
  readonly #delay: number;
  /** Those that have something to send, the next one first. */
  readonly #flows: Flow[] = [];
  /** When what has been sent so far has left, in milliseconds. */
  #free = 0;
  #busy = false;

  constructor(megabits: number, delay: number) {
    this.#rate = (megabits * 1e6) / 8 / 1_000;
    this.#delay = delay;
  }

  carry(from: Socket, to: Socket): void {
    const flow: Flow = { to, waiting: [] };
    from.on("data", (bytes: Buffer) => {
      const packets = Array.from({ length: Math.ceil(bytes.length / PACKET) }, (_, number) =>
        bytes.subarray(number * PACKET, (number + 1) * PACKET),
      );
      this.#add(flow, packets);
    });
    from.on("end", () => this.#add(flow, [null]));
    from.on("error", () => to.destroy());
    from.on("close", (failed) => failed && to.destroy());
  }

  #add(flow: Flow, packets: readonly (Buffer | null)[]): void {
    if (flow.waiting.length === 0) this.#flows.push(flow);
    flow.waiting.push(...packets);
    if (!this.#busy) this.#send();
  }

  #send(): void {
    const flow = this.#flows.shift();
    this.#busy = flow !== undefined;
    if (flow === undefined) return;
    const [packet = null] = flow.waiting;
    const now = performance.now();
    this.#free = Math.max(this.#free, now) + (packet?.length ?? 0) / this.#rate;
    setTimeout(() => {
      // Timers of one length end in the order in which they began.
      setTimeout(() => deliver(packet, flow.to), this.#delay);
      flow.waiting.shift();
      if (flow.waiting.length > 0) this.#flows.push(flow);
      this.#send();
    }, this.#free - now);
  }
}

function deliver(packet: Buffer | null, to: Socket): void {
  if (packet === null) to.end();
  else if (to.writable) to.write(packet);
}
