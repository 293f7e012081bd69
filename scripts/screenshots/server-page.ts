/** The server's page of a room, as it would be at another time. */

import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Node runs no JSX: what renders the page is bundled first. */
const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL("../../src/worker/page.tsx", import.meta.url))],
  bundle: true,
  format: "esm",
  write: false,
});
const renderer = Buffer.from(outputFiles[0]?.contents ?? "").toString("base64");
const { RoomPage }: { RoomPage: (props: object) => unknown } = await import(
  `data:text/javascript;base64,${renderer}`
);

/** What the page cannot tell of whom it is for. */
interface Reader {
  readonly address: string;
  readonly timeZone: string;
  readonly now: number;
}

/** Renders what a page's script starts from, as the server does; leaves alone what is no room's page. */
export function renderedAnew(page: string, reader: Reader): string {
  const [, language] = /<html lang="([^"]+)"/.exec(page) ?? [];
  const [, script] = /<script type="module" src="([^"]+)"/.exec(page) ?? [];
  const [, state] = /id="state">(.*?)<\/script>/s.exec(page) ?? [];
  if (state === undefined) return page;
  const history: object = JSON.parse(state);
  return `<!doctype html>${String(RoomPage({ history, language, script, ...reader }))}`;
}
