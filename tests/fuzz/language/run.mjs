// node tests/fuzz/language/run.mjs [--statements N] [--seed N] [--no-d1] [--keep-going]
import { parseArgs } from "node:util";
import { Compiler } from "./compile.mjs";
import { signatureOf } from "./check.mjs";
import { D1 } from "./d1.mjs";
import { sizeOf } from "./grammar/tree.mjs";
import { randomStatement } from "./grammar/statements.mjs";
import { minimise } from "./minimise.mjs";
import { Random } from "./random.mjs";
import { report } from "./report.mjs";
import { randomRows } from "./schema.mjs";
import { Sqlite } from "./sqlite.mjs";
import { Trial } from "./trial.mjs";

const STATEMENTS_A_ROUND = 240;
const { values: options } = parseArgs({
  options: {
    statements: { type: "string", default: "5000" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
    "no-d1": { type: "boolean", default: false },
    minimise: { type: "string", default: "8" },
  },
});
const wanted = Number(options.statements);
const seed = Number(options.seed);

const compiler = new Compiler();
const sqlite = Sqlite.open();
const d1 = options["no-d1"] ? undefined : await D1.open();
const trial = new Trial({ compiler, sqlite, d1 });
const faults = new Map(); // by signature
const counts = { statements: 0, compared: 0, unspecified: 0, refused_by_constraint: 0, rows: 0, writes: 0, faults: 0 };
const unspecified = new Map();
const began = performance.now();

for (let round = 0; counts.statements < wanted; ++round) {
  const random = new Random((seed + round * 7919) >>> 0);
  const database = randomRows(random);
  const count = Math.min(STATEMENTS_A_ROUND, wanted - counts.statements);
  const statements = Array.from({ length: count }, () => randomStatement(random));
  const outcomes = await trial.run(statements, database);
  for (const outcome of outcomes) {
    ++counts.statements;
    if (outcome.broken) throw outcome.broken;
    if (outcome.expected?.unspecified) {
      ++counts.unspecified;
      unspecified.set(outcome.expected.unspecified, (unspecified.get(outcome.expected.unspecified) ?? 0) + 1);
    } else if (outcome.expected?.refused) ++counts.refused_by_constraint;
    else if (outcome.expected) ++counts.compared;
    counts.rows += outcome.sqlite?.rows?.length ?? 0;
    if (outcome.sent?.writes) ++counts.writes;
    if (!outcome.fault) continue;
    ++counts.faults;
    const signature = signatureOf(outcome.fault);
    if (!faults.has(signature)) faults.set(signature, { count: 0, outcome, database, round });
    const kind = faults.get(signature);
    ++kind.count;
    if (sizeOf(outcome.statement.tree) < sizeOf(kind.outcome.statement.tree))
      Object.assign(kind, { outcome, database, round });
  }
  // A long run may be stopped: what it has found so far stands on the error output.
  console.error(
    `seed ${seed}: ${counts.statements} statements, ${counts.faults} faults: ${[...faults.keys()].join("; ") || "none"}`,
  );
}
const seconds = (performance.now() - began) / 1000;

const sorted = [...faults.entries()].sort((a, b) => b[1].count - a[1].count);
let left = Number(options.minimise);
for (const [signature, { count, outcome, database, round }] of sorted) {
  console.log(`\n---- ${count} × ${signature}`);
  const smallest = left-- > 0 ? await minimise(trial, outcome, database, { seconds: 60 }) : outcome;
  console.log(report(smallest, database));
  console.log(`seed ${seed}, round ${round}`);
}
if (process.env.SQUALL_FUZZ_VERBOSE) console.log(unspecified);
const total = counts.statements;
console.log(
  `language: ${total} statements from seed ${seed} (${counts.writes} writes), ${counts.compared} compared with ${counts.rows} rows, ` +
    `${counts.unspecified} left open by SQLite, ${counts.refused_by_constraint} refused by a constraint; ${seconds.toFixed(0)} s, ` +
    (counts.faults === 0 ? "nothing found" : `${counts.faults} FAULTS of ${sorted.length} kinds`),
);
sqlite.close();
await d1?.close();
process.exitCode = counts.faults === 0 ? 0 : 1;
