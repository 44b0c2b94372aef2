// Bytes of an application's own code in its module, now and at a revision: node bench/function_bytes.mjs REVISION. The module is
// worker/examples/mail, whose sources have stayed the same: what differs is the library's. Sizes are the linker's, before
// wasm-opt; `./dev test` or `./dev build` makes build/wasm/mail.map of today's.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const [revision] = process.argv.slice(2);
if (revision === undefined) {
  console.error("usage: node bench/function_bytes.mjs REVISION");
  process.exit(2);
}
const run = (cwd, program, ...args) => execFileSync(program, args, { cwd, stdio: ["ignore", "pipe", "inherit"] });

/** The module and its map of symbols, as the linker wrote them. */
const made = (folder) => ({
  map: readFileSync(join(folder, "build/wasm/mail.map"), "utf8"),
  module: statSync(join(folder, "build/wasm/mail.wasm")).size,
});
function madeAt(commit) {
  const folder = mkdtempSync(join(tmpdir(), "squall-revision-"));
  run(root, "git", "worktree", "add", "--force", "--detach", folder, commit);
  try {
    for (const name of ["node_modules", ".node"]) symlinkSync(join(root, name), join(folder, name));
    run(folder, "cmake", "--preset", "wasm", "-DSQUALL_TESTS=OFF");
    run(folder, "cmake", "--build", "--preset", "wasm", "--target", "mail");
    return made(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    run(root, "git", "worktree", "prune");
  }
}

const kindOf = (symbol) => {
  if (!symbol.includes("4mail")) return "the library";
  if (symbol.startsWith("_ZN4mail")) return "functions";
  if (symbol.startsWith(".")) return "their data";
  return "what the library instantiates for them";
};
function bytesOf({ map, module }) {
  const bytes = { functions: 0, "what the library instantiates for them": 0, "their data": 0, "the library": 0 };
  for (const [, size, symbol] of map.matchAll(/^\s*\S+\s+\S+\s+([0-9a-f]+)\s+lto\.tmp:\((\S+)\)$/gm))
    bytes[kindOf(symbol)] += Number.parseInt(size, 16);
  return { ...bytes, "the module": module };
}

const [before, now] = [bytesOf(madeAt(revision)), bytesOf(made(root))];
console.log(`${"bytes".padEnd(40)}${revision.padStart(10)}${"now".padStart(10)}`);
for (const kind of Object.keys(now))
  console.log(`${kind.padEnd(40)}${String(before[kind]).padStart(10)}${String(now[kind]).padStart(10)}`);
