/**
 * What stands before each site: it compresses texts as the edge of a network does, the same for all,
 * and counts what passes. It keeps nothing, and adds no header that says what may be kept.
 */

import { once } from "node:events";
import {
  createServer,
  request as ask,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { connect } from "node:net";
import type { Duplex } from "node:stream";
import { createGzip } from "node:zlib";
import { portOf } from "./port.ts";

/** The level of gzip. */
const LEVEL = 6;

const KINDS = ["page", "style", "script", "image", "data", "socket"] as const;
export type Kind = (typeof KINDS)[number];

/** The kinds of content, by how their types begin. All else is data. */
const TYPES: readonly (readonly [string, Kind])[] = [
  ["text/html", "page"],
  ["text/css", "style"],
  ["text/javascript", "script"],
  ["application/javascript", "script"],
  ["image/", "image"],
];

const COMPRESSED = /^(?:text\/|application\/(?:javascript|json|manifest)|image\/svg)/;

/** What has passed to the browser: bytes of bodies as they are on the wire, and requests. */
export interface Traffic {
  readonly requests: number;
  readonly bytes: Readonly<Record<Kind, number>>;
}

export class Edge {
  readonly port: number;
  readonly #server: Server;
  readonly #behind: number;
  #requests = 0;
  #bytes = none();

  private constructor(server: Server, behind: number) {
    this.#server = server;
    this.#behind = behind;
    this.port = portOf(server);
    server.on("request", (request, response) => this.#request(request, response));
    server.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
  }

  /** Opens an edge before a server of this machine. */
  static async before(port: number): Promise<Edge> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new Edge(server, port);
  }

  /** What has passed since the last call. */
  take(): Traffic {
    const traffic = { requests: this.#requests, bytes: this.#bytes };
    this.#requests = 0;
    this.#bytes = none();
    return traffic;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #request(request: IncomingMessage, response: ServerResponse): void {
    this.#requests++;
    const { method, url, headers } = request;
    const asked = ask({
      host: "127.0.0.1",
      port: this.#behind,
      method,
      path: url,
      // Compressing is the edge's part.
      headers: { ...headers, "accept-encoding": "identity" },
    });
    asked.on("response", (answer) => this.#answer(answer, response));
    asked.on("error", () => response.destroy());
    response.on("close", () => asked.destroy());
    request.pipe(asked);
  }

  #answer(answer: IncomingMessage, response: ServerResponse): void {
    const type = answer.headers["content-type"] ?? "";
    const { "content-length": length, connection: _, ...headers } = answer.headers;
    const compressed = COMPRESSED.test(type) && length !== "0" && answer.statusCode !== 304;
    response.writeHead(answer.statusCode ?? 502, {
      ...headers,
      ...(compressed
        ? { "content-encoding": "gzip" }
        : length !== undefined && { "content-length": length }),
    });
    const [, kind = "data"] = TYPES.find(([start]) => type.startsWith(start)) ?? [];
    const body = compressed ? answer.pipe(createGzip({ level: LEVEL })) : answer;
    body.on("data", (bytes: Buffer) => (this.#bytes[kind] += bytes.length));
    body.pipe(response);
  }

  #upgrade({ method, url, rawHeaders }: IncomingMessage, browser: Duplex, head: Buffer): void {
    this.#requests++;
    const behind = connect({ host: "127.0.0.1", port: this.#behind, noDelay: true });
    const lines = rawHeaders.map((part, index) => (index % 2 === 0 ? `${part}: ` : `${part}\r\n`));
    behind.write(`${method} ${url} HTTP/1.1\r\n${lines.join("")}\r\n`);
    behind.write(head);
    behind.on("data", (bytes: Buffer) => (this.#bytes.socket += bytes.length));
    browser.pipe(behind).pipe(browser);
    browser.on("error", () => behind.destroy());
    behind.on("error", () => browser.destroy());
  }
}

function none(): Record<Kind, number> {
  return { page: 0, style: 0, script: 0, image: 0, data: 0, socket: 0 };
}
