/** A room on Node with Socket.IO: `emit` to everybody, nothing stored. */

import { createServer } from "node:http";
import { Server } from "socket.io";
import { authorOf, entryOf } from "./bare.ts";

const http = createServer();
const io = new Server(http, { transports: ["websocket"], serveClient: false });
const seqs = new Map();

io.on("connection", (socket) => {
  const by = authorOf(socket.request.url);
  const { room } = socket.handshake.query;
  void socket.join(room);
  socket.on("post", (post) => {
    const seq = (seqs.get(room) ?? 0) + 1;
    seqs.set(room, seq);
    io.to(room).emit("entries", { type: "entries", entries: [entryOf(post, by, seq)] });
  });
});

http.listen(0, "127.0.0.1", () => process.send({ port: http.address().port, pid: process.pid }));
process.on("disconnect", () => process.exit());
