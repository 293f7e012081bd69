/** `npm run bench:pages`: what it is to open the page on a phone far away, beside two other chats. */

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { launchBrowser } from "../../tools/chromium.ts";
import { Edge } from "../../tools/edge.ts";
import { writePage } from "../docs.ts";
import { machine, machineText } from "../machine.ts";
import { asMarkdown, asText } from "../table.ts";
import { figuresOf } from "./figures.ts";
import { Link, type Speed } from "./link.ts";
import { line, report } from "./report.ts";
import { VISITS, type Run } from "./runs.ts";
import { SITE_NAMES, SITES, type SiteName } from "./sites.ts";
import { judge } from "./thresholds.ts";
import { visit } from "./visit.ts";

/** A phone's link, as Lighthouse assumes it. To connect takes one round trip, with QUIC as with bare TCP. */
const SPEED: Speed = { roundTrip: 150, down: 1.6, up: 0.75, handshake: 1 };

const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 3,
  hasTouch: true,
  isMobile: true,
  locale: "en-GB",
};

/** A site behind its edge, at the other end of its link. */
interface Place {
  readonly name: SiteName;
  readonly url: string;
  readonly edge: Edge;
  readonly link: Link;
  readonly close: () => Promise<void>;
}

const bench = join(import.meta.dirname, "..");
const progress = (text: string): boolean => process.stderr.write(`${text}\n`);

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    markdown: { type: "boolean", default: false },
    "write-docs": { type: "boolean", default: false },
  },
});
if (!/^[1-9]\d*$/.test(options.rounds)) throw new Error("--rounds is a whole number.");
installPeers();
const at = new Date().toISOString();
const [before = NaN] = loadavg();
const runs = await measure(Number(options.rounds));
const verdicts = judge(runs);
process.stdout.write(`\n${report(runs, verdicts, options.markdown ? asMarkdown : asText)}\n`);
await keep();
if (options["write-docs"]) await writeDocs();
process.exitCode = verdicts.every(({ holds }) => holds) ? 0 : 1;

async function measure(rounds: number): Promise<Run[]> {
  const browser = await launchBrowser();
  const places: Place[] = [];
  try {
    for (const name of SITE_NAMES) places.push(await open(name));
    progress("A round that does not count …");
    for (const place of places) await come(browser, place, 0);
    const all: Run[] = [];
    for (let round = 1; round <= rounds; round++) {
      for (const place of places) all.push(...(await come(browser, place, round)));
    }
    return all;
  } finally {
    await browser.close();
    for (const place of places) await place.close();
  }
}

async function open(name: SiteName): Promise<Place> {
  const { start, path } = SITES[name];
  const server = await start();
  const edge = await Edge.before(server.port);
  const link = await Link.to(edge.port, SPEED);
  const close = async (): Promise<void> => {
    link.close();
    edge.close();
    await server.stop();
  };
  return { name, url: `http://localhost:${link.port}${path}`, edge, link, close };
}

/** Somebody comes whom the site has never seen, and comes back later. */
async function come(
  browser: Browser,
  { name, url, edge, link }: Place,
  round: number,
): Promise<Run[]> {
  const context = await browser.newContext(PHONE);
  const all: Run[] = [];
  for (const which of VISITS) {
    const measured = await visit({
      context,
      site: SITES[name],
      url,
      edge,
      name: which === "first" ? `Visitor ${round}` : null,
      text: `Hello ${round} ${which}`,
    });
    const figures = figuresOf(measured);
    progress(`${round} ${name.padEnd(9)} ${which.padEnd(5)} ${line(figures)}`);
    all.push({ round, site: name, visit: which, figures });
    link.cut();
  }
  await context.close();
  return all;
}

/** Writes down all that was measured. */
async function keep(): Promise<void> {
  const folder = join(bench, "results");
  await mkdir(folder, { recursive: true });
  const file = `${folder}/pages-${at.replaceAll(":", "-")}.json`;
  const all = { at, machine: machine(true), load: before, speed: SPEED, runs, verdicts };
  await writeFile(file, JSON.stringify(all, null, 2));
  progress(`\nAll figures: ${file}`);
}

/** Puts the figures into the page that tells of them. */
async function writeDocs(): Promise<void> {
  const where = `Measured on ${at.slice(0, 10)}: ${machineText(machine(true))}`;
  const busy = `${options.rounds} rounds, begun at a load of ${before.toFixed(1)}`;
  await writePage("page-load.md", `${where}; ${busy}.\n\n${report(runs, verdicts, asMarkdown)}`);
}

/** The peers are not the project's: they are installed when they are first needed. */
function installPeers(): void {
  if (existsSync(join(bench, "node_modules/react"))) return;
  progress("Installing what the page is compared with …");
  execFileSync("npm", ["ci", "--prefix", bench], { stdio: ["ignore", "ignore", "inherit"] });
}
