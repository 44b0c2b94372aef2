// Bundles the page, and writes it as C++ for the squall command:
//   node studio/build.mjs OUT.cpp
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const source = join(dirname(fileURLToPath(import.meta.url)), "src");
const [out] = process.argv.slice(2);
if (!out) {
  console.error("usage: node studio/build.mjs OUT.cpp");
  process.exit(2);
}

const bundled = await build({
  entryPoints: { studio: join(source, "main.tsx") },
  outdir: "/",
  bundle: true,
  write: false,
  format: "esm",
  target: "es2022",
  minify: true,
  jsx: "automatic",
  jsxImportSource: "preact",
  legalComments: "inline",
  logLevel: "warning",
});
const content = (end) => bundled.outputFiles.find((f) => f.path.endsWith(end)).contents;
const files = [
  ["index.html", "text/html; charset=utf-8", readFileSync(join(source, "index.html"))],
  ["studio.js", "text/javascript; charset=utf-8", content(".js")],
  ["studio.css", "text/css; charset=utf-8", content(".css")],
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
