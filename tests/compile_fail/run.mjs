// Compiles every wrong program with both compilers. Each must fail, and the sentence after "// expect: " must stand in one of the
// first three lines that say "error:" and among the first twelve lines of all.
// "// only: clang++" in the second line: what only that compiler can tell.
//   node tests/compile_fail/run.mjs [NAME…]
// Most of a compiler's time is its start, so programs are compiled many at a time, each in a namespace. One whose sentence is not found
// there (two programs may meet the same wrong type, which is reported once) is compiled alone, and that decides.
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { blocksByProgram } from "./diagnostics.mjs";

const here = import.meta.dirname;
const root = join(here, "../..");
const out = join(root, "build/compile_fail");
const [firstErrors, firstLines, together] = [3, 12, 24];

const headers = join(root, "build/native/include/pfr");
if (!existsSync(headers)) {
  console.error("build/native is missing: run ./dev build first");
  process.exit(2);
}
const flags = ["-std=c++20", "-isystem", headers, `-I${join(root, "include")}`, `-I${here}`];
const compilers = {
  "g++": {
    precompiled: "all.hpp.gch",
    use: (header) => ["-include", header],
    options: ["-fno-diagnostics-show-caret", "-fmax-errors=0"],
  },
  "clang++": {
    precompiled: "all.hpp.pch",
    use: (header) => ["-include-pch", `${header}.pch`],
    options: ["-ferror-limit=0"],
  },
};
const headerOf = (compiler) => join(out, compiler, "all.hpp");

const runFile = promisify(execFile);
/** Returns { passes, said }. */
async function compile(compiler, args) {
  const options = { env: { ...process.env, LC_ALL: "C" }, encoding: "utf8", maxBuffer: 1 << 28 };
  try {
    const { stderr } = await runFile(compiler, [...flags, ...args], options);
    return { passes: true, said: stderr };
  } catch (error) {
    if (typeof error.code !== "number") throw error;
    return { passes: false, said: error.stderr };
  }
}

/** The language is compiled once for each compiler. */
async function precompile(compiler) {
  mkdirSync(join(out, compiler), { recursive: true });
  writeFileSync(headerOf(compiler), `#include "${here}/programs.hpp"\n`);
  const made = join(out, compiler, compilers[compiler].precompiled);
  const { passes, said } = await compile(compiler, ["-x", "c++-header", headerOf(compiler), "-o", made]);
  if (!passes) throw new Error(`${compiler} does not compile programs.hpp:\n${said}`);
}
const check = (compiler, file, isPrecompiled = true) =>
  compile(compiler, [
    ...compilers[compiler].options,
    ...(isPrecompiled ? compilers[compiler].use(headerOf(compiler)) : []),
    "-fsyntax-only",
    file,
  ]);

const isExpected = (expected, lines) => {
  // What a header is included from stands before the message only where no header is precompiled.
  const said = lines.filter((line) => !/^(In file included| {10,})/.test(line));
  const has = (some) => some.some((line) => line.includes(expected));
  return has(said.slice(0, firstLines)) && has(said.filter((line) => line.includes("error:")).slice(0, firstErrors));
};

function readProgram(name) {
  const file = join(here, `${name}.cpp`);
  const text = readFileSync(file, "utf8");
  const [first, second] = text.split("\n");
  const expected = /^\/\/ expect: (.+)$/.exec(first)?.[1];
  if (!expected) throw new Error(`${name}.cpp does not begin with "// expect: "`);
  return {
    name,
    file,
    expected,
    only: /^\/\/ only: (.+)$/.exec(second)?.[1],
    // A precompiled header of g++ forgets the pragmas in it.
    isAlone: /^\/\/ without the precompiled header$/m.test(text),
    includes: (text.match(/^#include .+$/gm) ?? []).filter((line) => !line.includes("programs.hpp")),
  };
}

/** Returns the message of a failure, or undefined. */
async function failureAlone(compiler, { name, file, expected, isAlone }) {
  const { passes, said } = await check(compiler, file, !(isAlone && compiler === "g++"));
  if (passes) return `FAILED ${compiler} ${name}: it compiles`;
  const lines = said.split("\n");
  if (isExpected(expected, lines)) return undefined;
  const shown = lines.filter((line) => /error:|required from/.test(line)).slice(0, 6);
  return [
    `FAILED ${compiler} ${name}: expected "${expected}", said`,
    ...shown.map((line) => `    ${line.slice(0, 220)}`),
  ].join("\n");
}

/** The programs of which compiling them together says what is expected. */
async function foundTogether(compiler, programs, number) {
  const file = join(out, compiler, `${number}.cpp`);
  const includes = new Set(programs.flatMap((program) => program.includes));
  const namespaces = programs.map((program, i) => `namespace program_${i} {\n#include "${program.file}"\n}`);
  writeFileSync(file, [...includes, ...namespaces, ""].join("\n"));
  const { said } = await check(compiler, file);
  const blocks = blocksByProgram(said.split("\n"), here);
  return programs.filter(({ name, expected }) => isExpected(expected, blocks.get(name) ?? []));
}

/** Runs jobs, as many at a time as there are cores. */
async function runAll(jobs) {
  const waiting = jobs.values();
  const work = async () => {
    for (const job of waiting) await job();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
}

/**
 * Lists of programs to compile together: those that include the same headers, and never two with one sentence, for what both
 * instantiate is reported once.
 */
function divided(programs) {
  const lists = [];
  for (const program of programs.toSorted((a, b) => (a.includes.join() < b.includes.join() ? -1 : 1))) {
    const fits = (list) => list.length < together && list.every(({ expected }) => expected !== program.expected);
    const list = lists.find(fits);
    if (list) list.push(program);
    else lists.push([program]);
  }
  return lists;
}

const names = process.argv.slice(2);
const programs = (
  names.length > 0
    ? names.map((name) => basename(name, ".cpp"))
    : readdirSync(here)
        .filter((file) => file.endsWith(".cpp"))
        .map((file) => basename(file, ".cpp"))
).map(readProgram);

await Promise.all(Object.keys(compilers).map(precompile));
const counts = { passed: 0, failed: 0, alone: 0 };
const batches = [];
const alone = [];
for (const compiler of Object.keys(compilers)) {
  const own = programs.filter(({ only }) => only === undefined || only === compiler);
  const batched = own.filter(({ isAlone }) => !isAlone);
  alone.push(...own.filter(({ isAlone }) => isAlone).map((program) => [compiler, program]));
  batches.push(...divided(batched).map((some) => [compiler, some]));
}
await runAll(
  batches.map(([compiler, some], number) => async () => {
    const found = new Set(await foundTogether(compiler, some, number));
    counts.passed += found.size;
    alone.push(...some.filter((program) => !found.has(program)).map((program) => [compiler, program]));
  }),
);
await runAll(
  alone.map(([compiler, program]) => async () => {
    const failure = await failureAlone(compiler, program);
    counts[failure ? "failed" : "passed"]++;
    if (failure) console.log(failure);
  }),
);
console.log(
  `compile_fail: ${counts.passed} passed, ${counts.failed} failed (${programs.length} programs, g++ and clang++; ${alone.length} compiled alone)`,
);
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
