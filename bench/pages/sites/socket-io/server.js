/** A chat of one page with Socket.IO: what has been said is sent to whoever connects. */

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { Server } from "socket.io";
import { PAST } from "../../past.ts";

const page = await readFile(new URL("index.html", import.meta.url));
const http = createServer((_, response) => {
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  response.setHeader("Content-Length", page.length);
  response.end(page);
});
const io = new Server(http, { httpCompression: false });
const messages = PAST.map(({ by, text }) => `${by}: ${text}`);

io.on("connection", (socket) => {
  socket.emit("past", messages.slice(-PAST.length));
  socket.on("message", (text) => {
    messages.push(text);
    io.emit("message", text);
  });
});

http.listen(0, "127.0.0.1", () => process.send({ port: http.address().port }));
process.on("disconnect", () => process.exit());
