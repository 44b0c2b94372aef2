// Stack traces with names in place of the numbers of a module's functions.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Reader } from "../parts/reader.mjs";
import { buildOf, buildPattern, functionNames, hasLines, splitModule } from "./module_bytes.mjs";

const frame = /wasm-function\[(\d+)\](?::(0x[0-9a-f]+|\d+))?/;

/** What a names file (squall.names.wasm) knows. */
export function readSymbols(file) {
  const bytes = readFileSync(file);
  const { core, custom } = splitModule(bytes);
  const names = functionNames(custom);
  if (names.size === 0)
    throw new Error(`${file} has no names: it is the module that is deployed, not the one beside it`);
  return { file, bytes, build: buildOf(core), names, hasLines: hasLines(custom) };
}

/**
 * The text of a trace with `name` and, where the build has them, `at file:line` behind each frame of the module. Throws when a frame
 * is of another build than `symbols`, or of an unknown one and that is not allowed.
 */
export function symbolize(trace, symbols, { allowUnknownBuild = false } = {}) {
  const lines = trace.split("\n");
  // Some programs break a frame's address from its function; the build of a trace is that of its frames.
  lines.forEach((line, i) => {
    if (!frame.test(line)) return;
    const build = buildPattern.exec(line)?.[1];
    if (build === symbols.build || (build === undefined && allowUnknownBuild)) return;
    throw new Error(
      build === undefined
        ? `line ${i + 1} does not say which build it is of; --any-build takes it for ${symbols.build}, that of ${symbols.file}`
        : `line ${i + 1} is of build ${build}; ${symbols.file} is of build ${symbols.build}. Use the squall.names.wasm of that build`,
    );
  });
  const places = symbols.hasLines ? placesOf(lines, symbols) : new Map();
  return lines
    .map((line) => {
      const found = frame.exec(line);
      if (!found) return line;
      const name = symbols.names.get(Number(found[1])) ?? `function ${found[1]}`;
      const place = places.get(found[2]);
      const indent = /^\s*(at )?/.exec(line)[0];
      return `${indent}${name}${place ? ` (${place})` : ` (wasm-function[${found[1]}]${found[2] ? `:${found[2]}` : ""})`}`;
    })
    .join("\n");
}

/** file:line of each address, read from the module's DWARF by llvm-symbolizer. Nothing where there is none. */
function placesOf(lines, { file, bytes }) {
  const addresses = [...new Set(lines.map((line) => frame.exec(line)?.[2]).filter(Boolean))];
  const program = findSymbolizer();
  if (addresses.length === 0 || program === undefined) return new Map();
  // DWARF counts from the beginning of the code; a trace from the beginning of the module. A frame that has called another one stands
  // behind its call.
  const start = codeStart(bytes);
  const args = [`--obj=${file}`, "--output-style=GNU", "--no-demangle", "--functions=none", "--no-inlines"];
  const asked = addresses.map((address) => `0x${(Number(address) - start).toString(16)}`);
  const { status, stdout } = spawnSync(program, [...args, ...asked], { encoding: "utf8" });
  if (status !== 0) return new Map();
  const found = stdout.split("\n").filter((line) => /:\d/.test(line));
  if (found.length !== addresses.length) return new Map();
  return new Map(addresses.map((address, i) => [address, found[i].replace(/ \(discriminator.*$/, "")]).filter(isKnown));
}
const isKnown = ([, place]) => !/^\?\?|:[0?]$/.test(place);

function codeStart(bytes) {
  const reader = new Reader(bytes, 8);
  for (;;) {
    const id = reader.byte();
    const size = reader.unsigned();
    if (id === 10) return reader.at;
    reader.take(size);
  }
}

/** llvm-symbolizer, as distributions call it. */
function findSymbolizer() {
  const versions = Array.from({ length: 12 }, (_, i) => `llvm-symbolizer-${25 - i}`);
  for (const name of ["llvm-symbolizer", ...versions])
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      const path = join(folder, name);
      if (existsSync(path)) return path;
    }
  return undefined;
}
