/**
 * A page without a page: put together as `src/client/main.tsx` is, of the real socket, store and
 * outbox. What its reader would see goes into the history.
 */

import type { Socket, SocketOwner } from "../../src/client/socket.ts";
import type { Link, RoomState } from "../../src/client/state.ts";
import { fromPage, receive, trim } from "../../src/client/store.ts";
import { decodeServerFrame } from "../../src/protocol/answers.ts";
import type { AnyEntry, ClientFrame, Message, ServerFrame } from "../../src/protocol/frames.ts";
import { sumOfEntry, type Line } from "./history.ts";
import type { Random } from "./random.ts";
import { Writer, type Quota } from "./writer.ts";

/** Entries to a line of the history. */
const LINE_MAX = 50;

/** Who sits before the page. */
export interface Who {
  readonly client: number;
  readonly room: string;
  readonly name: string;
  /** The public id that belongs to their secret. */
  readonly author: string;
  readonly prefix: string;
}

interface Surroundings {
  readonly url: string;
  readonly random: Random;
  readonly quota: Quota;
  readonly connect: (owner: SocketOwner<ServerFrame>) => Socket<ServerFrame>;
  readonly note: (line: Line) => void;
  /** A post of this client's has been acknowledged. */
  readonly acknowledged: () => void;
  readonly disconnected: () => void;
}

export class Client {
  readonly who: Who;
  readonly writer: Writer;
  readonly #is: Surroundings;
  readonly #socket: Socket<ServerFrame>;
  #room: RoomState;
  #up = false;
  #seen: Message[] = [];

  constructor(who: Who, surroundings: Surroundings) {
    const { room, author, client, prefix } = who;
    const { random, quota, note } = surroundings;
    this.who = who;
    this.#is = surroundings;
    this.#room = fromPage({ room, epoch: "1", head: 0, messages: [] });
    note({ e: "client", c: client, room, author });
    this.writer = new Writer({
      client,
      prefix,
      random,
      quota,
      note,
      send: (frame) => this.#send(frame),
      head: () => this.#room.head,
    });
    this.#socket = surroundings.connect({
      address: () => this.#address(),
      decode: decodeServerFrame,
      greeting: "welcome",
      received: (frame) => this.#received(frame),
      changed: (link) => this.#linked(link),
    });
  }

  get head(): number {
    return this.#room.head;
  }

  get isUp(): boolean {
    return this.#up;
  }

  get isAtRest(): boolean {
    return this.#up && this.writer.pending.length === 0;
  }

  /** The people whom this client lists, by id. */
  get here(): string[] {
    return Array.from(this.#room.named.keys()).toSorted();
  }

  rest(): void {
    this.#tellSeen();
    const { client: c } = this.who;
    const { pending } = this.writer;
    this.#is.note({ e: "rest", c, head: this.head, pending, here: this.here });
  }

  #send(frame: ClientFrame): void {
    this.#socket.send(frame);
  }

  #address(): string {
    const { room, epoch, head } = this.#room;
    const url = new URL(`/rooms/${room}/socket`, this.#is.url);
    url.searchParams.set("since", String(head));
    url.searchParams.set("epoch", epoch);
    url.searchParams.set("name", this.who.name);
    return url.href;
  }

  #linked(link: Link): void {
    if (link.kind !== "up") this.writer.close();
    if (link.kind === "down" && this.#up) this.#is.disconnected();
    const wasUp = this.#up;
    this.#up = link.kind === "up";
    if (link.kind !== "lost" && (wasUp !== this.#up || link.kind === "closed")) {
      this.#is.note({ e: "link", c: this.who.client, is: link.kind });
    }
  }

  #received(frame: ServerFrame): void {
    const before = this.#room;
    const after = receive(before, frame);
    if (after === null) return this.#socket.resume();
    this.#room = trim(after, after.head, after.head);
    this.#look(before, after, frame);
    switch (frame.type) {
      case "welcome":
        if (after.epoch !== before.epoch || after.head < before.head) this.writer.restart();
        this.#acknowledge(frame.resumed ? frame.entries : frame.messages);
        return this.#meet();
      case "entries":
        return this.#acknowledge(frame.entries);
      case "presence":
        return this.#meet();
      case "roster":
      case "typing":
        return;
      case "refused":
        if (frame.id !== undefined) this.writer.refused(frame.id, frame.code, frame.retryAfter);
    }
  }

  /** Notes what a reader sees that was not there before. */
  #look(before: RoomState, after: RoomState, frame: ServerFrame): void {
    if (after.messages === before.messages) return;
    if (frame.type === "welcome" && !frame.resumed) {
      this.#tellSeen();
      const from = after.messages[0]?.seq ?? after.head + 1;
      this.#is.note({ e: "fresh", c: this.who.client, from, lack: after.lack });
      for (const message of after.messages) this.#see(message);
    } else {
      for (const message of after.messages.slice(before.messages.length)) this.#see(message);
    }
  }

  #see(message: Message): void {
    const last = this.#seen.at(-1);
    if (last && (message.seq !== last.seq + 1 || this.#seen.length >= LINE_MAX)) this.#tellSeen();
    this.#seen.push(message);
  }

  #tellSeen(): void {
    const [first] = this.#seen;
    if (!first) return;
    const ids = this.#seen.map(({ id }) => id);
    const sum = this.#seen.reduce((total, message) => (total + sumOfEntry(message)) >>> 0, 0);
    this.#is.note({ e: "saw", c: this.who.client, from: first.seq, ids, sum });
    this.#seen = [];
  }

  #acknowledge(entries: readonly AnyEntry[]): void {
    for (const entry of entries) {
      if (entry.kind !== "message" || entry.by.id !== this.#room.you?.id) continue;
      if (this.writer.stored(entry.id, entry.seq)) this.#is.acknowledged();
    }
  }

  #meet(): void {
    if (typeof this.#room.you?.name === "string") this.writer.open();
  }
}
