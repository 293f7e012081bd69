/** The network between the clients and the server: our own, so that it can do what networks do. */

import { createServer, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocket, WebSocketServer } from "ws";
import { CLOSE } from "../../src/protocol/close.ts";
import type { WireFault } from "./plan.ts";
import { Wire } from "./wire.ts";

/** The header by which the proxy tells the clients apart: two tabs have one secret. */
export const CLIENT_HEADER = "chaos-client";

/** What is passed on of a client's request. The first is a secret, the second a forgery. */
const PASSED = ["authorization", "gatehouse-author"];

export class Proxy {
  readonly #target: string;
  readonly #http = createServer();
  readonly #upgrades = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  readonly #wires = new Map<number, Wire>();
  readonly #barred = new Set<number>();
  #dismissing = false;

  private constructor(target: string) {
    this.#target = target.replace("http", "ws");
    this.#http.on("upgrade", (request, socket, head) => this.#join(request, socket, head));
  }

  /** Opens a way to the server. */
  static async to(target: string): Promise<Proxy> {
    const proxy = new Proxy(target);
    await new Promise<void>((done) => proxy.#http.listen(0, "127.0.0.1", done));
    return proxy;
  }

  get url(): string {
    const address = this.#http.address();
    if (address === null || typeof address === "string") throw new Error("The proxy is gone.");
    return `ws://127.0.0.1:${address.port}`;
  }

  /** Does something to the connection of this client, or of the next that has one. */
  inflict(fault: WireFault, client: number): void {
    const clients = Array.from(this.#wires.keys()).toSorted((one, other) => one - other);
    const victim = clients.find((it) => it >= client) ?? clients[0];
    if (victim !== undefined) this.#wires.get(victim)?.suffer(fault);
  }

  /** Cuts a client off for good: a tab that is closed, or a machine that is switched off. */
  bar(client: number, how: "closed" | "vanished"): void {
    this.#barred.add(client);
    const wire = this.#wires.get(client);
    if (how === "closed") wire?.suffer({ kind: "reset" });
    else wire?.suffer({ kind: "halfOpen", milliseconds: 3_600_000 });
  }

  /** Lets the network be as a network should be. */
  calm(): void {
    for (const wire of this.#wires.values()) wire.calm();
  }

  /** Sends every client home for good, now or when it comes next. */
  dismiss(): void {
    this.#dismissing = true;
    for (const wire of this.#wires.values()) wire.suffer({ kind: "reset" });
  }

  #join(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    if (this.#dismissing) {
      const { code, reason } = CLOSE.replaced;
      return this.#upgrades.handleUpgrade(request, socket, head, (near) =>
        near.close(code, reason),
      );
    }
    const client = Number(request.headers[CLIENT_HEADER]);
    if (this.#barred.has(client)) {
      socket.destroy();
      return;
    }
    const headers: Record<string, string> = {};
    for (const name of PASSED) {
      const value = request.headers[name];
      if (typeof value === "string") headers[name] = value;
    }
    const protocols = request.headers["sec-websocket-protocol"];
    const far = new WebSocket(`${this.#target}${request.url ?? ""}`, protocols, {
      headers,
      perMessageDeflate: false,
      skipUTF8Validation: true,
    });
    far.on("error", () => socket.destroy());
    // The client's end opens when the server's has, as if there were nothing in between.
    far.on("open", () => {
      this.#upgrades.handleUpgrade(request, socket, head, (near) => {
        const wire = new Wire(near, far);
        this.#wires.set(client, wire);
        near.on("close", () => {
          if (this.#wires.get(client) === wire) this.#wires.delete(client);
        });
      });
    });
    socket.on("close", () => {
      if (far.readyState === WebSocket.CONNECTING) far.terminate();
    });
  }
}
