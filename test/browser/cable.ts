/** The network between a browser and the server, which can be cut and mended. */

import { connect, createServer, type Socket } from "node:net";

export class Cable {
  readonly #port: number;
  readonly #connections = new Set<Socket>();
  readonly #server = createServer((near) => this.#join(near));
  #whole = true;

  private constructor(port: number) {
    this.#port = port;
  }

  /** Lays a cable to a port of this machine. */
  static async to(port: number): Promise<Cable> {
    const cable = new Cable(port);
    await new Promise<void>((done) => cable.#server.listen(0, "localhost", done));
    return cable;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("The cable is gone.");
    return `http://localhost:${address.port}`;
  }

  /** Ends every connection and takes no new one. */
  cut(): void {
    this.#whole = false;
    for (const connection of this.#connections) connection.destroy();
  }

  mend(): void {
    this.#whole = true;
  }

  async remove(): Promise<void> {
    this.cut();
    await new Promise((done) => this.#server.close(done));
  }

  #join(near: Socket): void {
    if (!this.#whole) {
      near.destroy();
      return;
    }
    const far = connect(this.#port, "localhost");
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#connections.add(one);
      one.pipe(other);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        this.#connections.delete(one);
        other.destroy();
      });
    }
  }
}
