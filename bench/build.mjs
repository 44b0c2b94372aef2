// CPU time of the compilers, without the compilers' cache: a small and a large repository file, all of them together (a full
// build of the repositories), the link, a statement (statements.mjs), and ./dev build as a whole (whole_builds.mjs). A change of a file costs that file and the link.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { cpuOf } from "./cpu.mjs";
import { statementCosts } from "./statements.mjs";
import { summary } from "./statistics.mjs";
import { wholeBuilds } from "./whole_builds.mjs";
import { root } from "./workerd.mjs";

const files = { small: "src/repositories/users.cpp", large: "src/repositories/traces.cpp" };
const rounds = 3;

const rounded = (seconds) => Number(seconds.toPrecision(3));

/** The commands of a build folder: a file of the target of all repositories, and a product's link. */
function commandsOf(preset) {
  const folder = join(root, "build", preset);
  const database = join(folder, "compile_commands.json");
  if (!existsSync(database)) throw new Error(`build/${preset} is missing: run it by ./dev bench build`);
  const known = JSON.parse(readFileSync(database, "utf8"));
  const compile = (file) =>
    known.find((c) => c.file.endsWith(file) && c.command.includes("/iofold_functions.dir/")).command;
  const link = (product) =>
    execFileSync("ninja", ["-t", "commands", "-s", product], { cwd: folder, encoding: "utf8" }).trim();
  return { folder, compile, link };
}

/** The repository files of a module, by the includes of its header. */
const filesOf = (header) =>
  [...readFileSync(join(root, header), "utf8").matchAll(/#include "(?:repositories\/)?(\w+)\.hpp"/g)].map(
    ([, domain]) => `${domain}.cpp`,
  );

export async function run() {
  const all = readdirSync(join(root, "src/repositories")).filter((name) => name.endsWith(".cpp"));
  const rows = [];
  const seconds = {};
  for (const [preset, compiler] of [
    ["native", "g++"],
    ["wasm", "em++"],
  ]) {
    const { folder, compile } = commandsOf(preset);
    const middle = (file) => summary(Array.from({ length: rounds }, () => cpuOf(compile(file), folder))).median;
    const row = { compiler, small_s: rounded(middle(files.small)), large_s: rounded(middle(files.large)) };
    seconds[preset] = Object.fromEntries(all.map((name) => [name, cpuOf(compile(`/repositories/${name}`), folder)]));
    row.all_s = rounded(Object.values(seconds[preset]).reduce((a, b) => a + b, 0));
    rows.push(row);
    console.log(
      `  ${compiler}: ${basename(files.small)} ${row.small_s} s, ${basename(files.large)} ${row.large_s} s, all ${all.length} files ${row.all_s} s`,
    );
  }
  const { folder, link } = commandsOf("wasm");
  const modules = [
    ["bench_foundation.wasm", filesOf("bench/module/foundation.hpp")],
    ["bench_half.wasm", filesOf("bench/module/half.hpp")],
    ["squall.wasm", all],
  ].map(([product, sources]) => ({
    product,
    domains: sources.length,
    compile_s: rounded(sources.reduce((sum, name) => sum + seconds.wasm[name], 0)),
    link_s: rounded(summary(Array.from({ length: rounds }, () => cpuOf(link(product), folder))).median),
  }));
  for (const m of modules)
    console.log(`  ${m.product}: ${m.domains} domains compiled in ${m.compile_s} s, linked in ${m.link_s} s`);
  const statements = statementCosts();
  console.log(`  g++: the language's header ${statements.header_s} s, a statement ${statements.statement_ms} ms`);
  return [
    { name: "repository files", files, rows },
    { name: "modules", rows: modules },
    { name: "statements", rows: [statements] },
    { name: "whole builds", rows: [wholeBuilds()] },
  ];
}
