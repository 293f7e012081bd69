/**
 * Bundles what browsers run: `npm run build`. A script has a digest of its content in its name, and a
 * page names the scripts that it begins with: so it never gets those of another deploy, and the
 * browser may keep them for good. Their names are written down for the worker. Only the service
 * worker has an address that stays.
 */

import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type BuildOptions, type Metafile, type Plugin } from "esbuild";
import { LANGUAGES } from "../src/presentation/language.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SCRIPTS = "public/dist/scripts";

const options = {
  absWorkingDir: ROOT,
  bundle: true,
  minify: true,
  // What libraries keep to themselves: a name on the wire or in the DOM never begins so.
  mangleProps: /^_/,
  // What libraries say to whoever builds with them: our own code writes nothing there.
  drop: ["console"],
  sourcemap: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  jsxImportSource: "preact",
  logLevel: "warning",
} as const satisfies BuildOptions;

await mkdir(`${ROOT}${SCRIPTS}`, { recursive: true });
// One by one: what two pages share would become a file of its own, and each page have one more.
const main = await bundle("src/client/main.tsx");
const threads = await bundle("src/client/threads.tsx");
await build({
  ...options,
  entryPoints: ["src/offline/offline.ts"],
  outfile: "public/dist/offline.js",
});
const named = { main: byLanguage(main), threads: byLanguage(threads) };
await writeFile(`${ROOT}src/worker/scripts.json`, `${JSON.stringify(named, null, 2)}\n`);
await removeAllBut(new Set([main, threads].flatMap(({ files }) => Object.keys(files))));

interface Bundle {
  readonly source: string;
  /** Everything that was built from it. */
  readonly files: Metafile["outputs"];
}

async function bundle(source: string): Promise<Bundle> {
  const { metafile } = await build({
    ...options,
    entryPoints: [source],
    splitting: true,
    outdir: SCRIPTS,
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    metafile: true,
    plugins: [laterParts(source)],
  });
  return { source, files: metafile.outputs };
}

/**
 * esbuild would put what a page shares with each of its later parts into one more file. But whoever
 * loads such a part has the whole page already: if the part imports the page, one file has it all.
 * Not so the texts, for which the page itself waits.
 */
function laterParts(page: string): Plugin {
  return {
    name: "later parts",
    setup(building) {
      building.onResolve({ filter: /\.tsx?$/ }, ({ kind, path, resolveDir }) => {
        if (kind !== "dynamic-import" || path.includes("/presentation/")) return null;
        return { path: resolve(resolveDir, path), pluginData: { later: true } };
      });
      building.onLoad({ filter: /\.tsx?$/ }, async ({ path, pluginData }) => {
        if (!pluginData?.later) return null;
        const contents = `${await readFile(path, "utf8")}\nimport "${ROOT}${page}";`;
        return { contents, loader: "tsx" };
      });
    },
  };
}

/** For each language, the addresses of what a page needs before it starts, its own script first. */
function byLanguage({ source, files }: Bundle): Record<string, string[]> {
  return Object.fromEntries(
    LANGUAGES.map((language) => {
      const texts = `src/presentation/${language}.ts`;
      const needed = [source, texts].flatMap((of) => withImports(builtFrom(of, files), files));
      const addresses = needed.map((path) => path.replace("public/", "/"));
      return [language, Array.from(new Set(addresses))];
    }),
  );
}

function builtFrom(source: string, files: Metafile["outputs"]): string {
  const path = Object.keys(files).find((file) => files[file]?.entryPoint === source);
  if (path === undefined) throw new Error(`Nothing was built from ${source}.`);
  return path;
}

/** A file, and what it imports before it runs. */
function withImports(path: string, files: Metafile["outputs"]): string[] {
  const imports = files[path]?.imports ?? [];
  const needed = imports.filter(({ kind }) => kind === "import-statement");
  return [path, ...needed.flatMap((it) => withImports(it.path, files))];
}

/** Comes last: a server that runs meanwhile still needs the former files. */
async function removeAllBut(built: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(`${ROOT}${SCRIPTS}`)) {
    if (!built.has(`${SCRIPTS}/${name}`)) await rm(`${ROOT}${SCRIPTS}/${name}`);
  }
}
