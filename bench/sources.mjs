// Counts the hand-written sources of revisions, side by side: node bench/sources.mjs [REVISION…], HEAD when none is named.
// docs/ARCHITECTURE.md, "The sources in figures", quotes it.
import { execFileSync } from "node:child_process";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const git = (...args) => execFileSync("git", args, { cwd: root, maxBuffer: 1 << 30 });

/** Written by a command, or another project's. */
const generated =
  /^(docs\/(reference|performance)\/|docs\/PERFORMANCE\.md|tests\/plans\/|tests\/fuzz\/corpus\/|migrations\/|template\/migrations\/|bench\/results\/)|package-lock\.json$|^js-shim\/src\/protocol\.ts$|\.(png|svg|sqlite)$/;
const code = /\.(hpp|cpp|ts|tsx|js|mjs|cmake|css|html)$|CMakeLists\.txt$|^dev$|^scripts\//;
const areas = {
  library: /^(include|src\/(?!repositories)|bindings|wasm|js-shim|studio|cmake)\b/,
  application: /^(schema|src\/repositories|worker|template)\//,
  tests: /^(tests|bench)\//,
};

function filesOf(revision) {
  const names = git("ls-tree", "-r", "--name-only", "-z", revision).toString().split("\0").filter(Boolean);
  const written = names.filter((name) => !generated.test(name));
  const input = written.map((name) => `${revision}:${name}\n`).join("");
  const all = execFileSync("git", ["cat-file", "--batch"], { cwd: root, input, maxBuffer: 1 << 30 });
  let at = 0;
  return written.map((name) => {
    const end = all.indexOf(10, at);
    const size = Number(all.subarray(at, end).toString().split(" ").pop());
    const text = all.subarray(end + 1, end + 1 + size).toString("utf8");
    at = end + 2 + size;
    return { name, text, lines: text.split("\n").length - 1 };
  });
}
const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const count = (text, pattern) => (text.match(pattern) ?? []).length;

function sizes(files) {
  const largest = files.reduce((a, b) => (b.lines > a.lines ? b : a));
  return {
    files: files.length,
    lines: files.reduce((sum, file) => sum + file.lines, 0),
    "lines of the median file": median(files.map((file) => file.lines)),
    "largest file": `${largest.lines} (${basename(largest.name)})`,
    "files over 400 lines": files.filter((file) => file.lines > 400).length,
  };
}
function placesOf(files) {
  const sources = files.filter((file) => code.test(file.name));
  const kinds = sources.filter((file) => /argument_kind::timestamp\b/.test(file.text));
  return {
    "lines that name the kind of a timestamp argument": kinds.reduce(
      (sum, file) => sum + count(file.text, /argument_kind::timestamp\b/g),
      0,
    ),
    "values read by position in repositories": sources
      .filter((file) => /^src\/repositories\/.*\.cpp$/.test(file.name))
      .reduce((sum, file) => sum + count(file.text, /\b\w+\[\d+\]|\bitem\(\d+\)|reinterpret_cast/g), 0),
  };
}

const revisions = process.argv.slice(2);
const columns = (revisions.length > 0 ? revisions : ["HEAD"]).map((revision) => {
  const files = filesOf(revision);
  const rows = {};
  const named = {
    everything: files,
    ...Object.fromEntries(
      Object.entries(areas).map(([area, at]) => [area, files.filter((f) => at.test(f.name) && code.test(f.name))]),
    ),
  };
  for (const [area, some] of Object.entries(named))
    for (const [what, is] of Object.entries(sizes(some))) rows[`${area}: ${what}`] = is;
  return { revision: git("rev-parse", "--short", revision).toString().trim(), rows: { ...rows, ...placesOf(files) } };
});
console.log(`| | ${columns.map((column) => column.revision).join(" | ")} |`);
console.log(`| --- |${" --: |".repeat(columns.length)}`);
for (const what of Object.keys(columns[0].rows))
  console.log(`| ${what} | ${columns.map((column) => column.rows[what]).join(" | ")} |`);
