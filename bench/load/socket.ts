/**
 * The least of a WebSocket client that can measure a server: whole text messages, no extensions.
 * Everything arrives in one buffer that all sockets share, and a message that lies in it whole is
 * handed over without a copy.
 */

import { connect, type Socket } from "node:net";

/** Bytes that one read takes at the most. */
const READ = 262_144;
const OPCODE = { text: 1, close: 8, ping: 9, pong: 10 };

const shared = Buffer.allocUnsafeSlow(READ);

/** What happens to a socket. */
export interface Events {
  /** The server has taken the upgrade. */
  readonly open: () => void;
  /** A text has come. It is valid during this call only. */
  readonly message: (message: Buffer) => void;
  /** The connection is gone. Not called after `close`. */
  readonly end: (reason: string) => void;
}

export class RawSocket {
  readonly #socket: Socket;
  readonly #events: Events;
  #state: "upgrading" | "open" | "closed" = "upgrading";
  /** The beginning of something whose end has not come: an answer to the upgrade, or a header. */
  #rest: Buffer | null = null;
  /** A message that is longer than what came of it, and how much came. */
  #message: { readonly bytes: Buffer; filled: number } | null = null;

  constructor(
    port: number,
    path: string,
    headers: Readonly<Record<string, string>>,
    events: Events,
  ) {
    this.#events = events;
    this.#socket = connect({
      port,
      host: "127.0.0.1",
      noDelay: true,
      onread: {
        buffer: shared,
        callback: (length) => {
          this.#take(shared.subarray(0, length));
          return true;
        },
      },
    });
    this.#socket.on("error", (error) => this.#fail(error.message));
    this.#socket.on("close", () => this.#fail("The connection was closed."));
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    this.#socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\n` +
        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n" +
        `Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n${lines.join("")}\r\n`,
    );
  }

  send(text: string): void {
    this.write(textFrame(text));
  }

  /** Sends what is framed already. */
  write(frames: Buffer): void {
    this.#socket.write(frames);
  }

  /** Ends it as a browser would. */
  close(): void {
    this.#state = "closed";
    this.#socket.end(frame(OPCODE.close, Buffer.from([0x03, 0xe8])));
    this.#socket.setTimeout(1_000, () => this.#socket.destroy());
  }

  #fail(reason: string): void {
    if (this.#state === "closed") return;
    this.#state = "closed";
    this.#socket.destroy();
    this.#events.end(reason);
  }

  #take(arrived: Buffer): void {
    if (this.#state === "closed") return;
    let bytes = this.#continue(arrived);
    if (this.#rest) {
      bytes = Buffer.concat([this.#rest, bytes]);
      this.#rest = null;
    }
    if (this.#state === "upgrading") bytes = this.#upgrade(bytes);
    if (this.#state === "open") this.#read(bytes);
  }

  /** Adds to a message that has begun, and gives what comes after it. */
  #continue(bytes: Buffer): Buffer {
    const message = this.#message;
    if (!message) return bytes;
    const copied = bytes.copy(message.bytes, message.filled);
    message.filled += copied;
    if (message.filled < message.bytes.length) return bytes.subarray(copied);
    this.#message = null;
    this.#events.message(message.bytes);
    return bytes.subarray(copied);
  }

  #upgrade(bytes: Buffer): Buffer {
    const end = bytes.indexOf("\r\n\r\n");
    if (end < 0) {
      this.#rest = Buffer.from(bytes);
      return bytes;
    }
    const head = bytes.toString("latin1", 0, end);
    if (!head.startsWith("HTTP/1.1 101")) this.#fail(`The upgrade was refused: ${head}`);
    else {
      this.#state = "open";
      this.#events.open();
    }
    return bytes.subarray(end + 4);
  }

  #read(bytes: Buffer): void {
    let at = 0;
    while (at < bytes.length) {
      const header = headerAt(bytes, at);
      if (!header) {
        this.#rest = Buffer.from(bytes.subarray(at));
        return;
      }
      const { start, length, opcode } = header;
      const end = start + length;
      if (end > bytes.length) {
        // Only texts are long.
        if (opcode !== OPCODE.text) {
          this.#rest = Buffer.from(bytes.subarray(at));
          return;
        }
        const message = Buffer.allocUnsafeSlow(length);
        this.#message = { bytes: message, filled: bytes.copy(message, 0, start) };
        return;
      }
      this.#frame(opcode, bytes.subarray(start, end));
      if (this.#state !== "open") return;
      at = end;
    }
  }

  #frame(opcode: number, payload: Buffer): void {
    switch (opcode) {
      case OPCODE.text:
        return this.#events.message(payload);
      case OPCODE.ping:
        this.#socket.write(frame(OPCODE.pong, payload));
        return;
      case OPCODE.pong:
        return;
      case OPCODE.close:
        return this.#fail(`Closed with ${payload.length >= 2 ? payload.readUInt16BE(0) : 1005}.`);
      default:
        return this.#fail(`A frame of kind ${opcode} came, which this client does not read.`);
    }
  }
}

interface Header {
  readonly opcode: number;
  /** Where the payload begins. */
  readonly start: number;
  /** Bytes of payload. */
  readonly length: number;
}

/** The header at this place, as a server writes them: not masked. Null if it is not all there. */
function headerAt(bytes: Buffer, at: number): Header | null {
  const have = bytes.length - at;
  if (have < 2) return null;
  const first = bytes.readUInt8(at);
  // Anything but a whole message of no extension has an opcode that nobody knows.
  const opcode = (first & 0xf0) === 0x80 ? first & 0x0f : first;
  const short = bytes.readUInt8(at + 1);
  if (short < 126) return { opcode, start: at + 2, length: short };
  if (short === 126) {
    return have < 4 ? null : { opcode, start: at + 4, length: bytes.readUInt16BE(at + 2) };
  }
  return have < 10
    ? null
    : { opcode, start: at + 10, length: Number(bytes.readBigUInt64BE(at + 2)) };
}

/** A text as a client sends it. */
export function textFrame(text: string): Buffer {
  return frame(OPCODE.text, Buffer.from(text));
}

/** A frame of a client. The mask is all zero: it must be there, and changes nothing. */
function frame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const extended = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const bytes = Buffer.alloc(2 + extended + 4 + length);
  bytes[0] = 0x80 | opcode;
  if (extended === 0) bytes[1] = 0x80 | length;
  else if (extended === 2) {
    bytes[1] = 0x80 | 126;
    bytes.writeUInt16BE(length, 2);
  } else {
    bytes[1] = 0x80 | 127;
    bytes.writeBigUInt64BE(BigInt(length), 2);
  }
  payload.copy(bytes, 2 + extended + 4);
  return bytes;
}
