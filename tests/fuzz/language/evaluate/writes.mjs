// What a write leaves behind and returns. The database that comes in is not changed.
import { TABLES } from "../schema.mjs";
import { COLUMN_AFFINITY } from "./affinity.mjs";
import { evaluate } from "./expressions.mjs";
import { environment, evaluateQuery, joinedRows, sourceRows, withCtes } from "./queries.mjs";
import { Refused, truth, Unspecified, withAffinity } from "./values.mjs";

const cellOf = (column, v) => withAffinity(v, COLUMN_AFFINITY[column.type]);
const keysOf = (table) => [[table.columns.find((c) => c.key).name], ...table.unique];
const collides = (a, b, key) => key.every((name) => a[name] !== null && a[name] === b[name]);

function checkRow(table, row) {
  for (const c of table.columns)
    if (row[c.name] === null && !c.nullable && !(c.key && c.type === "text")) throw new Refused(`NOT NULL ${c.name}`);
}
function checkKeys(table, rows, before) {
  for (const key of keysOf(table))
    rows.forEach((row, i) => {
      for (let j = 0; j < i; ++j) if (collides(row, rows[j], key)) throw new Refused(`UNIQUE ${key}`);
      // SQLite checks row by row: a collision with a row's former values may stop it, or not.
      for (let j = 0; before && j < before.length; ++j)
        if (j !== i && row !== before[i] && collides(row, before[j], key))
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
  const sources = joinedRows({ from: query.from, where: query.where }, env);
  const nextKey = () => rows.reduce((max, row) => (row[keyColumn.name] > max ? row[keyColumn.name] : max), 0n) + 1n;
  const keyColumn = table.columns.find((c) => c.key);
  for (const source of sources) {
    const given = assigned(query.set, source, table, env.params, conditions);
    const row = {};
    for (const c of table.columns)
      row[c.name] = given[c.name] !== undefined ? given[c.name] : (c.fallback?.value ?? null);
    if (keyColumn.type === "integer" && row[keyColumn.name] === null) {
      if (query.from) throw new Unspecified("which row gets which key");
      row[keyColumn.name] = nextKey();
    }
    checkRow(table, row);
    const collisions = keysOf(table)
      .map((key) => ({ key, existing: rows.find((other) => collides(row, other, key)) }))
      .filter(({ existing }) => existing);
    if (collisions.length === 0) {
      rows.push(row);
      fresh.add(row);
      results.push(row);
      continue;
    }
    if (collisions.some(({ existing }) => fresh.has(existing))) throw new Unspecified("two rows of one insert collide");
    // The first clause whose key is hit decides, in the order of the clauses; one without columns takes any key.
    const clause = query.conflicts.find(
      ({ columns }) =>
        columns.length === 0 || collisions.some(({ key }) => [...key].sort().join() === [...columns].sort().join()),
    );
    if (!clause) throw new Refused("UNIQUE");
    const handled = (key) =>
      query.conflicts.some(
        ({ columns }) => columns.length === 0 || [...key].sort().join() === [...columns].sort().join(),
      );
    if (!collisions.every(({ key }) => handled(key))) throw new Refused("UNIQUE");
    if (!clause.update) continue;
    const target = collisions.find(({ key }) => [...key].sort().join() === [...clause.columns].sort().join()).existing;
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
function update(query, env, conditions) {
  const table = TABLES[query.table];
  const before = env.database[query.table];
  const results = [];
  const rows = before.map((row) => {
    const own = { ...env, row: { [query.table]: row }, windows: new Map() };
    let matches = query.from
      ? sourceRows(query.from, env).map((r) => ({ ...own, row: { ...own.row, [query.from.alias]: r } }))
      : [own];
    for (const condition of query.where) matches = matches.filter((inner) => truth(evaluate(condition, inner)));
    if (matches.length === 0) return row;
    const outcomes = matches.map((inner) => ({ ...row, ...assigned(query.set, inner, table, env.params, conditions) }));
    const same = (a, b) => table.columns.every((c) => a[c.name] === b[c.name]);
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
  const rows = env.database[query.table].filter((row) => {
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
  if (!query.table) return evaluateQuery(query, env);
  const { rows, results } = { insert, update, delete: remove }[query.q](query, env, conditions);
  return {
    names: undefined,
    rows: query.returning ? results.map((row) => ({ values: returned(query, row, env), keys: [] })) : [],
    order: [],
    database: { ...database, [query.table]: rows },
  };
}
