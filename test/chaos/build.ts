/** Bundles what does not run as it stands: the worker for its runtime, the socket for quick timers. */

import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The worker of this harness, as one script. */
export async function buildWorker(): Promise<string> {
  const result = await build({
    entryPoints: [here("worker.ts")],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2024",
    external: ["cloudflare:workers"],
    logLevel: "warning",
  });
  return firstOutput(result.outputFiles);
}

/** The client's socket, whose timers are those of `hurry.ts`. */
export async function buildSocket(): Promise<string> {
  const result = await build({
    entryPoints: [here("../../src/client/socket.ts")],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2024",
    platform: "node",
    inject: [here("hurry.ts")],
    logLevel: "warning",
  });
  return firstOutput(result.outputFiles);
}

function firstOutput(files: readonly { readonly text: string }[]): string {
  const [file] = files;
  if (!file) throw new Error("esbuild has built nothing.");
  return file.text;
}
