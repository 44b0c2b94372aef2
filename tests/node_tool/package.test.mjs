// The package holds the command, and all of it: the module, Node's side, and nothing that has to be compiled or fetched first.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { brotliDecompressSync } from "node:zlib";
import { commands, npxCommands } from "../migrations/tool.mjs";
import { inNode, root, run } from "./tools.mjs";

const sources = ["squall.mjs", ...readdirSync(join(root, "js-shim/tool")).map((name) => `tool/${name}`)];

test("npm packs the module and Node's side of it", () => {
  const packed = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: root,
    encoding: "utf8",
  });
  const files = JSON.parse(packed)[0].files.map(({ path }) => path);
  for (const file of ["dist/tool.wasm.br", ...sources.map((name) => `js-shim/${name}`)])
    assert.ok(files.includes(file), file);
});

test("it imports Node's own modules alone", () => {
  for (const name of sources.filter((name) => name.startsWith("tool/"))) {
    const text = readFileSync(join(root, "js-shim", name), "utf8");
    for (const [, from] of text.matchAll(/(?:from|import\()\s*"([^"]+)"/g))
      assert.ok(
        from.startsWith("./") || (from.startsWith("node:") && builtinModules.includes(from.slice(5))),
        `${name}: ${from}`,
      );
  }
});

test("the module has at most 4 MB, and 1 MB compressed", () => {
  const compressed = readFileSync(join(root, "dist/tool.wasm.br"));
  const bytes = brotliDecompressSync(compressed);
  console.log(`# tool.wasm: ${bytes.length} bytes, ${compressed.length} compressed`);
  assert.ok(bytes.length <= 4 << 20, `${bytes.length} bytes`);
  assert.ok(compressed.length <= 1 << 20, `${compressed.length} bytes compressed`);
});

test("it knows its version, lists all commands, and refuses what it does not know", () => {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  assert.equal(run(inNode, ["--version"]).out.toString(), `${version}\n`);
  const help = run(inNode, ["--help"]);
  assert.equal(help.code, 0);
  for (const command of [...commands, ...npxCommands])
    assert.match(help.out.toString(), new RegExp(`^  ${command} `, "m"), command);
  assert.equal(run(inNode, ["nonsense"]).code, 2);
  assert.equal(run(inNode, []).code, 2);
  assert.equal(run(inNode, ["init"]).code, 2);
});
