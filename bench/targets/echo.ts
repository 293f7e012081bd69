/** What the runtime itself takes: a message goes back to its sender, and to nobody else. */

import { entryOf, frameOf, readPost } from "./bare.ts";
import { BareObject, way } from "./object.ts";

export class Room extends BareObject {
  #seq = 0;

  override webSocketMessage(socket: WebSocket, post: string): void {
    socket.send(frameOf([entryOf(readPost(post), this.authorOf(socket), ++this.#seq)]));
  }
}

export default way;
