/** The floor: a room in its simplest form. One frame for each message and socket, nothing stored. */

import { entryOf, frameOf, readPost } from "./bare.ts";
import { BareObject, way } from "./object.ts";

export class Room extends BareObject {
  #seq = 0;

  override webSocketMessage(socket: WebSocket, post: string): void {
    const frame = frameOf([entryOf(readPost(post), this.authorOf(socket), ++this.#seq)]);
    for (const each of this.ctx.getWebSockets()) each.send(frame);
  }
}

export default way;
