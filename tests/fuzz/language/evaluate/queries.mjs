// The rows of a query. Each row has its values and, where the query is ordered, its sort keys; rows of equal keys may come in
// any order.
import { LEAVES_OUT_EARLIER, LEAVES_OUT_JOINED } from "../grammar/sources.mjs";
import { AGGREGATES, some, walk } from "../grammar/tree.mjs";
import { TABLES, VIEWS } from "../schema.mjs";
import { evaluate } from "./expressions.mjs";
import { searchRows } from "./full_text.mjs";
import { JSON_COLUMNS, jsonRows } from "./json_rows.mjs";
import { evaluateRaw, RAW_TABLES } from "../grammar/raw_sources.mjs";
import { keyOf, keyOfRow, toInteger, truth, Unspecified } from "./values.mjs";
import { compareByTerms, computeWindow } from "./windows.mjs";

/** The rows of a source as objects by column, in an environment that sees what the source may see. */
export function sourceRows(source, env) {
  switch (source.s) {
    case "search":
      return searchRows(env.database);
    case "json":
      return jsonRows(source, evaluate(source.e, env));
    case "raw":
      return RAW_TABLES[source.raw].rows(env.database, (name) => env.params[`${source.alias}_${name}`].value);
    case "table":
      return env.database[source.table];
    case "view":
      return VIEWS[source.view].rows(env.database);
    case "rows":
      return env.params[source.alias].value.map((item, i) => {
        const row = { " position": BigInt(i), " value": item };
        source.fields.forEach((field, k) => (row[field.name] = item[k]));
        return row;
      });
    case "so_far":
    case "cte": {
      const { names, rows } = env.ctes.get(source.name);
      return rows.map(({ values }) => Object.fromEntries(names.map((name, i) => [name, values[i]])));
    }
    case "derived": {
      const { names, rows } = evaluateQuery(source.query, { ...env, row: {} });
      return rows.map(({ values }) => Object.fromEntries(names.map((name, i) => [name, values[i]])));
    }
  }
}
function columnNames(source, env) {
  if (source.s === "table") return TABLES[source.table].columns.map((c) => c.name);
  if (source.s === "view") return VIEWS[source.view].columns.map((c) => c.name);
  if (source.s === "rows") return [" position", " value", ...source.fields.map((f) => f.name)];
  if (source.s === "cte") return env.ctes.get(source.name).names;
  if (source.s === "search") return ["rowid"];
  if (source.s === "json") return JSON_COLUMNS;
  if (source.s === "raw") return Object.keys(RAW_TABLES[source.raw].columns);
  return evaluateQuery(source.query, { ...env, row: {} }).names;
}
const withRow = (env, alias, row) => ({
  ...env,
  row: { ...env.row, [alias]: row },
  group: undefined,
  windows: new Map(),
});

/** The environments of FROM, JOIN and WHERE. */
export function joinedRows(query, env) {
  const base = { ...env, group: undefined, windows: new Map() };
  let envs = query.from ? sourceRows(query.from, env).map((row) => withRow(base, query.from.alias, row)) : [base];
  const noRow = (source) => Object.fromEntries(columnNames(source, env).map((name) => [name, null]));
  const earlier = query.from ? [query.from] : [];
  for (const { kind, source, on } of query.joins ?? []) {
    // The elements of a document are those of the row beside them.
    const ofEachRow = source.s === "json";
    const all = ofEachRow ? [] : sourceRows(source, env);
    const found = new Set();
    envs = envs.flatMap((outer) => {
      const rows = ofEachRow ? sourceRows(source, outer) : all;
      const matches = rows.filter((row) => {
        const fits = !on || truth(evaluate(on, withRow(outer, source.alias, row)));
        if (fits) found.add(row);
        return fits;
      });
      if (matches.length === 0 && LEAVES_OUT_JOINED.has(kind)) matches.push(noRow(source));
      return matches.map((row) => withRow(outer, source.alias, row));
    });
    if (LEAVES_OUT_EARLIER.has(kind)) {
      const none = earlier.reduce((outer, other) => withRow(outer, other.alias, noRow(other)), base);
      for (const row of all) if (!found.has(row)) envs.push(withRow(none, source.alias, row));
    }
    earlier.push(source);
  }
  for (const condition of query.where ?? []) envs = envs.filter((inner) => truth(evaluate(condition, inner)));
  return envs;
}

/** Rows that count as one must not differ in storage class: which of them stays is left open. */
function mergeInto(seen, values) {
  const key = keyOfRow(values);
  const existing = seen.get(key);
  if (existing === undefined) {
    seen.set(key, values);
    return true;
  }
  if (existing.some((v, i) => typeof v !== typeof values[i]))
    throw new Unspecified("equal rows of different storage classes");
  return false;
}
const ordersBy = (rows, order) => rows.sort((a, b) => compareByTerms(a.keys, b.keys, order));

/** Cuts rows; where the cut goes through rows of equal keys, they must be the same rows. */
export function cut(rows, { limit, offset }, env) {
  const bound = (part) => Number(part.name ? toInteger(env.params[part.name].value) : part.value);
  const begin = offset ? Math.max(0, bound(offset)) : 0;
  const count = limit ? bound(limit) : -1;
  const end = count < 0 ? rows.length : Math.min(rows.length, begin + count);
  for (const at of [begin, end])
    if (at > 0 && at < rows.length && rows[at - 1].keys.every((k, i) => keyOf(k) === keyOf(rows[at].keys[i])))
      if (keyOfRow(rows[at - 1].values) !== keyOfRow(rows[at].values))
        throw new Unspecified("a limit among rows of equal keys");
  return rows.slice(begin, end);
}

function evaluateSelect(query, env) {
  let envs = joinedRows(query, env);
  const items = query.whole
    ? TABLES[query.from.table].columns.map((c) => ({
        name: c.name,
        e: { op: "col", alias: query.from.alias, name: c.name, type: c.type, via: "column" },
      }))
    : query.items;
  const parts = [...items.map((i) => i.e), ...query.order.map((o) => o.e), ...query.having];
  const hasAggregate = parts.some((e) => some(e, (n) => AGGREGATES.has(n.op)));
  if (query.group.length > 0) {
    const groups = new Map();
    const seen = new Map();
    for (const inner of envs) {
      const values = query.group.map((e) => evaluate(e, inner));
      mergeInto(seen, values);
      const key = keyOfRow(values);
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(inner);
    }
    envs = [...groups.values()].map((group) => ({ ...group[0], group, windows: new Map() }));
  } else if (hasAggregate) {
    envs = [{ ...env, group: envs, windows: new Map() }];
  }
  for (const condition of query.having) envs = envs.filter((inner) => truth(evaluate(condition, inner)));
  for (const part of parts)
    walk(part, (node) => {
      if (node.op === "over") computeWindow(node, envs, evaluate);
    });
  let rows = envs.map((inner) => ({
    values: items.map((i) => evaluate(i.e, inner)),
    keys: query.order.map((o) => evaluate(o.e, inner)),
  }));
  if (query.distinct) {
    const seen = new Map();
    rows = rows.filter((row) => mergeInto(seen, row.values));
  }
  ordersBy(rows, query.order);
  return { names: items.map((i) => i.name), rows: cut(rows, query, env), order: query.order };
}

function evaluateValues({ names, rows }, env) {
  const inner = { ...env, row: {}, windows: new Map() };
  return { names, rows: rows.map((row) => ({ values: row.map((e) => evaluate(e, inner)), keys: [] })), order: [] };
}
const MOST_ROWS = 2000;
/** The rows of the first query, and for each row found so far those of the second. */
function evaluateRecursive({ name, first, step, distinct }, env) {
  const { names, rows } = evaluateQuery(first, { ...env, row: {} });
  const seen = new Map();
  const isNew = ({ values }) => !distinct || mergeInto(seen, values);
  const found = rows.filter(isNew);
  for (let at = 0; at < found.length; ++at) {
    if (found.length > MOST_ROWS) throw new Unspecified("a recursive query of many rows");
    const ctes = new Map(env.ctes).set(name, { names, rows: [found[at]] });
    found.push(...evaluateQuery(step, { ...env, row: {}, ctes }).rows.filter(isNew));
  }
  return { names, rows: found.map(({ values }) => ({ values, keys: [] })), order: [] };
}
function evaluateCompound(query, env) {
  const terms = query.terms.map((term) => evaluateQuery(term, env));
  let rows = terms[0].rows.map((row) => row.values);
  const distinct = (list) => {
    const seen = new Map();
    return list.filter((values) => mergeInto(seen, values));
  };
  for (const { rows: next } of terms.slice(1)) {
    const other = next.map((row) => row.values);
    if (query.kind === "union_all") rows = [...rows, ...other];
    else if (query.kind === "union_distinct") rows = distinct([...rows, ...other]);
    else {
      const keys = new Set(other.map(keyOfRow));
      distinct([...rows, ...other]); // looks for equal rows of different storage classes
      rows = distinct(rows).filter((values) => keys.has(keyOfRow(values)) === (query.kind === "intersect"));
    }
  }
  const order = query.order.map((n) => ({ desc: n < 0 }));
  const result = rows.map((values) => ({ values, keys: query.order.map((n) => values[Math.abs(n) - 1]) }));
  ordersBy(result, order);
  return { names: terms[0].names, rows: cut(result, query, env), order };
}

export function withCtes(query, env) {
  const ctes = new Map(env.ctes);
  for (const { name, query: inner } of query.ctes) ctes.set(name, evaluateQuery(inner, { ...env, row: {}, ctes }));
  return { ...env, ctes };
}
/** { names, rows: [{ values, keys }], order } of a query. */
export function evaluateQuery(query, env) {
  if (query.q === "select") return evaluateSelect(query, env);
  if (query.q === "values") return evaluateValues(query, env);
  if (query.q === "recursive") return evaluateRecursive(query, env);
  if (query.q === "raw_query") return evaluateRaw(query, env);
  if (query.q === "compound") return evaluateCompound(query, env);
  return evaluateQuery(query.body, withCtes(query, env));
}
/** The outermost environment of a statement. */
export function environment(database, params) {
  return { database, params, row: {}, ctes: new Map(), query: evaluateQuery };
}
