// Makes a faulty statement smaller while it stays faulty in the same way: parts are dropped, expressions are replaced by
// what stands inside them or by a constant. Many candidates are compiled at once; the smallest that still fails goes on.
import { signatureOf } from "./check.mjs";
import { copy, sizeOf, walkQuery } from "./grammar/tree.mjs";

const CANDIDATES_A_ROUND = 30;
const MAX_ROUNDS = 14;
const LISTS = [
  "joins",
  "where",
  "group",
  "having",
  "order",
  "set",
  "conflicts",
  "items",
  "terms",
  "ctes",
  "update",
  "partition",
];
const KEPT_ONE = new Set(["items", "terms", "ctes", "set", "update"]);
const CONSTANTS = { integer: 1n, text: "a", boolean: 1n, enumeration: "red" };

/** Every place in the tree that holds an object or a list, as a path of keys. */
function* places(value, path = []) {
  if (value === null || typeof value !== "object") return;
  yield [path, value];
  for (const [key, inner] of Object.entries(value)) yield* places(inner, [...path, key]);
}
const isExpression = (v) => typeof v.op === "string" && Array.isArray(v.args);
const isQuery = (v) => typeof v.q === "string";

/** Copies the tree and puts a value into a place of it. */
function replaced(tree, path, value) {
  if (path.length === 0) return copy(value);
  const changed = copy(tree);
  let at = changed;
  for (const key of path.slice(0, -1)) at = at[key];
  if (value === undefined) at.splice(Number(path.at(-1)), 1);
  else at[path.at(-1)] = copy(value);
  return changed;
}
function* reductions(tree) {
  for (const [path, value] of places(tree)) {
    const key = path.at(-1);
    const parent = path.at(-2);
    if (LISTS.includes(key) && Array.isArray(value))
      for (let i = 0; i < value.length; ++i)
        if (value.length > (KEPT_ONE.has(key) ? 1 : 0)) yield replaced(tree, [...path, String(i)], undefined);
    if (isExpression(value)) {
      for (const child of value.args) if (child.type === value.type) yield replaced(tree, path, child);
      const sorted = parent === "group" || (path.at(-1) === "e" && path.at(-3) === "order");
      if (!sorted && CONSTANTS[value.type] !== undefined && value.op !== "lit")
        yield replaced(tree, path, { op: "lit", type: value.type, value: CONSTANTS[value.type], args: [] });
      if (value.op === "case" && value.args.length > 3)
        yield replaced(tree, path, { ...value, args: value.args.slice(2) });
      if (value.op === "coalesce" && value.args.length > 2)
        yield replaced(tree, path, { ...value, args: value.args.slice(0, -1) });
    }
    if (isQuery(value)) {
      if (value.q === "with") yield replaced(tree, path, value.body);
      if (value.q === "compound") for (const term of value.terms) yield replaced(tree, path, term);
      for (const name of ["limit", "offset", "returning"]) if (value[name]) yield replaced(tree, [...path, name], null);
      for (const name of ["distinct", "into", "group_split", "order_split"])
        if (value[name]) yield replaced(tree, [...path, name], false);
      if (value.from && value.table) yield replaced(tree, [...path, "from"], null);
    }
    if (value.s && value.s !== "table") yield replaced(tree, path, { s: "table", table: "nobody", alias: value.alias });
  }
}
/** Whether every column has a source in the statement. */
function isWhole(tree) {
  const known = new Set();
  for (const [, value] of places(tree)) {
    if (value.s) known.add(value.alias);
    if (value.table) known.add(value.alias ?? value.table);
  }
  let whole = true;
  walkQuery(tree, (e) => (whole &&= e.op !== "col" || known.has(e.alias)));
  for (const [, value] of places(tree)) {
    if (value.q === "compound" && new Set(value.terms.map((t) => (t.items ?? []).length)).size > 1) whole = false;
    if (value.q === "compound" && value.order.some((n) => Math.abs(n) > (value.terms[0].items ?? []).length))
      whole = false;
    if (value.s === "cte" && ![...places(tree)].some(([, v]) => v.query && v.name === value.name)) whole = false;
  }
  return whole;
}

/** The smallest outcome with the same fault that is found in so many seconds. */
export async function minimise(
  trial,
  outcome,
  database,
  { d1 = outcome.fault.kind.includes("D1"), seconds = Infinity } = {},
) {
  const wanted = signatureOf(outcome.fault);
  const once = outcome.fault.kind === "refused by the compiler";
  const began = performance.now();
  let best = outcome;
  for (let round = 0; round < MAX_ROUNDS && performance.now() - began < seconds * 1000; ++round) {
    const seen = new Set();
    const candidates = [...reductions(best.statement.tree)]
      .map((tree) => ({ tree, size: sizeOf(tree) }))
      .filter(({ tree, size }) => {
        const text = JSON.stringify(tree, (_, v) => (typeof v === "bigint" ? `${v}n` : v));
        if (seen.has(text) || size > sizeOf(best.statement.tree) || !isWhole(tree)) return false;
        return seen.add(text);
      })
      .sort((a, b) => a.size - b.size);
    let smaller;
    for (let at = 0; at < candidates.length && !smaller; at += CANDIDATES_A_ROUND) {
      const statements = candidates.slice(at, at + CANDIDATES_A_ROUND).map(({ tree }) => ({ ...best.statement, tree }));
      const outcomes = await trial.run(statements, database, { d1, once });
      smaller = outcomes.find((o) => o.fault && signatureOf(o.fault) === wanted);
    }
    if (!smaller) break;
    best = smaller;
  }
  return best;
}
