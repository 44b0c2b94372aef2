// The value of an expression for one row. An environment holds the rows in sight by alias, the rows of the group, and the
// values of window functions for this row.
import { AGGREGATES } from "../grammar/tree.mjs";
import { COLUMN_AFFINITY } from "./affinity.mjs";
import { aggregate } from "./aggregates.mjs";
import * as fullText from "./full_text.mjs";
import { cast, FUNCTIONS, jsonItem } from "./functions.mjs";
import { SQLITE_FUNCTIONS } from "./sqlite_functions.mjs";
import { TABLES } from "../schema.mjs";
import * as json from "./json.mjs";
import { calculate, compareBy, compareValues, fromTruth, keyOf, toReal, truth, Unspecified } from "./values.mjs";

const ORDER = {
  eq: (o) => o === 0,
  ne: (o) => o !== 0,
  lt: (o) => o < 0,
  le: (o) => o <= 0,
  gt: (o) => o > 0,
  ge: (o) => o >= 0,
};

/** The affinity that an expression takes into a comparison: that of a column or a CAST, else none. */
export function affinityOf(node) {
  switch (node.op) {
    case "col":
      return node.via === "column" || node.via === "get" ? COLUMN_AFFINITY[node.type] : undefined;
    case "cast":
      return COLUMN_AFFINITY[node.type];
    case "as":
    case "never_null":
      return affinityOf(node.args[0]);
    case "param":
      return node.beside_column || !["integer", "bigint", "boolean", "seconds", "millis", "money"].includes(node.type)
        ? undefined
        : "INTEGER";
    case "scalar": {
      let query = node.query;
      while (!query.items) query = query.body ?? query.terms[0];
      return affinityOf(query.items[0].e);
    }
    default:
      return undefined;
  }
}

/** Three-valued IN: true, false, or null where nothing is equal and something is NULL. */
function contains(found, candidates, compare) {
  let unknown = false;
  for (const candidate of candidates) {
    const equal = compare(found, candidate);
    if (equal === true) return true;
    if (equal === null) unknown = true;
  }
  return unknown ? null : false;
}
const negate = (t, negated) => (negated && t !== null ? !t : t);

/** Row values are compared from the left: the first difference or NULL decides. */
function compareRows(op, left, right, affinities) {
  if (op === "eq" || op === "ne") {
    let unknown = false;
    for (let i = 0; i < left.length; ++i) {
      const o = compareBy(left[i], affinities[i][0], right[i], affinities[i][1]);
      if (o === null) unknown = true;
      else if (o !== 0) return op === "ne";
    }
    return unknown ? null : op === "eq";
  }
  for (let i = 0; i < left.length; ++i) {
    const o = compareBy(left[i], affinities[i][0], right[i], affinities[i][1]);
    if (o === null) return null;
    if (o !== 0) return ORDER[op](o);
  }
  return ORDER[op](0);
}

export function evaluate(node, env) {
  const { op, args } = node;
  const value = (i) => evaluate(args[i], env);
  if (env.windows?.has(node)) return env.windows.get(node);
  if (AGGREGATES.has(op)) return aggregate(node, env, evaluate);
  if (ORDER[op]) {
    const o = compareBy(value(0), affinityOf(args[0]), value(1), affinityOf(args[1]));
    return o === null ? null : fromTruth(ORDER[op](o));
  }
  switch (op) {
    case "div":
      // What is declared REAL divides as a REAL, whatever its storage class.
      return calculate("div", node.type === "real" ? toReal(value(0)) : value(0), value(1));
    case "col":
      return env.row[node.alias][node.name];
    case "excluded":
      return env.excluded[node.name];
    case "param":
      return env.params[node.name].value;
    case "lit":
      return node.value;
    case "null":
      return null;
    case "and": {
      const a = truth(value(0));
      if (a === false) return 0n;
      const b = truth(value(1));
      return b === false ? 0n : a === null || b === null ? null : 1n;
    }
    case "or": {
      const a = truth(value(0));
      if (a === true) return 1n;
      const b = truth(value(1));
      return b === true ? 1n : a === null || b === null ? null : 0n;
    }
    case "not": {
      const a = truth(value(0));
      return a === null ? null : fromTruth(!a);
    }
    case "is":
    case "is_not": {
      const [a, b] = [value(0), value(1)];
      const same = a === null || b === null ? a === b : compareBy(a, affinityOf(args[0]), b, affinityOf(args[1])) === 0;
      return fromTruth(same === (op === "is"));
    }
    case "is_null":
      return fromTruth(value(0) === null);
    case "is_not_null":
      return fromTruth(value(0) !== null);
    case "between": {
      const low = compareBy(value(0), affinityOf(args[0]), value(1), affinityOf(args[1]));
      const high = compareBy(value(0), affinityOf(args[0]), value(2), affinityOf(args[2]));
      if ((low !== null && low < 0) || (high !== null && high > 0)) return 0n;
      return low === null || high === null ? null : 1n;
    }
    case "in_constants":
    case "in_list": {
      const candidates = op === "in_list" ? env.params[node.name].value : node.values;
      const equal = (a, b) => {
        const o = compareBy(a, affinityOf(args[0]), b, undefined);
        return o === null ? null : o === 0;
      };
      return fromTruth(negate(contains(value(0), candidates, equal), node.negated));
    }
    case "in_query":
    case "row_in": {
      const rows = env.query(node.query, env).rows.map((row) => row.values);
      const left = args.map((_, i) => value(i));
      const affinities = args.map((a) => [affinityOf(a), undefined]);
      const found = contains(left, rows, (a, b) => compareRows("eq", a, b, affinities));
      return fromTruth(negate(found, node.negated));
    }
    case "exists":
      return fromTruth(env.query(node.query, env).rows.length > 0);
    case "scalar": {
      const [first, ...others] = env.query(node.query, env).rows;
      const mayComeFirst = others.filter((row) => row.keys.every((k, i) => keyOf(k) === keyOf(first.keys[i])));
      if (mayComeFirst.some((row) => keyOf(row.values[0]) !== keyOf(first.values[0])))
        throw new Unspecified("a subquery's first row among rows of equal keys");
      return first?.values[0] ?? null;
    }
    case "after":
    case "after_null": {
      // In an ascending order NULL comes first, in a descending one last.
      const values = args.map((_, i) => value(i));
      const cursor = op === "after" ? values.slice(2) : [null, values[2]];
      for (let i = 0; i < 2; ++i) {
        const order = compareValues(values[i], cursor[i]);
        if (order !== 0) {
          // A second key that is NULL is compared with a value: neither before nor after.
          if (i === 1 && values[i] === null) return null;
          return fromTruth(order < 0 === node.directions[i]);
        }
      }
      return 0n;
    }
    case "nested_rows":
    case "nested_row": {
      const types = node.query.whole
        ? TABLES[node.query.from.table].columns.map((c) => c.type)
        : node.query.items.map((item) => item.e.type);
      // A bigint is a text, as in a row of its own.
      const cell = (v, type) => jsonItem(type === "bigint" && v !== null ? String(v) : v, "text");
      const rows = env
        .query(node.query, env)
        .rows.map((row) => ({ list: row.values.map((v, i) => cell(v, types[i])) }));
      if (op === "nested_rows") return json.write({ list: rows });
      return rows.length === 0 ? null : json.write(rows[0]);
    }
    case "json_append": {
      const [text, items] = [value(0), json.parse(value(1))];
      const list = text === null ? [] : (json.parse(text)?.list ?? []);
      return json.write({ list: [...list, ...items.list] });
    }
    case "json_merge": {
      const [text, changes] = [value(0), json.parse(value(1))];
      const kept = ((text === null ? undefined : json.parse(text)?.entries) ?? []).filter(
        ([k]) => !changes.entries.some(([c]) => c === k),
      );
      return json.write({ entries: [...kept, ...changes.entries.filter(([, v]) => v !== null)] });
    }
    case "row_compare": {
      const half = args.length / 2;
      const values = args.map((_, i) => value(i));
      const affinities = args.slice(0, half).map((a, i) => [affinityOf(a), affinityOf(args[half + i])]);
      return fromTruth(compareRows(node.compare, values.slice(0, half), values.slice(half), affinities));
    }
    case "case": {
      const n = node.has_else ? args.length - 1 : args.length;
      for (let i = 0; i < n; i += 2) if (truth(value(i))) return value(i + 1);
      return node.has_else ? value(n) : null;
    }
    case "case_of": {
      const n = node.has_else ? args.length - 1 : args.length;
      for (let i = 1; i < n; i += 2)
        if (compareBy(value(0), affinityOf(args[0]), value(i), affinityOf(args[i])) === 0) return value(i + 1);
      return node.has_else ? value(n) : null;
    }
    case "raw":
      return evaluate({ op: node.as, type: node.type, args: node.places.map((i) => args[i]) }, env);
    case "fn":
      return SQLITE_FUNCTIONS[node.name](...args.map((_, i) => value(i)), args);
    case "matches":
      return fromTruth(fullText.matches(env.params[node.search].query, env.row.notes_search[" row"]));
    case "rank":
      return fullText.rank(env.params[node.search].query, env.row.notes_search[" row"], env.database.notes);
    case "highlight":
    case "snippet": // of a text that is short enough to be shown whole
      return fullText.highlight(env.params[node.search].query, env.row.notes_search[" row"], node.column, "[", "]");
    case "iif":
      return truth(value(0)) ? value(1) : value(2);
    case "coalesce":
      for (let i = 0; i < args.length; ++i) {
        const v = value(i);
        if (v !== null) return v;
      }
      return null;
    case "nullif": {
      const [a, b] = [value(0), value(1)];
      return compareBy(a, affinityOf(args[0]), b, affinityOf(args[1])) === 0 ? null : a;
    }
    case "cast":
      return cast(value(0), node.type);
    case "json_extract":
    case "json_extract_if_valid": {
      const text = value(0);
      return text === null ? null : json.sqlValue(json.at(json.parse(text), node.path));
    }
    case "json_set": {
      const text = value(0);
      if (text === null) return null;
      let document = json.parse(text);
      node.paths.forEach(
        (path, i) => (document = json.setAt(document, path, jsonItem(value(i + 1), args[i + 1].type))),
      );
      return json.write(document);
    }
    case "json_object":
      return json.write({ entries: node.keys.map((key, i) => [key, jsonItem(value(i), args[i].type)]) });
    case "json_array":
      return json.write({ list: args.map((a, i) => jsonItem(value(i), a.type)) });
    case "when":
      return node.given ? value(0) : 1n;
    default: {
      const f = FUNCTIONS[op];
      if (!f) throw new Error(`the evaluator has no ${op}()`);
      return f(...args.map((_, i) => value(i)));
    }
  }
}
