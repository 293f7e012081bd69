/**
 * Takes the pictures in docs/screenshots: `npm run screenshots`, or some of them by a part of their
 * names, as in `npm run screenshots -- menu board`.
 */

import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { launchBrowser } from "../tools/chromium.ts";
import { startServer } from "../tools/server.ts";
import { People } from "./screenshots/people.ts";
import { Scene, type Device, type Theme } from "./screenshots/scene.ts";
import { STATES } from "./screenshots/states.ts";

const FOLDER = fileURLToPath(new URL("../docs/screenshots/", import.meta.url));
const DEVICES: readonly Device[] = ["phone", "desktop"];
const THEMES: readonly Theme[] = ["light", "dark"];
const wanted = process.argv.slice(2);

const server = await startServer({ POSTS_PER_SECOND: "1000", POSTS_BURST: "1000" });
const browser = await launchBrowser();
const people = new People(server.url);
await mkdir(FOLDER, { recursive: true });
try {
  for (const [index, [state, { bring, ...more }]] of Object.entries(STATES).entries()) {
    const name = `${String(index + 1).padStart(2, "0")}-${state}`;
    if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue;
    const start = performance.now();
    for (const look of looks()) {
      const scene = await Scene.set(browser, people, server.url, { ...look, more });
      await bring(scene);
      const { device, theme } = look;
      await writeFile(`${FOLDER}${name}-${device}-${theme}.webp`, await scene.picture());
      await scene.leave();
    }
    process.stdout.write(`${name} (${Math.round(performance.now() - start)} ms)\n`);
  }
} finally {
  await people.leave();
  await browser.close();
  await server.stop();
}

function* looks(): Generator<{ readonly device: Device; readonly theme: Theme }> {
  for (const device of DEVICES) {
    for (const theme of THEMES) yield { device, theme };
  }
}
