import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Link } from "./link.ts";
import { portOf } from "../../tools/port.ts";

/** What the server answers to whatever it is sent: at 0.8 Mbit/s it takes 200 ms. */
const ANSWER = Buffer.alloc(20_000, "a");

let server: Server;
let link: Link;
beforeEach(async () => {
  server = createServer((socket) => {
    socket.on("data", () => socket.write(ANSWER));
    socket.on("end", () => socket.end());
    socket.on("error", () => {});
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  link = await Link.to(portOf(server), { roundTrip: 60, down: 0.8, up: 8, handshake: 2 });
});
afterEach(() => {
  link.close();
  server.close();
});

/** Asks, and gives the milliseconds until the first byte of the answer and until the last. */
async function ask(socket: Socket): Promise<{ first: number; last: number; answer: Buffer }> {
  const begin = performance.now();
  socket.write("?");
  const parts: Buffer[] = [];
  let first = NaN;
  while (Buffer.concat(parts).length < ANSWER.length) {
    const [part] = await once(socket, "data");
    if (parts.length === 0) first = performance.now() - begin;
    parts.push(part);
  }
  return { first, last: performance.now() - begin, answer: Buffer.concat(parts) };
}

async function open(): Promise<Socket> {
  const socket = connect(link.port, "127.0.0.1");
  await once(socket, "connect");
  return socket;
}

it("takes the handshake's round trips once for a connection, and then one for each question", async () => {
  const socket = await open();
  const whole = await ask(socket);
  expect(whole.first).toBeGreaterThanOrEqual(175);
  expect(whole.answer.equals(ANSWER)).toBe(true);
  const again = await ask(socket);
  expect(again.first).toBeGreaterThanOrEqual(55);
  expect(again.first).toBeLessThan(whole.first);
});

it("lets no more pass than its rate, for all connections together", async () => {
  const alone = await ask(await open());
  expect(alone.last - alone.first).toBeGreaterThanOrEqual(175);
  const [one, other] = await Promise.all([ask(await open()), ask(await open())]);
  expect(Math.max(one.last, other.last)).toBeGreaterThanOrEqual(180 + 375);
  // They take turns: neither is done long before the other.
  expect(Math.abs(one.last - other.last)).toBeLessThan(100);
});

it("carries the end of a connection after what was sent before it", async () => {
  const socket = await open();
  socket.end("?");
  let bytes = 0;
  socket.on("data", (part: Buffer) => (bytes += part.length));
  await once(socket, "end");
  expect(bytes).toBe(ANSWER.length);
});
