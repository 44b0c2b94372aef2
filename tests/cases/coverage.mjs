// Whether the tables of cases say something of every function: node tests/cases/coverage.mjs [functions.json]
// Each function that squall call lists needs a success; each that needs arguments and each write a refusal or an absent row.
// With a contract, a list of {name, errors}, each error of it needs a case as well.
import { readFileSync } from "node:fs";
import { functions, loadCases } from "./native.mjs";

const { allParts, parts } = await loadCases();
const domains = allParts.filter((d) => !parts.bulk.includes(d) && !parts.order.includes(d));
/** By function: the cases of a domain may stand in several files. */
const cases = new Map();
for (const domain of domains)
  for (const [name, all] of Object.entries(domain.cases)) {
    const full = `${domain.name}.${name}`;
    cases.set(full, [...(cases.get(full) ?? []), ...all]);
  }
/** What a contract names and nothing can bring about: the integration of an import is looked for first, with its workspace. */
const impossible = new Set(["traces.import foreign_key"]);
const problems = [];
for (const { name } of functions()) {
  const all = cases.get(name);
  if (all === undefined) problems.push(`${name} has no cases`);
  else if (!all.some((one) => one.refuses === undefined)) problems.push(`${name} has no case that succeeds`);
  else if (all.length < 2) problems.push(`${name} has one case only`);
}
const known = new Set(functions().map((f) => f.name));
for (const name of cases.keys()) if (!known.has(name)) problems.push(`${name} is no function`);
if (process.argv[2] !== undefined)
  for (const { name, errors = [] } of JSON.parse(readFileSync(process.argv[2], "utf8")).functions)
    for (const kind of errors)
      if (!impossible.has(`${name} ${kind}`) && !cases.get(name)?.some((one) => one.refuses === kind))
        problems.push(`${name} has no case for ${kind}`);

for (const problem of problems) console.log(problem);
const count = [...cases.values()].reduce((n, all) => n + all.length, 0);
console.log(`${cases.size} of ${known.size} functions with ${count} cases; ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
