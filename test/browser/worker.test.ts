/** What is deployed: as small as it was meant to be. */

import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, it } from "vitest";

/** Bytes of the worker's script after gzip. The platform takes 3 MB; what is small starts quickly. */
const BUDGET = 150_000;

it("the worker keeps within its budget", async ({ annotate }) => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("../../src/worker/index.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2024",
    external: ["cloudflare:workers"],
    logLevel: "warning",
  });
  const size = gzipSync(outputFiles[0]?.contents ?? "").length;
  await annotate(`The worker: ${size} bytes after gzip.`);
  expect(size).toBeGreaterThan(10_000);
  expect(size).toBeLessThan(BUDGET);
});
