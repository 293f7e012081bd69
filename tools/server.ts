/** The whole server, as a person starts it: `wrangler dev` on a port of its own with data of its own. */

import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Server {
  readonly port: number;
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** How long a start may take, in milliseconds: it bundles the client and the worker first. */
const START = 60_000;

/**
 * Starts a server and waits until it is healthy.
 * @param vars variables of wrangler.toml to override
 * @param folder the project, if it is not this one
 * @throws Error with what the server printed, if it does not come up
 */
export async function startServer(
  vars: Readonly<Record<string, string>> = {},
  folder = process.cwd(),
): Promise<Server> {
  const port = await freePort();
  const data = await mkdtemp(join(tmpdir(), "gatehouse-"));
  const overrides = Object.entries(vars).flatMap(([name, value]) => ["--var", `${name}:${value}`]);
  const child = spawn(
    "wrangler",
    ["dev", "--port", `${port}`, "--inspector-port", "0", "--persist-to", data, ...overrides],
    {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
      env: { ...process.env, NO_COLOR: "1" },
    },
  );
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (output += chunk));
  const stop = async (): Promise<void> => {
    await end(child);
    await rm(data, { recursive: true, force: true });
  };
  const url = `http://localhost:${port}`;
  try {
    await healthy(url, child);
  } catch (error) {
    await stop();
    throw new Error(`The server did not start.\n${output}`, { cause: error });
  }
  return { port, url, stop };
}

async function healthy(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + START;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`wrangler ended with ${child.exitCode}.`);
    const response = await fetch(`${url}/healthz`).catch(() => null);
    if (response?.ok) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`Not healthy after ${START} ms.`);
}

/** wrangler starts workerd and esbuild: the whole group has to go. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const ended = new Promise((done) => child.once("exit", done));
  process.kill(-child.pid, "SIGTERM");
  await ended;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, "127.0.0.1", done));
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  if (address === null || typeof address === "string") throw new Error("No free port.");
  return address.port;
}
