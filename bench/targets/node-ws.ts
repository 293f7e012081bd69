/** A room on Node with `ws`: one frame for each message and socket, nothing stored. */

import { WebSocketServer, type WebSocket } from "ws";
import { authorOf, entryOf, frameOf, readPost } from "./bare.ts";

const rooms = new Map<string, { seq: number; readonly sockets: Set<WebSocket> }>();

const server = new WebSocketServer({ host: "127.0.0.1", port: 0 }, () => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("There is no port.");
  process.send?.({ port: address.port, pid: process.pid });
});

server.on("connection", (socket, request) => {
  const url = request.url ?? "";
  const [path = ""] = url.split("?");
  const room = rooms.get(path) ?? { seq: 0, sockets: new Set() };
  rooms.set(path, room);
  room.sockets.add(socket);
  const by = authorOf(url);
  socket.on("message", (post: Buffer) => {
    const frame = frameOf([entryOf(readPost(post.toString()), by, ++room.seq)]);
    for (const each of room.sockets) each.send(frame);
  });
  socket.on("close", () => room.sockets.delete(socket));
});
process.on("disconnect", () => process.exit());
