// One suite, five bindings: every case of tests/cases on each of them, and on the older workerd too, held against what the
// case says and against what D1 answers. Prints a table and every difference by name; fails when there is one.
//   node tests/bindings/suite/run.mjs [--on BINDING] [DOMAIN …]     --on: D1 and this one alone
import { loadCases } from "../../cases/native.mjs";
import { bindings } from "./bindings.mjs";
import { sameAnswer } from "./same_answer.mjs";

const { allParts, now, play, Seeded, seedStatements } = await loadCases();
const wanted = process.argv.slice(2);
const on = wanted.indexOf("--on");
const only = on < 0 ? undefined : wanted.splice(on, 2)[1];
if (only !== undefined && !(only in bindings))
  throw new Error(`there is no binding ${only}; there are ${Object.keys(bindings).join(", ")}`);
const chosen = Object.entries(bindings).filter(([name]) => only === undefined || name === "D1" || name === only);
const cases = allParts
  .filter(({ name }) => wanted.length === 0 || wanted.includes(name))
  .flatMap(({ name, tables, cases }) =>
    Object.entries(cases).flatMap(([fn, all]) => all.map((one) => ({ fn: `${name}.${fn}`, tables, one }))),
  );
if (cases.length === 0) throw new Error(`no cases of ${wanted.join(", ")}`);

/** What each case was answered, and what was wrong with it. */
async function runOn(start) {
  const { runner, end } = await start(now);
  const answers = [];
  const listening = {
    async call(name, args) {
      const answer = await runner.call(name, args);
      answers.push(answer);
      return answer;
    },
    dump: (table) => runner.dump(table),
    execute: (statements) => runner.execute(statements),
    changes: () => runner.changes(),
  };
  const seeded = new Seeded(listening, seedStatements);
  const problems = [];
  try {
    for (const { fn, tables, one } of cases) {
      await seeded.restore();
      problems.push(await play(listening, fn, one, tables));
    }
  } finally {
    await end();
  }
  return { answers, problems };
}

const rows = [];
const complaints = [];
let reference;
for (const [name, start] of chosen) {
  console.error(`running ${cases.length} cases on ${name}`);
  const ran = await runOn(start);
  reference ??= ran;
  let right = 0;
  let same = 0;
  cases.forEach(({ fn, one }, i) => {
    for (const problem of ran.problems[i]) complaints.push(`${name}: ${fn} ${one.it}: ${problem}`);
    if (ran.problems[i].length === 0) right++;
    const difference = sameAnswer(ran.answers[i], reference.answers[i]);
    if (difference === undefined) same++;
    else complaints.push(`${name}: ${fn} ${one.it}: differs from D1: ${difference}`);
  });
  rows.push([name, cases.length, right, same]);
}

const functions = new Set(cases.map(({ fn }) => fn)).size;
console.log(`${cases.length} cases of ${functions} functions\n`);
const widths = [16, 8, 20, 16];
for (const row of [["binding", "cases", "as the case says", "as D1 answers"], ...rows])
  console.log(row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : String(cell).padStart(widths[i]))).join(""));
console.log(`\ndifferences: ${complaints.length === 0 ? "none" : complaints.length}`);
for (const complaint of complaints) console.log(`  ${complaint}`);
process.exitCode = complaints.length === 0 ? 0 : 1;
