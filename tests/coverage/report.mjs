// Prints how much of the contract is implemented and tested: ./dev coverage. What is "tested" is measured here, by running
// the tables of cases of tests/cases on both databases and counting the functions whose cases passed.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { coverageOf, implementedIn, planFactsOf, summaryOf } from "./coverage.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = join(root, "build/coverage");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

/** Runs a test program that writes JSON to `file`: it tells which cases passed, so the program's exit code need not. */
function run(what, command, args, file) {
  console.log(`coverage: ${what}`);
  const { error, stderr, stdout } = spawnSync(command, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  if (error) throw error;
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new Error(`${command} ${args.join(" ")} reported nothing:\n${stdout.slice(-3000)}${stderr.slice(-3000)}`);
  }
}

const casesFile = join(folder, "cases.json");
const cases = run(
  "the cases on D1 and native SQLite",
  "node",
  ["tests/bindings/suite/run.mjs", "--on", "native SQLite", "--json", casesFile],
  casesFile,
);
const tripsFile = join(folder, "round_trips.json");
const trips = run(
  "the round trips",
  "npx",
  [
    ...["vitest", "run", "--config", "tests/worker/vitest.config.ts", "round_trips"],
    ...["--reporter=json", `--outputFile=${tripsFile}`],
  ],
  tripsFile,
)
  .testResults.flatMap(({ assertionResults }) => assertionResults)
  .filter(({ ancestorTitles: [group] }) => group === "one round trip")
  .map(({ title, status }) => ({ name: title, passed: status === "passed" }));

const read = (...path) => readFileSync(join(root, ...path), "utf8");
const plans = readdirSync(join(root, "tests/plans")).map((name) => read("tests/plans", name));
const rows = coverageOf({
  contract: JSON.parse(read("tests/coverage/contract.json")),
  client: implementedIn(read("build/wasm/generated/client.d.ts")),
  plans: planFactsOf(plans),
  sqlite: cases["native SQLite"],
  d1: cases.D1,
  trips,
});
const { lines, missing } = summaryOf(rows);
console.log(`\n${lines.join("\n")}`);
if (missing.length) console.log(`\n${missing.join("\n")}`);
process.exitCode = missing.length ? 1 : 0;
