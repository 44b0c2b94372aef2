// The application's own unit tests before the move and after it: node tests/compare/iofold/run.mjs PATH --unit-tests. The ten files
// are moved in a copy, and what docs/guide/iofold.md asks for is edited; every test that passed before must pass then, and the
// compiler must have nothing new to say. Before the edits, as many tests must fail as the guide says, or it asks for too much.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { commit, root } from "./application.mjs";
import { addTests, edit, sources, tests, written } from "./edits.mjs";
import { moveInPlace } from "./in_place.mjs";

const pnpm = "pnpm@9.15.0"; // the version that the application names
const { peerDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const sqlite = `@sqlite.org/sqlite-wasm@${peerDependencies["@sqlite.org/sqlite-wasm"]}`;

function copyOf(from, copy) {
  mkdirSync(copy);
  if (existsSync(join(from, "objects")) && existsSync(join(from, "HEAD"))) {
    const archive = execFileSync("git", ["--git-dir", from, "archive", commit], { maxBuffer: 1 << 30 });
    execFileSync("tar", ["-x", "-C", copy], { input: archive });
  } else cpSync(from, copy, { recursive: true, filter: (path) => !/^(node_modules|\.git)$/.test(basename(path)) });
}
/** Runs unit tests, all or those of some files; each test's name with its file, and whether it passed. */
function runOnce(copy, ...args) {
  const report = join(copy, "vitest.json");
  rmSync(report, { force: true });
  const vitest = ["vitest", "run", "--testTimeout=120000", "--reporter=json", `--outputFile=${report}`, ...args];
  const { stderr } = spawnSync("npx", vitest, { cwd: copy, encoding: "utf8" });
  if (!existsSync(report)) throw new Error(`vitest wrote no report: ${stderr}`);
  const all = new Map();
  for (const { name, assertionResults } of JSON.parse(readFileSync(report, "utf8")).testResults)
    for (const { fullName, status, failureMessages } of assertionResults) {
      if (status === "pending" || status === "skipped") continue;
      const file = relative(copy, name);
      all.set(`${file}: ${fullName}`, { file, passed: status === "passed", why: failureMessages?.[0] });
    }
  return all;
}
/** The application's sandbox waits five seconds for Python. On a busy machine that fails, so failing files run again, one by one. */
function run(copy) {
  const all = runOnce(copy);
  const files = new Set([...all.values()].filter(({ passed }) => !passed).map(({ file }) => file));
  return files.size === 0 ? all : new Map([...all, ...runOnce(copy, "--no-file-parallelism", ...files)]);
}
const typeErrors = (copy) =>
  spawnSync("npx", ["tsc", "--noEmit"], { cwd: copy, encoding: "utf8" })
    .stdout.split("\n")
    .filter((line) => line.includes("error TS"));
const passedIn = (all) => [...all.values()].filter(({ passed }) => passed).length;

/** Runs everything; returns what is not as it must be. */
export function runUnitTests(from, folder) {
  const failures = [];
  const copy = join(folder, "application");
  copyOf(from, copy);
  const install = (...args) =>
    execFileSync("npx", ["--yes", pnpm, ...args, "--ignore-scripts"], {
      cwd: copy,
      stdio: ["ignore", "ignore", "pipe"],
    });
  install("install", "--frozen-lockfile");
  const before = run(copy);
  const typesBefore = typeErrors(copy);
  console.log(`before the move: ${passedIn(before)} tests pass, ${typesBefore.length} errors of types`);

  const [{ filename }] = JSON.parse(
    execFileSync("npm", ["pack", "--json", "--pack-destination", folder], { cwd: root, encoding: "utf8" }),
  );
  install("add", "-D", join(folder, filename), sqlite);
  const moved = moveInPlace(copy);
  const between = [...run(copy).values()].filter(({ passed }) => !passed);
  const guide = readFileSync(join(root, "docs/guide/iofold.md"), "utf8");
  const files = [...new Set(between.map(({ file }) => file))].sort();
  for (const file of files) {
    const count = between.filter((one) => one.file === file).length;
    console.log(`${moved.length} files moved, nothing else changed: ${count} tests of ${file} fail`);
    if (!guide.includes(`| \`${file}\` | ${count} |`))
      failures.push(`docs/guide/iofold.md has no line for ${file} with ${count} tests`);
    if (!(file in tests) && !(file in written))
      failures.push(`nothing is edited in ${file}: ${between.find((one) => one.file === file).why}`);
  }

  edit(copy, sources);
  edit(copy, tests);
  addTests(copy);
  const after = run(copy);
  for (const [name, { passed }] of before)
    if (passed && !after.get(name)?.passed) failures.push(`${name}: ${after.get(name)?.why ?? "is no longer there"}`);
  const added = [...after].filter(([name]) => !before.has(name));
  for (const [name, { passed, why }] of added) if (!passed) failures.push(`${name}: ${why}`);
  const typesAfter = typeErrors(copy);
  for (const line of typesAfter) if (!typesBefore.includes(line)) failures.push(line);
  console.log(
    `compare: of ${passedIn(before)} unit tests ${between.length} fail without the guide's changes; with them ${passedIn(after) - added.length} pass, and ${added.length} added ones; ${typesAfter.length} errors of types; ${failures.length} failures`,
  );
  return failures;
}
