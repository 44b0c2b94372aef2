// Runs parts of tests/parts.mjs, several at a time where they do not interfere: node tests/run.mjs [quick | PART…]
//   --list    the parts, a line each; those marked "named" take minutes and run only when they are named
//   --needs   what must be built first, one word a line
//   --fuzzers all|quick   the names of the fuzzers
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { allFuzzers, parts, quickFuzzers } from "./parts.mjs";

const args = process.argv.slice(2);
const flags = args.filter((a) => a.startsWith("--"));
const names = args.filter((a) => !a.startsWith("--"));

if (flags.includes("--fuzzers")) {
  console.log((names[0] === "all" ? allFuzzers : quickFuzzers).join("\n"));
  process.exit(0);
}
const known = ["--list", "--needs"];
for (const flag of flags.filter((flag) => !known.includes(flag))) {
  console.error(`dev: there is no option ${flag}. The options: ${known.join(", ")}, --fuzzers all|quick`);
  process.exit(2);
}
const unknown = names.filter((name) => name !== "quick" && !parts.some((part) => part.name === name));
if (unknown.length > 0) {
  console.error(`dev: there is no test part ${unknown.join(", ")}. The parts: ${parts.map((p) => p.name).join(" ")}`);
  process.exit(2);
}
const isListed = flags.includes("--list");
const asked = parts.filter(
  (part) =>
    (names.length === 0 && (isListed || !part.byName)) ||
    names.includes(part.name) ||
    (names.includes("quick") && part.quick),
);
const chosen = asked.filter(
  ({ name, within }) => isListed || names.includes(name) || !asked.some((part) => part.name === within),
);

if (isListed) {
  for (const { name, what, quick, byName } of chosen)
    console.log(`${name.padEnd(16)} ${(quick ? "quick" : byName ? "named" : "").padEnd(6)}${what}`);
  process.exit(0);
}
if (flags.includes("--needs")) {
  console.log([...new Set(chosen.flatMap((part) => part.needs))].join("\n"));
  process.exit(0);
}

// Without ./dev too, the parts run on the Node that it has obtained (scripts/setup.sh) where this one is too old for wrangler.
const obtained = fileURLToPath(new URL("../.node/node_modules/.bin", import.meta.url));
const path = [
  ...(existsSync(join(obtained, "node")) ? [obtained] : []),
  fileURLToPath(new URL("../node_modules/.bin", import.meta.url)),
  process.env.PATH,
].join(delimiter);

const started = Date.now();
const passed = [];
const failed = [];

/** How the runners mark a test that failed: node --test, vitest, Catch2 and CTest, our own. */
const marksFailure = /^\s*(✖|not ok|×|FAIL\b|[^ ].*: FAILED:|.*\*\*\*(Failed|Timeout)|AssertionError\b|\S*Error: )/;

/** Runs a part; its closing lines when it passes, its last 300 lines when it fails. */
function run(part) {
  console.log(`dev: testing: ${part.what}`);
  const began = Date.now();
  return new Promise((done) => {
    const child = spawn("sh", ["-c", part.command], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, PATH: path, CI: "true", NO_COLOR: "1", FORCE_COLOR: "0" },
    });
    const output = [];
    child.stdout.on("data", (data) => output.push(data));
    child.stderr.on("data", (data) => output.push(data));
    child.on("close", (code) => {
      const lines = Buffer.concat(output).toString().split("\n");
      const seconds = Math.round((Date.now() - began) / 1000);
      if (code === 0) passed.push(part);
      else failed.push({ ...part, tests: lines.filter((line) => marksFailure.test(line)).slice(0, 20) });
      console.log(`dev: ${code === 0 ? "passed" : "FAILED"}: ${part.what} (${seconds} s)`);
      const shown = code === 0 ? lines.filter((line) => line.trim() !== "").slice(-part.closing) : lines.slice(-300);
      console.log(shown.join("\n"));
      done();
    });
  });
}

// The longest first, so that all lanes end at about the same time. One lane more than cores: many parts wait for processes.
const beside = chosen.filter((part) => !part.alone).sort((a, b) => b.seconds - a.seconds);
const next = async () => {
  for (let part = beside.shift(); part; part = beside.shift()) await run(part);
};
for (const part of chosen.filter((p) => p.alone)) await run(part);
await Promise.all(Array.from({ length: availableParallelism() + 1 }, next));

const total = Math.round((Date.now() - started) / 1000);
console.log(`\ndev: passed: ${passed.length} of ${chosen.length} parts (${total} s)`);
// Once more at the end: of a long output, a CI may keep its last lines alone.
for (const part of failed) {
  console.log(`dev: FAILED: ${part.what}: ./dev test ${part.name}`);
  for (const line of part.tests) console.log(`  ${line.trim()}`);
}
process.exit(failed.length === 0 ? 0 : 1);
