/** A Chromium that npm brings (Linux on x64), or the Chrome that is installed. */

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import sparticuz, { inflate } from "@sparticuz/chromium";
import { chromium, type Browser } from "playwright-core";

/** Starts the browser. `CHROMIUM_PATH` names another one than it would take by itself. */
export async function launchBrowser(): Promise<Browser> {
  const own = process.env["CHROMIUM_PATH"];
  if (own !== undefined) return chromium.launch({ executablePath: own, args: ARGS });
  if (process.platform !== "linux" || process.arch !== "x64") {
    return chromium.launch({ channel: "chrome", args: ARGS });
  }
  const executablePath = await sparticuz.executablePath();
  const env = { ...process.env, LD_LIBRARY_PATH: await bundledLibraries() };
  return chromium.launch({ executablePath, args: ARGS, env });
}

/** No sandbox, since tests often run as root; nothing that would reach for the network. */
const ARGS = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
];

/** The package carries the libraries that a bare machine lacks (NSS), but unpacks them for Lambda only. */
async function bundledLibraries(): Promise<string> {
  const entry = fileURLToPath(import.meta.resolve("@sparticuz/chromium"));
  const folder = await inflate(join(dirname(entry), "..", "bin", "al2023.tar.br"));
  const inherited = process.env["LD_LIBRARY_PATH"];
  return [join(folder, "lib"), ...(inherited === undefined ? [] : [inherited])].join(":");
}
