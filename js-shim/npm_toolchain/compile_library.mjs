// Fills dist/npm_toolchain: the library compiled for projects that build with the compiler from npm, and Boost.PFR's headers, which a
// machine without a C++ toolchain does not have.
//   node js-shim/npm_toolchain/compile_library.mjs
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { obtainClang } from "./clang_package.mjs";
import { Compiler } from "./compiler.mjs";
import { fast, header } from "./flags.mjs";
import { archiveFile, below, compiled, keyOf, librarySources, root } from "./library.mjs";
import { sourcesIn } from "./source_tree.mjs";

const places = ["/usr/include", "/usr/local/include", "/opt/homebrew/include"];
const boost = places.find((folder) => existsSync(join(folder, "boost/pfr.hpp")));
if (!boost) throw new Error(`boost/pfr.hpp is in none of ${places.join(", ")}`);
const pfr = join(compiled, "pfr/boost");
rmSync(pfr, { recursive: true, force: true });
mkdirSync(pfr, { recursive: true });
for (const name of ["pfr.hpp", "pfr"]) cpSync(join(boost, "boost", name), join(pfr, name), { recursive: true });
cpSync(join(root, "js-shim/npm_toolchain/LICENSE_1_0.txt"), join(compiled, "pfr/LICENSE_1_0.txt"));

const files = [...librarySources(), ...below("/squall/pfr", sourcesIn(dirname(pfr)))];
const key = keyOf(files);
const keyFile = join(compiled, "key");
if (existsSync(keyFile) && readFileSync(keyFile, "utf8") === key && existsSync(archiveFile)) process.exit();
for (const name of readdirSync(compiled)) if (name !== "pfr") rmSync(join(compiled, name));

const compiler = new Compiler(obtainClang(root, console.log));
/** Ends the process with the compiler's own words. */
const run = async (args, output) => {
  const { code, stderr, outputs } = await compiler.run(args, [output]);
  if (code === 0) return outputs;
  process.stderr.write(stderr);
  process.exit(1);
};
compiler.add(files);
const precompiled = "/out/fast.pch";
const made = await run(["clang++", ...fast, "-x", "c++-header", header, "-o", precompiled], precompiled);
compiler.add([["/toolchain/fast.pch", made[0][1]]]);
const sources = files.map(([path]) => path).filter((path) => path.endsWith(".cpp"));
const objects = await Promise.all(
  sources.map((source, i) => {
    const name = source
      .split("/")
      .pop()
      .replace(/\.cpp$/, "");
    const object = `/out/${i}_${name}.o`;
    // These sources say what standard functions are: the compiler must not know better.
    const own = /\/(npm_toolchain|standard_library)\//.test(source)
      ? ["-fno-builtin"]
      : ["-include-pch", "/toolchain/fast.pch"];
    return run(["clang++", ...fast, ...own, "-c", source, "-o", object], object);
  }),
);
const inputs = objects.flat().map(([path, bytes]) => [path.replace("/out/", "/objects/"), bytes]);
compiler.add(inputs);
const archive = "/out/library.a";
const [[, bytes]] = await run(["ar", "rcsD", archive, ...inputs.map(([path]) => path)], archive);
writeFileSync(archiveFile, brotliCompressSync(bytes)); // a quarter smaller than in the package's gzip
writeFileSync(keyFile, key);
await compiler.close();
