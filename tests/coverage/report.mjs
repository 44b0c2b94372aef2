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

/** Runs a test program; what it writes to `file` tells which cases passed, so its exit code need not. */
function run(what, command, args, file) {
  console.log(`coverage: ${what}`);
  const { error, stderr, stdout } = spawnSync(command, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  if (error) throw error;
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new Error(`${command} ${args.join(" ")} reported nothing:\n${stdout.slice(-3000)}${stderr.slice(-3000)}`);
  }
}

/** The cases of a vitest run, by the functions that `nameOf` finds in their titles. */
function vitestCases(what, config, filter, nameOf) {
  const file = join(folder, `${what.replaceAll(" ", "_")}.json`);
  const args = ["vitest", "run", "--config", config, filter, "--reporter=json", `--outputFile=${file}`];
  const tests = JSON.parse(run(what, "npx", args, file)).testResults.flatMap(
    ({ assertionResults }) => assertionResults,
  );
  return tests.flatMap((test) => {
    const name = nameOf(test);
    return name ? [{ name, passed: test.status === "passed" }] : [];
  });
}
function nativeCases() {
  const file = join(folder, "sqlite.jsonl");
  const reporter = ["--test-reporter=./tests/coverage/case_reporter.mjs", `--test-reporter-destination=${file}`];
  const text = run("the cases on SQLite", "node", ["--test", ...reporter, "tests/cases/native.test.mjs"], file);
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

const read = (...path) => readFileSync(join(root, ...path), "utf8");
const plans = readdirSync(join(root, "tests/plans")).map((name) => read("tests/plans", name));
// On D1 a test plays all cases of a function.
const caseOf = ({ ancestorTitles: [domain], title }) => `${domain}.${title}`;
const tripOf = ({ ancestorTitles: [group], title }) => (group === "one round trip" ? title : undefined);

const rows = coverageOf({
  contract: JSON.parse(read("tests/coverage/contract.json")),
  client: implementedIn(read("build/native/generated/client.d.ts")),
  plans: planFactsOf(plans),
  sqlite: nativeCases(),
  d1: vitestCases("the cases on D1", "tests/cases/vitest.config.ts", "tests/cases", caseOf),
  trips: vitestCases("the round trips", "tests/worker/vitest.config.ts", "round_trips", tripOf),
});
const { lines, missing } = summaryOf(rows);
console.log(`\n${lines.join("\n")}`);
if (missing.length) console.log(`\n${missing.join("\n")}`);
process.exitCode = missing.length ? 1 : 0;
