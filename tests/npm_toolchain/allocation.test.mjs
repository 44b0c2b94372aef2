// The allocator of modules, under random use.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { obtainClang } from "../../js-shim/npm_toolchain/clang_package.mjs";
import { Compiler } from "../../js-shim/npm_toolchain/compiler.mjs";
import { linkModule } from "../../js-shim/npm_toolchain/flags.mjs";
import { readDependencies } from "../../js-shim/npm_toolchain/objects.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const compiler = new Compiler(obtainClang(root, console.log));
after(() => compiler.close());
let module;
/** A new instance, with memory of its own. */
const start = () => {
  const { exports } = new WebAssembly.Instance(module, {});
  exports._initialize();
  return exports;
};

before(async () => {
  const sources = [
    "wasm/standard_library/allocation.cpp",
    "wasm/npm_toolchain/exit.cpp",
    "tests/npm_toolchain/allocation_stress.cpp",
  ];
  compiler.add(sources.map((path) => [`/${path}`, new Uint8Array(readFileSync(join(root, path)))]));
  const options = [
    "-std=c++20",
    "-O2",
    "-fno-exceptions",
    "-fno-rtti",
    "-fno-builtin",
    "-fintegrated-cc1",
    "-Wall",
    "-Wextra",
  ];
  const objects = await Promise.all(
    sources.map(async (path, i) => {
      const object = `/out/${i}.o`;
      const { code, stderr, outputs } = await compiler.run(
        ["clang++", ...options, "-c", `/${path}`, "-o", object],
        [object],
      );
      assert.equal(code + stderr, "0", stderr);
      return [`/objects/${i}.o`, outputs[0][1]];
    }),
  );
  compiler.add(objects);
  const args = linkModule(
    objects.map(([path]) => path),
    "/out/m.wasm",
  ).filter((arg, i, all) => arg !== "-u" && all[i - 1] !== "-u");
  const { stderr, outputs } = await compiler.run(args, ["/out/m.wasm"]);
  assert.ok(outputs.length, stderr);
  module = new WebAssembly.Module(outputs[0][1]);
});

test("blocks are aligned, apart, and keep what was written; memory stops growing", () => {
  for (const seed of [1, 2026, 0x5ca1ab1e]) {
    const { stress, memory } = start();
    assert.equal(stress(seed, 6_000), 0);
    const pages = memory.buffer.byteLength;
    for (let again = 1; again <= 3; again++) assert.equal(stress(seed, 6_000), 0);
    // The sizes of each run are others in another place: a little more, not four times as much.
    assert.ok(memory.buffer.byteLength <= pages * 1.1, `${pages} bytes, then ${memory.buffer.byteLength}`);
  }
});
test("memory that something else has grown in between is left alone", () => {
  const { stress, grow } = start();
  for (let i = 0; i < 20; i++) {
    grow();
    assert.equal(stress(7 + i, 500), 0);
  }
});
test("what no memory holds is refused, and nothing is lost by it", () => {
  const { stress, refuses } = start();
  for (const size of [0x7fff_fff8, 0x7fff_ffff, 0x8000_0000, 0xffff_fff0, 0xffff_ffff])
    assert.equal(refuses(size), 1, `${size}`);
  assert.equal(stress(3, 500), 0);
});
test("a list of dependencies has paths with spaces and lines that go on", () => {
  assert.deepEqual(readDependencies("/out/a.o: /project/src/my\\ notes.cpp \\\n  /project/./src/../b.hpp\n"), [
    "/project/src/my notes.cpp",
    "/project/b.hpp",
  ]);
});
