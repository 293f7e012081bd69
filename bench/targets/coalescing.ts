/** The ceiling: nothing but storing, and one frame for all that came in 5 milliseconds. */

import { entryOf, frameOf, readPost, type Entry } from "./bare.ts";
import { BareObject, way } from "./object.ts";

/** Milliseconds. */
const WINDOW = 5;

export class Room extends BareObject {
  #seq = 0;
  #waiting: Entry[] = [];

  constructor(ctx: DurableObjectState, env: object) {
    super(ctx, env);
    ctx.storage.sql.exec(
      "CREATE TABLE IF NOT EXISTS entry (seq INTEGER PRIMARY KEY, at, author, name, id, text)",
    );
  }

  override webSocketMessage(socket: WebSocket, post: string): void {
    const entry = entryOf(readPost(post), this.authorOf(socket), ++this.#seq);
    const { seq, at, by, id, text } = entry;
    this.ctx.storage.sql.exec(
      "INSERT INTO entry (seq, at, author, name, id, text) VALUES (?, ?, ?, ?, ?, ?)",
      seq,
      at,
      by.id,
      by.name,
      id,
      text,
    );
    this.#waiting.push(entry);
    if (this.#waiting.length === 1) setTimeout(() => this.#flush(), WINDOW);
  }

  #flush(): void {
    const frame = frameOf(this.#waiting);
    this.#waiting = [];
    for (const each of this.ctx.getWebSockets()) each.send(frame);
  }
}

export default way;
