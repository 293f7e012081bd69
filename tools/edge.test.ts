import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, it } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { Edge } from "./edge.ts";
import { portOf } from "./port.ts";

const PAGE = "<!doctype html><p>Much of this is alike.</p>".repeat(100);
const IMAGE = Buffer.alloc(3_000, "x");

let server: Server;
let edge: Edge;
beforeEach(async () => {
  server = createServer(({ url, headers }, response) => {
    if (headers["if-none-match"] === '"1"') return response.writeHead(304).end();
    const isPage = url === "/";
    response.setHeader("Content-Type", isPage ? "text/html; charset=utf-8" : "image/png");
    response.setHeader("ETag", '"1"');
    response.setHeader("X-Encoding-Wanted", String(headers["accept-encoding"]));
    response.end(isPage ? PAGE : IMAGE);
  });
  new WebSocketServer({ server }).on("connection", (socket) =>
    socket.on("message", (text: Buffer) => socket.send(`You said ${text.toString()}`)),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  edge = await Edge.before(portOf(server));
});
afterEach(() => {
  edge.close();
  server.close();
  server.closeAllConnections();
});

const at = (path: string): string => `http://127.0.0.1:${edge.port}${path}`;

it("compresses texts, and counts what is left of them", async () => {
  const response = await fetch(at("/"));
  expect(response.headers.get("Content-Encoding")).toBe("gzip");
  expect(response.headers.get("X-Encoding-Wanted")).toBe("identity");
  expect(await response.text()).toBe(PAGE);
  const { requests, bytes } = edge.take();
  expect(requests).toBe(1);
  expect(bytes.page).toBe(gzipSync(PAGE, { level: 6 }).length);
});

it("leaves everything else as it is", async () => {
  const response = await fetch(at("/image"));
  expect(response.headers.get("Content-Encoding")).toBe(null);
  expect(Buffer.from(await response.arrayBuffer()).equals(IMAGE)).toBe(true);
  expect(edge.take().bytes).toMatchObject({ page: 0, image: IMAGE.length });
});

it("hands on what has not changed without a body", async () => {
  const response = await fetch(at("/"), { headers: { "If-None-Match": '"1"' } });
  expect(response.status).toBe(304);
  expect(edge.take()).toMatchObject({ requests: 1, bytes: { page: 0, data: 0 } });
  expect(edge.take().requests).toBe(0);
});

it("lets sockets through, and counts what they are sent", async () => {
  const socket = new WebSocket(at("/").replace("http", "ws"));
  await once(socket, "open");
  const before = edge.take();
  expect(before.requests).toBe(1);
  socket.send("Hello");
  const [heard] = await once(socket, "message");
  expect(String(heard)).toBe("You said Hello");
  expect(edge.take()).toMatchObject({
    requests: 0,
    bytes: { socket: 2 + "You said Hello".length },
  });
  socket.terminate();
});
