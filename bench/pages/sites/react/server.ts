/** A chat with a page that React draws, built for production, and a server of Node and `ws`. */

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { build } from "esbuild";
import { WebSocketServer } from "ws";
import { PAST } from "../../past.ts";
import { portOf } from "../../../../tools/port.ts";

interface Message {
  readonly seq: number;
  readonly by: string;
  readonly at: number;
  readonly text: string;
}

const here = (path: string): string => join(import.meta.dirname, path);

const files = await bundle();
const named = (extension: string): string =>
  [...files.keys()].find((path) => path.endsWith(extension)) ?? "";
const page = (await readFile(here("index.html"), "utf8"))
  .replace("app.js", named(".js"))
  .replace("app.css", named(".css"));

const http = createServer(({ url = "" }, response) => {
  const file = files.get(url);
  if (file === undefined) {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.setHeader("Cache-Control", "no-cache");
  } else {
    response.setHeader("Content-Type", url.endsWith(".css") ? "text/css" : "text/javascript");
    response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
  }
  response.end(file ?? page);
});

const messages: Message[] = PAST.map(({ by, text }, index) => messageOf(index + 1, by, text));
const sockets = new WebSocketServer({ server: http });
sockets.on("connection", (socket) => {
  socket.send(JSON.stringify({ messages: messages.slice(-PAST.length) }));
  socket.on("message", (text: Buffer) => {
    const message = messageOf(messages.length + 1, "Visitor", text.toString());
    messages.push(message);
    const frame = JSON.stringify({ messages: [message] });
    for (const each of sockets.clients) each.send(frame);
  });
});

http.listen(0, "127.0.0.1", () => process.send?.({ port: portOf(http) }));
process.on("disconnect", () => process.exit());

function messageOf(seq: number, by: string, text: string): Message {
  return { seq, by, at: Date.now(), text };
}

/** The page's script and its style, by their paths, with a digest of what they hold in their names. */
async function bundle(): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    entryPoints: [here("app.jsx")],
    bundle: true,
    minify: true,
    write: false,
    outdir: "/",
    entryNames: "[name]-[hash]",
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    // partysocket is the project's, and the React that it uses is the bench's.
    nodePaths: [here("../../../node_modules")],
  });
  return new Map(outputFiles.map(({ path, text }) => [path, text]));
}
