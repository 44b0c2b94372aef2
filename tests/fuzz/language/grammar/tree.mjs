// The tree of a statement, as plain objects. Everything else reads it: the C++ writer, the evaluator, the minimiser.
//
// Expression: { op, type, args: [expression…] } and what its op needs (query, value, name …).
// Query: { q: "select" | "compound" | "with" | "values" | "recursive" | "raw_query" }.
// Write: { q: "insert" | "update" | "delete" | "raw_write" }, or "with" around one.
// Source: { s: "table" | "view" | "derived" | "cte" | "so_far" | "rows" | "json" | "search" | "raw", alias }.

export const COMPARISONS = { eq: "==", ne: "!=", lt: "<", le: "<=", gt: ">", ge: ">=" };
export const ARITHMETIC = { add: "+", sub: "-", mul: "*", div: "/", mod: "%" };
export const BITS = { bit_and: "&", bit_or: "|", shift_left: "<<", shift_right: ">>" };
export const AGGREGATES = new Set([
  "count_all",
  "count",
  "count_distinct",
  "sum",
  "sum_distinct",
  "avg",
  "avg_distinct",
  "total",
  "min",
  "max",
  "group_concat",
  "json_group_array",
]);

/** Calls f for each expression directly inside this one, and for each query. */
export function eachChild(node, onExpression, onQuery) {
  for (const child of node.args ?? []) onExpression(child);
  for (const child of node.partition ?? []) onExpression(child);
  for (const term of node.order ?? []) onExpression(term.e);
  if (node.filter) onExpression(node.filter);
  if (node.query) onQuery(node.query);
}
/** Calls f for every expression below, in subqueries too where `deep`. */
export function walk(node, f, deep = false) {
  f(node);
  eachChild(
    node,
    (child) => walk(child, f, deep),
    (query) => deep && walkQuery(query, f),
  );
}

export function walkSource(source, f) {
  if (source?.s === "derived") walkQuery(source.query, f);
  if (source?.s === "json") walk(source.e, f, true);
}
/** Calls f for every expression of a query or write, at any depth. */
export function walkQuery(query, f) {
  const each = (e) => walk(e, f, true);
  switch (query.q) {
    case "compound":
      query.terms.forEach((term) => walkQuery(term, f));
      break;
    case "values":
      query.rows.forEach((row) => row.forEach(each));
      break;
    case "recursive":
      walkQuery(query.first, f);
      walkQuery(query.step, f);
      break;
    case "with":
      query.ctes.forEach((cte) => walkQuery(cte.query, f));
      walkQuery(query.body, f);
      break;
    default:
      query.items?.forEach((item) => each(item.e));
      walkSource(query.from, f);
      query.joins?.forEach((join) => (walkSource(join.source, f), join.on && each(join.on)));
      query.where?.forEach(each);
      query.group?.forEach(each);
      query.having?.forEach(each);
      query.order?.forEach((term) => each(term.e));
      query.set?.forEach((a) => each(a.e));
      if (query.each) walkQuery(query.each, f);
      query.conflicts?.forEach((c) => {
        c.update?.forEach((a) => each(a.e));
        if (c.where) each(c.where);
      });
      if (query.returning?.e) each(query.returning.e);
      query.returning?.items?.forEach((item) => each(item.e));
  }
}
export function some(node, test, deep = false) {
  let found = false;
  walk(node, (e) => (found ||= test(e)), deep);
  return found;
}
export const hasColumn = (node) => some(node, (e) => e.op === "col");

/** How many nodes a statement has: what the minimiser makes smaller. */
export function sizeOf(query) {
  let size = 0;
  walkQuery(query, () => ++size);
  return size + 3 * (JSON.stringify(query, (_, v) => (typeof v === "bigint" ? 0 : v)).match(/"[qs]":/g)?.length ?? 0);
}
export const copy = (tree) => structuredClone(tree);
