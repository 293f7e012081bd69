/** A room's log as a stranger reads it over HTTP, in the form in which the checker asks of it. */

import { decodeHistory } from "../../src/protocol/answers.ts";
import type { Message } from "../../src/protocol/frames.ts";
import { sumOf, sumOfEntry } from "./history.ts";

/** What is kept of an entry: a million of them have to fit into memory. */
interface Kept {
  readonly id: string;
  readonly author: string;
  readonly sum: number;
  readonly textSum: number;
  /** Whether the history tells of its being written. */
  written: boolean;
}

export class RoomLog {
  readonly room: string;
  readonly #entries: Kept[] = [];
  readonly #seqs = new Map<string, number>();

  private constructor(room: string) {
    this.room = room;
  }

  /**
   * Reads a whole log, from its end to its beginning.
   * @param violated told what is wrong with the log as such
   */
  static async read(url: string, room: string, violated: (what: string) => void): Promise<RoomLog> {
    const pages: (readonly Message[])[] = [];
    let page = await readPage(`${url}/rooms/${room}/messages?limit=500`);
    for (let [first] = page; first; [first] = page) {
      pages.push(page);
      page = await readPage(`${url}/rooms/${room}/messages?limit=500&before=${first.seq}`);
    }
    const log = new RoomLog(room);
    for (const message of pages.toReversed().flat()) log.#take(message, violated);
    return log;
  }

  get head(): number {
    return this.#entries.length;
  }

  at(seq: number): Kept | undefined {
    return this.#entries[seq - 1];
  }

  seqOf(author: string, id: string): number | undefined {
    return this.#seqs.get(`${author} ${id}`);
  }

  /** The seqs of the entries that nobody says to have written. */
  unwritten(): number[] {
    return this.#entries.flatMap(({ written }, i) => (written ? [] : [i + 1]));
  }

  #take(message: Message, violated: (what: string) => void): void {
    const { seq, id, by, text } = message;
    const expected = this.#entries.length + 1;
    if (seq !== expected)
      violated(`the log of ${this.room} has ${seq} in the place of ${expected}`);
    const key = `${by.id} ${id}`;
    const earlier = this.#seqs.get(key);
    if (earlier !== undefined) violated(`${id} is in ${this.room} twice: ${earlier} and ${seq}`);
    this.#seqs.set(key, expected);
    const [sum, textSum] = [sumOfEntry(message), sumOf(text)];
    this.#entries.push({ id, author: by.id, sum, textSum, written: false });
  }
}

async function readPage(address: string): Promise<readonly Message[]> {
  const response = await fetch(address);
  const page = response.ok ? decodeHistory(await response.json()) : null;
  if (!page) throw new Error(`No page but ${response.status}: ${address}`);
  return page.messages;
}
