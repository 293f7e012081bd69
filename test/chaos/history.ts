/** What happened in a run, as JSON lines: written by the clients, read by the checker alone. */

import { createWriteStream, type WriteStream } from "node:fs";
import { once } from "node:events";
import * as v from "valibot";
import type { Entry } from "../../src/protocol/frames.ts";

const number = v.number();
const ids = v.array(v.string());

/** Every kind of line. `c` is the number of a client. */
export const LINE = v.variant("e", [
  v.object({ e: v.literal("run"), seed: number, command: v.string() }),
  /** A client begins. Its author is computed from its secret, not believed from the server. */
  v.object({ e: v.literal("client"), c: number, room: v.string(), author: v.string() }),
  /** It has written a post; `sum` is of its text. */
  v.object({ e: v.literal("wrote"), c: number, id: v.string(), after: number, sum: number }),
  /** It was told that a post of its own is stored. */
  v.object({ e: v.literal("stored"), c: number, id: v.string(), seq: number }),
  v.object({ e: v.literal("refused"), c: number, id: v.string(), code: v.string() }),
  /** Its view has grown by these entries, dense from `from` on; `sum` is of all that they hold. */
  v.object({ e: v.literal("saw"), c: number, from: number, ids, sum: number }),
  /** Its view starts afresh before entry `from`; `lack` is what its reader is told. */
  v.object({ e: v.literal("fresh"), c: number, from: number, lack: v.nullable(v.string()) }),
  v.object({ e: v.literal("link"), c: number, is: v.picklist(["up", "down", "closed"]) }),
  v.object({ e: v.literal("fault"), fault: v.unknown() }),
  /** It is gone for good. */
  v.object({ e: v.literal("left"), c: number }),
  /** All is over: where it stands, what it still wants to send, and who it thinks is here. */
  v.object({ e: v.literal("rest"), c: number, head: number, pending: ids, here: ids }),
  /** All data were taken away. */
  v.object({ e: v.literal("wipe") }),
]);
export type Line = v.InferOutput<typeof LINE>;

/** Characters to gather before they are written. */
const BLOCK = 65_536;

/** Lines to keep at hand for the report of a failure. */
const TAIL = 40;

export class History {
  readonly #stream: WriteStream;
  #block = "";
  readonly tail: string[] = [];

  constructor(path: string) {
    this.#stream = createWriteStream(path);
  }

  write(line: Line): void {
    const text = JSON.stringify(line);
    this.tail.push(text);
    if (this.tail.length > 2 * TAIL) this.tail.splice(0, TAIL);
    this.#block += `${text}\n`;
    if (this.#block.length >= BLOCK) this.#put();
  }

  /** Waits until everything is in the file. */
  async flush(): Promise<void> {
    this.#put();
    if (this.#stream.writableNeedDrain) await once(this.#stream, "drain");
    await new Promise((done) => this.#stream.write("", done));
  }

  #put(): void {
    this.#stream.write(this.#block);
    this.#block = "";
  }
}

/** A checksum of a text: FNV-1a, 32 bits. */
export function sumOf(text: string): number {
  let sum = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
  return sum >>> 0;
}

/** A checksum of an entry. Those of several are added. */
export function sumOfEntry({ seq, at, by, id, text }: Entry): number {
  return sumOf(`${seq} ${at} ${by.id} ${by.name} ${id} ${text}`);
}
