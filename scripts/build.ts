/**
 * Bundles what browsers run, for each language by itself: `npm run build`. A script has a digest of
 * its content in its name, and a page names the one that it begins with: so it never gets that of
 * another deploy, and the browser may keep it for good. Their names are written down for the worker.
 * Only the service worker has an address that stays.
 */

import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type BuildOptions, type Metafile, type OutputFile, type Plugin } from "esbuild";
import { minify } from "terser";
import { LANGUAGES, type Language } from "../src/presentation/language.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const SCRIPTS = "public/dist/scripts";

const options = {
  absWorkingDir: ROOT,
  bundle: true,
  // What it gives is smaller still once it is minified for a second time: see `write`.
  minify: true,
  write: false,
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
const main = await inEachLanguage("src/client/main.tsx");
const threads = await inEachLanguage("src/client/threads.tsx");
const offline = await build({
  ...options,
  entryPoints: ["src/offline/offline.ts"],
  outfile: "public/dist/offline.js",
});
await write(offline.outputFiles);
const named = { main: main.scripts, threads: threads.scripts };
await writeFile(`${ROOT}src/worker/scripts.json`, `${JSON.stringify(named, null, 2)}\n`);
await removeAllBut(new Set([...main.files, ...threads.files]));

/** What was built from the script of a page. */
interface Built {
  /** For each language, the address of the page's script. */
  readonly scripts: Readonly<Record<string, string>>;
  readonly files: readonly string[];
}

/** One by one: what two pages share would become a file of its own, and each page have one more. */
async function inEachLanguage(page: string): Promise<Built> {
  const scripts: Record<string, string> = {};
  const files: string[] = [];
  for (const language of LANGUAGES) {
    const built = await bundle(page, language);
    scripts[language] = scriptWith(page, built).replace("public/", "/");
    files.push(...Object.keys(built));
  }
  return { scripts, files };
}

async function bundle(page: string, language: Language): Promise<Metafile["outputs"]> {
  const { metafile, outputFiles } = await build({
    ...options,
    entryPoints: [page],
    splitting: true,
    outdir: SCRIPTS,
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    metafile: true,
    plugins: [laterParts(page), textsIn(language)],
  });
  await write(outputFiles);
  return metafile.outputs;
}

/**
 * Writes scripts down, each with its map, as small as can be: a first visit's is 3 % smaller by it.
 * Their names stay those that they were bundled with: another way to minify makes no other script.
 */
async function write(files: readonly OutputFile[]): Promise<void> {
  for (const { path, text } of files.filter((file) => file.path.endsWith(".js"))) {
    const map = `${path}.map`;
    const minified = await minify(text, {
      module: true,
      compress: { passes: 3 },
      sourceMap: {
        content: files.find((file) => file.path === map)?.text ?? "",
        includeSources: true,
        asObject: true,
        url: basename(map),
      },
    });
    if (!minified.code) throw new Error(`Nothing is left of ${path}.`);
    await writeFile(path, minified.code);
    await writeFile(map, JSON.stringify(minified.map));
  }
}

/**
 * esbuild would put what a page shares with each of its later parts into one more file. But whoever
 * loads such a part has the whole page already: if the part imports the page, one file has it all.
 */
function laterParts(page: string): Plugin {
  return {
    name: "later parts",
    setup(building) {
      building.onResolve({ filter: /\.tsx?$/ }, ({ kind, path, resolveDir }) => {
        if (kind !== "dynamic-import") return null;
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

/** No reader loads the texts of a language that their page does not speak. */
function textsIn(language: Language): Plugin {
  const others = LANGUAGES.filter((other) => other !== language).join("|");
  return {
    name: `texts in ${language}`,
    setup(building) {
      const filter = new RegExp(`[\\\\/]presentation[\\\\/](?:${others})(?:-\\w+)?\\.ts$`);
      building.onLoad({ filter }, async ({ path }) => {
        const [, name] = /^export const (\w+)/m.exec(await readFile(path, "utf8")) ?? [];
        return { contents: `export const ${name} = undefined;` };
      });
    },
  };
}

/** What a page's own script is in. The entry that esbuild names after it only leads on to that. */
function scriptWith(page: string, files: Metafile["outputs"]): string {
  const path = Object.keys(files).find((file) => files[file]?.inputs[page]);
  if (path === undefined) throw new Error(`Nothing was built from ${page}.`);
  return path;
}

/** Comes last: a server that runs meanwhile still needs the former files. */
async function removeAllBut(built: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(`${ROOT}${SCRIPTS}`)) {
    if (!built.has(`${SCRIPTS}/${name}`)) await rm(`${ROOT}${SCRIPTS}/${name}`);
  }
}
