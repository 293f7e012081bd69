/** What the bare Durable Objects share: sockets that let the object sleep, and a way to it. */

import { DurableObject } from "cloudflare:workers";
import { authorOf, type Author } from "./bare.ts";

export class BareObject extends DurableObject {
  override fetch(request: Request): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    server.serializeAttachment(authorOf(request.url));
    return new Response(null, { status: 101, webSocket: client });
  }

  override webSocketClose(socket: WebSocket): void {
    socket.close();
  }

  protected authorOf(socket: WebSocket): Author {
    return socket.deserializeAttachment();
  }
}

interface Env {
  readonly ROOMS: DurableObjectNamespace;
}

/** `/rooms/NAME/socket` leads to the object of that name. */
export const way = {
  fetch(request: Request, env: Env): Promise<Response> {
    const [, , room = ""] = new URL(request.url).pathname.split("/");
    return env.ROOMS.getByName(room).fetch(request);
  },
};
