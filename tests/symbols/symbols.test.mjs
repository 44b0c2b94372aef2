// Names in stack traces: the module with names beside the one that is deployed, squall symbolize, and maps of the JavaScript.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bundleDomains } from "../../js-shim/bundle_domains.mjs";
import { finishModule } from "../../js-shim/symbols/finish_module.mjs";
import { functionNames, splitModule } from "../../js-shim/symbols/module_bytes.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = mkdtempSync(join(tmpdir(), "squall-symbols-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const modules = ["dist", ...["steps", "faults", "mail", "shop"].map((name) => `build/${name}`)].map((name) =>
  join(root, name),
);

/** The stack of the error that a function of the module `faults` stops with, by the entry for Node. */
async function stackOf(place, name) {
  const { open } = await import(pathToFileURL(join(place, "node.js")).href);
  const db = open({ prepare() {}, batch() {} });
  const error = await db.traps[name]().then(assert.fail, (error) => error);
  assert.equal(error.kind, "internal");
  return error.cause.stack;
}
function run(args, input) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, "js-shim/squall.mjs"), "symbolize", ...args],
    {
      input,
      encoding: "utf8",
    },
  );
  return { status, stdout, stderr };
}
const faults = join(root, "build/faults");
const names = join(faults, "squall.names.wasm");
const stripped = join(folder, "faults");
cpSync(faults, stripped, { recursive: true });
rmSync(join(stripped, "squall.names.wasm"));

test("the module that is deployed and the one with names have the same code and data, byte for byte", () => {
  for (const place of modules) {
    const small = splitModule(readFileSync(join(place, "squall.wasm")));
    const named = splitModule(readFileSync(join(place, "squall.names.wasm")));
    assert.ok(small.core.equals(named.core), place);
    assert.equal(functionNames(small.custom).size, 0);
    assert.ok(functionNames(named.custom).size > 50, place);
    assert.ok(readFileSync(join(place, "squall.wasm")).length - small.core.length < 40, "more than the build's name");
  }
});
test("no module imports anything but what the shim supplies", () => {
  for (const place of modules) {
    const imports = WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(join(place, "squall.wasm"))));
    assert.deepEqual([...new Set(imports.map(({ module }) => module))], ["squall"], place);
  }
});
test("a module that needs an operating system is refused by what it needs", () => {
  const text = (name) => [name.length, ...Buffer.from(name)];
  const module = (...imports) => {
    const list = [imports.length, ...imports.flatMap(([from, name]) => [...text(from), ...text(name), 0, 0])];
    return Buffer.from([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 2, list.length, ...list]);
  };
  const wasi = "wasi_snapshot_preview1";
  assert.throws(
    () => finishModule(module([wasi, "clock_time_get"])),
    /clock_time_get: take the time from the plan: now\(\)/,
  );
  assert.throws(() => finishModule(module([wasi, "path_open"], ["env", "getenv"])), /path_open\n {2}env\.getenv\n/);
  assert.throws(() => finishModule(Buffer.from("MZ and so on")), /not a WebAssembly module/);
  assert.equal(finishModule(module(["squall", "now"])).length, 2);
});
test("the cause of a trap has names of C++ functions where the names file is", async () => {
  assert.match(await stackOf(faults, "overflow_stack"), /faults::.*dive\(/);
  assert.doesNotMatch(await stackOf(stripped, "overflow_stack"), /dive/);
});
test("squall symbolize puts the names into the trace of the module that is deployed", async () => {
  for (const [name, expected] of [
    ["overflow_stack", /at faults::.*dive\(.*\) \(wasm-function\[\d+\]:0x/],
    ["exhaust_memory", /at operator new\(unsigned long\) .*\n.*faults::traps::exhaust_memory/],
    ["abort", /faults::traps::abort/],
  ]) {
    const trace = `before\n${await stackOf(stripped, name)}\nbehind\n`;
    const { status, stdout, stderr } = run(["--names", names], trace);
    assert.equal(status, 0, stderr);
    assert.match(stdout, expected);
    assert.match(stdout, /^before\nRuntimeError: .*\n[^]*\nbehind\n$/);
    if (name !== "overflow_stack") assert.match(stdout, /at .*node\.js:\d+/, "frames of JavaScript stay");
    const file = join(folder, "trace.txt");
    writeFileSync(file, trace);
    assert.equal(run(["--names", names, file]).stdout, stdout);
  }
});
test("names of another build are refused, and so is a trace that names none, a module without names, and no file", async () => {
  const trace = await stackOf(stripped, "abort");
  const other = run(["--names", join(root, "build/steps/squall.names.wasm")], trace);
  assert.equal(other.status, 1);
  assert.match(other.stderr, /line 2 is of build [0-9a-f]{12}; .*squall\.names\.wasm is of build [0-9a-f]{12}/);
  const unknown = trace.replaceAll(/squall\.[0-9a-f]{12}-?/g, "");
  assert.match(run(["--names", names], unknown).stderr, /line 2 does not say which build it is of; --any-build/);
  assert.match(run(["--names", names, "--any-build"], unknown).stdout, /faults::traps::abort/);
  assert.match(run(["--names", join(faults, "squall.wasm")], trace).stderr, /has no names/);
  assert.match(run(["--names", join(folder, "none.wasm")], trace).stderr, /no such file/);
  assert.equal(run(["--nmaes", names], trace).status, 2);
});
test("a client with some of the domains has names of its own build", async () => {
  const out = join(folder, "jobs");
  await bundleDomains(["jobs"], out);
  const small = splitModule(readFileSync(join(out, "squall.wasm")));
  const named = splitModule(readFileSync(join(out, "squall.names.wasm")));
  assert.ok(small.core.equals(named.core));
  assert.ok([...functionNames(named.custom).values()].some((name) => name.includes("iofold::jobs::")));
});
test("each minified file of dist/ has a map, which leads to the line of its source", () => {
  const found = [];
  for (const [file, text, source] of [
    ["index.js", "squall", undefined],
    ["module.js", "the module stopped and was restarted; nothing was sent", "engine.ts"],
    ["shadow.js", "squall", undefined],
  ]) {
    const code = readFileSync(join(root, "dist", file), "utf8").split("\n");
    assert.equal(code.at(-2), `//# sourceMappingURL=${file}.map`);
    const map = new SourceMap(JSON.parse(readFileSync(join(root, "dist", `${file}.map`), "utf8")));
    const line = code.findIndex((line) => line.includes(text));
    const { originalSource, originalLine } = map.findEntry(line, code[line].indexOf(text));
    const path = join(root, "dist", originalSource);
    assert.ok(existsSync(path), path);
    if (source === undefined) continue;
    assert.equal(basename(path), source);
    // The text's own line, or that of the call it is an argument of.
    assert.ok(
      readFileSync(path, "utf8")
        .split("\n")
        .slice(originalLine, originalLine + 2)
        .join()
        .includes(text),
    );
    found.push(file);
  }
  assert.deepEqual(found, ["module.js"]);
});
