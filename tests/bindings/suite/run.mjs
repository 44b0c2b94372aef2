// One suite, five bindings: every case of tests/cases on each of them, and on the older workerd too, held against what the
// case says and against what D1 answers. Prints a table and every difference by name; fails when there is one.
//   node tests/bindings/suite/run.mjs [--on BINDING] [--json FILE] [DOMAIN …]
//     --on: D1 and this one alone     --json: which cases passed, { binding: [{ name, passed }] }
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { loadCases } from "../../cases/native.mjs";
import { bindings } from "./bindings.mjs";
import { casesOf } from "./play_cases.mjs";
import { sameAnswer } from "./same_answer.mjs";

const cases = await loadCases();
const { values, positionals: wanted } = parseArgs({
  options: { on: { type: "string" }, json: { type: "string" } },
  allowPositionals: true,
});
const only = values.on;
if (only !== undefined && !(only in bindings))
  throw new Error(`there is no binding ${only}; there are ${Object.keys(bindings).join(", ")}`);
const chosen = Object.entries(bindings).filter(([name]) => only === undefined || name === "D1" || name === only);
const domains = cases.allParts.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const all = domains.flatMap(casesOf);
if (all.length === 0) throw new Error(`no cases of ${wanted.join(", ")}`);

/** Of each case the answers to its calls, and what was wrong with them. */
async function playOn(start) {
  const { play, end } = await start(cases);
  const played = [];
  try {
    for (const domain of domains) played.push(...(await play(cases.allParts.indexOf(domain))));
  } finally {
    await end();
  }
  if (played.length !== all.length) throw new Error(`${played.length} of ${all.length} cases were played`);
  return played;
}

/** Where the answers to a case's calls differ. */
const difference = (played, reference) =>
  played.answers.length === reference.answers.length
    ? played.answers.map((answer, i) => sameAnswer(answer, reference.answers[i])).find((one) => one !== undefined)
    : `${played.answers.length} calls, not ${reference.answers.length}`;

const rows = [];
const complaints = [];
const passed = {};
let reference;
for (const [name, start] of chosen) {
  console.error(`running ${all.length} cases on ${name}`);
  const played = await playOn(start);
  reference ??= played;
  passed[name] = all.map(({ fn }, i) => ({ name: fn, passed: played[i].problems.length === 0 }));
  let right = 0;
  let same = 0;
  all.forEach(({ fn, one }, i) => {
    for (const problem of played[i].problems) complaints.push(`${name}: ${fn} ${one.it}: ${problem}`);
    if (played[i].problems.length === 0) right++;
    const different = difference(played[i], reference[i]);
    if (different === undefined) same++;
    else complaints.push(`${name}: ${fn} ${one.it}: differs from D1: ${different}`);
  });
  rows.push([name, all.length, right, same]);
}
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(passed));

const functions = new Set(all.map(({ fn }) => fn)).size;
console.log(`${all.length} cases of ${functions} functions\n`);
const widths = [16, 8, 20, 16];
for (const row of [["binding", "cases", "as the case says", "as D1 answers"], ...rows])
  console.log(row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : String(cell).padStart(widths[i]))).join(""));
console.log(`\ndifferences: ${complaints.length === 0 ? "none" : complaints.length}`);
for (const complaint of complaints) console.log(`  ${complaint}`);
process.exitCode = complaints.length === 0 ? 0 : 1;
