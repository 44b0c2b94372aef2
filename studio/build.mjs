// Bundles the page, and writes it as C++ for the squall command:
//   node studio/build.mjs OUT.cpp [NODE_MODULES…]
// NODE_MODULES are the folders that have esbuild, preact, CodeMirror and @dagrejs/dagre: beside this folder, or in the project that
// builds it. The editor of SQL is a file of its own, loaded with its page.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const folder = dirname(fileURLToPath(import.meta.url));
const source = join(folder, "src");
const [out, ...named] = process.argv.slice(2);
const modules = named.length > 0 ? named : [join(folder, "../node_modules")];
if (!out) {
  console.error("usage: node studio/build.mjs OUT.cpp [NODE_MODULES…]");
  process.exit(2);
}
const require = createRequire(import.meta.url);
const { build } = require(require.resolve("esbuild", { paths: modules.map(dirname) }));

const bundled = await build({
  nodePaths: modules,
  entryPoints: { studio: join(source, "main.tsx") },
  outdir: "/",
  bundle: true,
  write: false,
  splitting: true,
  chunkNames: "[name]-[hash]",
  metafile: true,
  format: "esm",
  target: "es2022",
  minify: true,
  jsx: "automatic",
  jsxImportSource: "preact",
  legalComments: "inline",
  logLevel: "warning",
});
/** The license of every package whose code is in the page, each text once. */
function licenses() {
  const packages = new Map();
  for (const input of Object.keys(bundled.metafile.inputs)) {
    const found = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(resolve(input));
    if (found) packages.set(found[2], found[1]);
  }
  const texts = new Map();
  for (const [name, at] of [...packages].sort()) {
    const { version, license } = JSON.parse(readFileSync(join(at, "package.json"), "utf8"));
    const file = ["LICENSE", "LICENSE.md", "license"].map((n) => join(at, n)).find(existsSync);
    if (!file) throw new Error(`${name} has no license text`);
    const text = readFileSync(file, "utf8").trim();
    texts.set(text, [...(texts.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  return [...texts].map(([text, names]) => `${names.join("\n")}\n\n${text}\n`).join(`\n${"-".repeat(80)}\n\n`);
}
const types = { js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8" };
const files = [
  ["index.html", "text/html; charset=utf-8", readFileSync(join(source, "index.html"))],
  ["licenses.txt", "text/plain; charset=utf-8", Buffer.from(licenses())],
  ...bundled.outputFiles.map((f) => [basename(f.path), types[f.path.split(".").at(-1)], f.contents]),
];

const quoted = { 0x22: '\\"', 0x5c: "\\\\", 0x0a: "\\n", 0x3f: "\\?" };
const character = (byte) =>
  quoted[byte] ?? (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, "0")}`);
/** Lines of 100 bytes: a compiler need not take one line of any length. */
function literal(bytes) {
  const lines = [];
  for (let i = 0; i < bytes.length; i += 100)
    lines.push(`    "${Array.from(bytes.subarray(i, i + 100), character).join("")}"`);
  return lines.join("\n");
}
const entries = files.map(
  ([path, type, bytes]) => `  {"${path}", "${type}", std::string_view(\n${literal(bytes)},\n    ${bytes.length})},`,
);
mkdirSync(dirname(out), { recursive: true });
writeFileSync(
  out,
  `// Written by studio/build.mjs.
#include "studio/page_files.hpp"

namespace squall::studio {
namespace {
constexpr page_file files[] = {
${entries.join("\n")}
};
}  // namespace
std::span<const page_file> page_files() { return files; }
}  // namespace squall::studio
`,
);
