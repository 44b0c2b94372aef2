// What a write leaves behind and returns. The database that comes in is not changed.
import { collide, keysOf, TABLES } from "../schema.mjs";
import { COLUMN_AFFINITY } from "./affinity.mjs";
import { evaluate } from "./expressions.mjs";
import { cut, environment, evaluateQuery, joinedRows, withCtes } from "./queries.mjs";
import { keyOf, Refused, truth, Unspecified, withAffinity } from "./values.mjs";
import { compareByTerms } from "./windows.mjs";
import { RAW_WRITES } from "../grammar/raw_sources.mjs";

const cellOf = (column, v) => withAffinity(v, COLUMN_AFFINITY[column.type]);

function checkRow(table, row) {
  for (const c of table.columns)
    if (row[c.name] === null && !c.nullable && !(c.key && c.type === "text")) throw new Refused(`NOT NULL ${c.name}`);
}
function checkKeys(table, rows, before) {
  for (const key of keysOf(table))
    rows.forEach((row, i) => {
      for (let j = 0; j < i; ++j) if (collide(row, rows[j], key)) throw new Refused(`UNIQUE ${key.id}`);
      // SQLite checks row by row: a collision with a row's former values may stop it, or not.
      for (let j = 0; before && j < before.length; ++j)
        if (j !== i && row !== before[i] && collide(row, before[j], key))
          throw new Unspecified("an update passes through a collision");
    });
}
/** The assignments of an update, of one whose fragment is active too; of two to one column the later one counts. */
function assigned(set, env, table, params, conditions) {
  const values = {};
  for (const active of [false, true])
    for (const { col, e, bare, when } of set) {
      if ((when !== undefined) !== active) continue;
      if (when !== undefined && !conditions[when]) continue;
      const column = table.columns.find((c) => c.name === col);
      values[col] = cellOf(column, bare ? params[col].value : evaluate(e, env));
    }
  return values;
}
/** The columns of a row of a query, into the table's columns of their names. */
function selected(query, values, table) {
  const cells = {};
  query.items.forEach(
    ({ name }, i) =>
      (cells[name] = cellOf(
        table.columns.find((c) => c.name === name),
        values[i],
      )),
  );
  return cells;
}
function returned(query, row, env) {
  const { returning } = query;
  if (!returning) return [];
  const table = TABLES[query.table];
  if (returning.whole) return table.columns.map((c) => row[c.name]);
  const inner = { ...env, row: { [query.table]: row }, windows: new Map() };
  return (returning.items?.map((i) => i.e) ?? [returning.e]).map((e) => evaluate(e, inner));
}

function insert(query, env, conditions) {
  const table = TABLES[query.table];
  const rows = [...env.database[query.table]];
  const fresh = new Set();
  const results = [];
  const sources = query.each
    ? evaluateQuery(query.each, env).rows.map(({ values }) => ({ ...env, each: values }))
    : joinedRows({ from: query.from, where: query.where }, env);
  const nextKey = () => rows.reduce((max, row) => (row[keyColumn.name] > max ? row[keyColumn.name] : max), 0n) + 1n;
  const keyColumn = table.columns.find((c) => c.key);
  for (const source of sources) {
    const given = query.each
      ? selected(query.each, source.each, table)
      : assigned(query.set, source, table, env.params, conditions);
    const row = {};
    for (const c of table.columns)
      row[c.name] = given[c.name] !== undefined ? given[c.name] : (c.fallback?.value ?? null);
    if (keyColumn.type === "integer" && row[keyColumn.name] === null) {
      if (query.from || query.each) throw new Unspecified("which row gets which key");
      row[keyColumn.name] = nextKey();
    }
    checkRow(table, row);
    const collisions = keysOf(table)
      .map((key) => ({ key, existing: rows.find((other) => collide(row, other, key)) }))
      .filter(({ existing }) => existing);
    if (collisions.length === 0) {
      rows.push(row);
      fresh.add(row);
      results.push(row);
      continue;
    }
    if (collisions.some(({ existing }) => fresh.has(existing))) throw new Unspecified("two rows of one insert collide");
    // The first clause whose key is hit decides, in the order of the clauses; one without columns takes any key.
    const clause = query.conflicts.find((c) => c.key === null || collisions.some(({ key }) => key.id === c.key));
    if (!clause) throw new Refused("UNIQUE");
    const handled = (key) => query.conflicts.some((c) => c.key === null || c.key === key.id);
    // SQLite takes the keys in an order of its own.
    if (!collisions.every(({ key }) => handled(key))) throw new Unspecified("which of two collisions is found first");
    if (!clause.update) continue;
    const target = collisions.find(({ key }) => key.id === clause.key).existing;
    const inner = { ...env, row: { [query.table]: target }, excluded: row, windows: new Map() };
    if (clause.where && !truth(evaluate(clause.where, inner))) continue;
    const updated = { ...target, ...assigned(clause.update, inner, table, env.params, conditions) };
    checkRow(table, updated);
    rows[rows.indexOf(target)] = updated;
    fresh.add(updated);
    checkKeys(table, rows);
    results.push(updated);
  }
  return { rows, results };
}
/** The rows that order_by() and limit() choose among those of where(); undefined where there is no limit. */
function firstRows(query, env) {
  if (!query.limit) return undefined;
  const found = env.database[query.table].flatMap((row) => {
    const inner = { ...env, row: { [query.table]: row }, windows: new Map() };
    if (!query.where.every((condition) => truth(evaluate(condition, inner)))) return [];
    return [{ row, values: Object.values(row), keys: query.order.map(({ e }) => evaluate(e, inner)) }];
  });
  found.sort((a, b) => compareByTerms(a.keys, b.keys, query.order));
  return new Set(cut(found, query, env).map(({ row }) => row));
}
function update(query, env, conditions) {
  const table = TABLES[query.table];
  const before = env.database[query.table];
  const results = [];
  // The joins of FROM do not see the written table.
  const sources = query.from
    ? joinedRows({ from: query.from, joins: query.joins }, env).map((inner) => inner.row)
    : [{}];
  const chosen = firstRows(query, env);
  const rows = before.map((row) => {
    if (chosen && !chosen.has(row)) return row;
    let matches = sources.map((source) => ({ ...env, row: { ...source, [query.table]: row }, windows: new Map() }));
    for (const condition of query.where) matches = matches.filter((inner) => truth(evaluate(condition, inner)));
    if (matches.length === 0) return row;
    const outcomes = matches.map((inner) => ({ ...row, ...assigned(query.set, inner, table, env.params, conditions) }));
    const same = (a, b) => table.columns.every((c) => keyOf(a[c.name]) === keyOf(b[c.name]));
    if (!outcomes.every((o) => same(o, outcomes[0]))) throw new Unspecified("several rows of the source for one row");
    checkRow(table, outcomes[0]);
    results.push(outcomes[0]);
    return outcomes[0];
  });
  checkKeys(table, rows, before);
  return { rows, results };
}
function remove(query, env) {
  const results = [];
  const chosen = firstRows(query, env);
  const rows = env.database[query.table].filter((row) => {
    if (chosen && !chosen.has(row)) return true;
    const inner = { ...env, row: { [query.table]: row }, windows: new Map() };
    const goes = query.where.every((condition) => truth(evaluate(condition, inner)));
    if (goes) results.push(row);
    return !goes;
  });
  return { rows, results };
}

/** { names, rows, order, database } of a statement; throws Refused or Unspecified. */
export function evaluateStatement({ tree, params, conditions }, database) {
  let env = environment(database, params);
  let query = tree;
  while (query.q === "with" && query.body.table) {
    env = withCtes(query, env);
    query = query.body;
  }
  if (query.q === "raw_write") {
    const changed = RAW_WRITES[query.raw].rows(database[query.table], params[query.param].value);
    return { names: undefined, rows: [], order: [], database: { ...database, [query.table]: changed } };
  }
  if (!query.table) return evaluateQuery(query, env);
  const { rows, results } = { insert, update, delete: remove }[query.q](query, env, conditions);
  return {
    names: undefined,
    rows: query.returning ? results.map((row) => ({ values: returned(query, row, env), keys: [] })) : [],
    order: [],
    database: { ...database, [query.table]: rows },
  };
}
