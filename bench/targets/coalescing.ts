/** The ceiling: nothing but storing, one frame and one statement for all that came in 5 milliseconds. */

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
    this.#waiting.push(entryOf(readPost(post), this.authorOf(socket), ++this.#seq));
    if (this.#waiting.length === 1) setTimeout(() => this.#flush(), WINDOW);
  }

  #flush(): void {
    const entries = this.#waiting;
    this.#waiting = [];
    this.ctx.storage.sql.exec(
      `INSERT INTO entry (seq, at, author, name, id, text)
       SELECT value->>'seq', value->>'at', value->>'$.by.id', value->>'$.by.name',
              value->>'id', value->>'text'
       FROM json_each(?)`,
      JSON.stringify(entries),
    );
    const frame = frameOf(entries);
    for (const each of this.ctx.getWebSockets()) each.send(frame);
  }
}

export default way;
