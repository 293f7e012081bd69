/** The short run: every fault, thousands of posts, a server that is killed, in seconds. */

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const script = fileURLToPath(new URL("run.ts", import.meta.url));

/** In a process of its own: the sockets of its clients never stop trying. */
function run(...options: string[]): Promise<string> {
  return new Promise((done) => {
    const args = ["--no-warnings", script, ...options];
    execFile(process.execPath, args, (_, stdout, stderr) => done(stdout + stderr));
  });
}

it("a short run with every fault keeps every promise", async () => {
  const output = await run("--short", "--no-shrink");
  // What is wrong, and the command to repeat it, is what a reader of a failure needs.
  expect(output.slice(-2_000)).toMatch(/\n0 violations/);
  expect(output).toContain("kill 3,");
}, 90_000);
