// What is known of each function of the contract, and how much of it that is.
import { readClientTypes } from "../../docs/generate/client_types.mjs";
import { readPlanFacts } from "../../docs/generate/plan_facts.mjs";

/** Map("domain.function" -> { statements, guards }) of the texts of tests/plans. */
export const planFactsOf = (texts) => new Map(texts.flatMap((text) => [...readPlanFacts(text)]));
export const implementedIn = (clientTypes) => readClientTypes(clientTypes).functions;

/**
 * cases: [{ name, passed }] of a runner, one for a case or for all of a function: whether it gave what its table says.
 * A function is tested when it has passed cases and none that failed.
 */
function testedBy(cases) {
  const tested = new Map();
  for (const { name, passed } of cases) tested.set(name, (tested.get(name) ?? true) && passed);
  return new Set([...tested].filter(([, all]) => all).map(([name]) => name));
}

/** A row a function of the contract: { name, kind, implemented, sqlite, d1, single_trip, guarded, atomic }. */
export function coverageOf({ contract, client, plans, sqlite, d1, trips }) {
  const onSqlite = testedBy(sqlite);
  const onD1 = testedBy(d1);
  const single = testedBy(trips);
  return contract.map(({ name, kind, atomic }) => {
    const facts = plans.get(name);
    const single_trip = single.has(name);
    return {
      name,
      kind,
      implemented: client.has(name),
      sqlite: onSqlite.has(name),
      d1: onD1.has(name),
      single_trip,
      guarded: (facts?.guards.length ?? 0) > 0,
      atomic: atomic ? single_trip && facts !== undefined : undefined,
    };
  });
}

/** The lines to print, and whether everything that must be whole is. */
export function summaryOf(rows) {
  const total = rows.length;
  const writes = rows.filter(({ kind }) => kind === "write");
  const atomic = rows.filter((row) => row.atomic !== undefined);
  const having = (of, key) => of.filter((row) => row[key]).length;
  const whole = [
    ["implemented", "implemented"],
    ["tested on SQLite", "sqlite"],
    ["tested on D1", "d1"],
    ["single-trip", "single_trip"],
  ];
  const line = (title, n, of) => `${title.padEnd(24)}${String(n).padStart(4)} of ${of}`;
  const lines = [
    `${"in the contract".padEnd(24)}${String(total).padStart(4)}`,
    ...whole.map(([title, key]) => line(title, having(rows, key), total)),
    line("atomic in one trip", having(atomic, "atomic"), `${atomic.length} that the contract wants so`),
    line(
      "guarded in the batch",
      having(writes, "guarded"),
      `${writes.length} writes; the others are decided by their one statement`,
    ),
  ];
  const missing = whole.flatMap(([title, key]) => {
    const names = rows.filter((row) => !row[key]).map(({ name }) => name);
    return names.length ? [`not ${title}: ${names.join(", ")}`] : [];
  });
  return { lines, missing };
}
