import { createServer, type Server, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { RawSocket, textFrame } from "./socket.ts";

const UPGRADED = Buffer.from("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n");

let server: Server | null = null;
afterEach(() => server?.close());

/** A frame as a server writes it: not masked. */
function frame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  if (length < 126) return Buffer.concat([Buffer.from([0x80 | opcode, length]), payload]);
  const header = Buffer.alloc(length < 65_536 ? 4 : 10);
  header[0] = 0x80 | opcode;
  header[1] = length < 65_536 ? 126 : 127;
  if (length < 65_536) header.writeUInt16BE(length, 2);
  else header.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([header, payload]);
}

/** What a client sees of a server that sends these bytes in pieces of a size, and then ends. */
async function seen(bytes: Buffer, piece: number): Promise<{ texts: string[]; end: string }> {
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, index) =>
    bytes.subarray(index * piece, (index + 1) * piece),
  );
  const port = await listen((socket) => {
    socket.setNoDelay(true);
    socket.on("error", () => {});
    const next = (): void => {
      const [part] = pieces.splice(0, 1);
      if (part) socket.write(part, () => setImmediate(next));
      else socket.end();
    };
    socket.once("data", next);
  });
  const texts: string[] = [];
  const end = await new Promise<string>((done) => {
    void new RawSocket(
      port,
      "/",
      {},
      {
        open: () => {},
        message: (text) => texts.push(text.toString()),
        end: done,
      },
    );
  });
  return { texts, end };
}

function listen(connection: (socket: Socket) => void): Promise<number> {
  return new Promise((done) => {
    const it = createServer(connection);
    server = it;
    it.listen(0, "127.0.0.1", () => {
      const address = it.address();
      done(address !== null && typeof address === "object" ? address.port : 0);
    });
  });
}

test.each([1, 2, 3, 7, 64, 10_000, 1_000_000])(
  "messages of every length arrive whole in pieces of %i bytes",
  async (piece) => {
    const lengths = piece < 64 ? [0, 1, 125, 126, 300] : [0, 1, 125, 126, 65_535, 65_536, 600_000];
    const texts = lengths.map((length, index) => String(index).repeat(length));
    const frames = texts.map((text) => frame(1, Buffer.from(text)));
    const { texts: got } = await seen(Buffer.concat([UPGRADED, ...frames]), piece);
    expect(got).toEqual(texts);
  },
);

test("a close says its code", async () => {
  const bytes = Buffer.concat([UPGRADED, frame(8, Buffer.from([0x11, 0x38]))]);
  expect(await seen(bytes, 1_000)).toEqual({ texts: [], end: "Closed with 4408." });
});

test("a refused upgrade and a frame that is not understood end the socket", async () => {
  const refused = await seen(Buffer.from("HTTP/1.1 404 Not Found\r\n\r\n"), 1_000);
  expect(refused.end).toContain("404");
  const binary = await seen(Buffer.concat([UPGRADED, frame(2, Buffer.from("x"))]), 1_000);
  expect(binary.end).toContain("does not read");
});

test.each([0, 125, 126, 65_535, 65_536])("a text of %i bytes is framed as masked", (length) => {
  const bytes = textFrame("x".repeat(length));
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  expect(bytes.length).toBe(header + 4 + length);
  expect(bytes[0]).toBe(0x81);
  expect((bytes[1] ?? 0) & 0x80).toBe(0x80);
  expect(bytes.subarray(header, header + 4)).toEqual(Buffer.alloc(4));
  expect(bytes.subarray(header + 4).toString()).toBe("x".repeat(length));
});
