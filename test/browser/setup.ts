/** One server for all browser tests; each test has a room of its own. */

import type { TestProject } from "vitest/node";
import { startServer } from "../../tools/server.ts";

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startServer({ POSTS_PER_SECOND: "100000", POSTS_BURST: "100000" });
  project.provide("port", server.port);
  return server.stop;
}

declare module "vitest" {
  interface ProvidedContext {
    readonly port: number;
  }
}
