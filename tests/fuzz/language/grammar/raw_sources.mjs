// SQL that stands in a statement as it is: raw_table<"…">, raw_query<"…">. Each has its meaning in JavaScript beside it.

/** Tables by name: columns with their types, parameters, and the rows that they hold. */
export const RAW_TABLES = {
  large_items: {
    sql: "SELECT id, n * 2 AS twice, u FROM items WHERE n > $1",
    params: ["least"],
    columns: { id: "integer", twice: "integer", u: "text" },
    rows: ({ items }, param) =>
      items.filter(({ n }) => n > param("least")).map(({ id, n, u }) => ({ id, twice: n * 2n, u })),
  },
  kinds: {
    sql: "SELECT e AS kind, count(*) AS size, max(k) AS highest FROM parts GROUP BY e",
    params: [],
    columns: { kind: "text", size: "integer", highest: "integer" },
    rows: ({ parts }) =>
      [...new Set(parts.map(({ e }) => e))].map((e) => {
        const group = parts.filter((part) => part.e === e).map(({ k }) => k);
        return { kind: e, size: BigInt(group.length), highest: group.reduce((a, b) => (a > b ? a : b)) };
      }),
  },
  constants: {
    sql: "VALUES (1, 'a'), (NULL, 'b;?'), ($1, NULL)",
    params: ["least"],
    columns: { column1: "integer", column2: "text" },
    rows: (_, param) => [
      { column1: 1n, column2: "a" },
      { column1: null, column2: "b;?" },
      { column1: param("least"), column2: null },
    ],
  },
};
/** Whole statements; what they return is compared in any order. */
export const RAW_QUERIES = {
  later_items: {
    sql: "SELECT id, s, m FROM items WHERE n >= $1 AND b",
    columns: { id: "integer", s: "text", m: "integer" },
    rows: ({ items }, least) => items.filter(({ n, b }) => n >= least && b === 1n).map(({ id, s, m }) => [id, s, m]),
  },
  each_place: {
    sql: "WITH placed AS (SELECT place, code FROM logs WHERE place > $1) SELECT place, code, NULL FROM placed",
    columns: { place: "integer", code: "text", none: "real" },
    rows: ({ logs }, least) => logs.filter(({ place }) => place > least).map(({ place, code }) => [place, code, null]),
  },
};
export const RAW_WRITES = {
  numbered: {
    sql: "UPDATE notes SET n = coalesce(n, 0) + $1 WHERE id > 2",
    table: "notes",
    rows: (rows, by) => rows.map((row) => (row.id > 2n ? { ...row, n: (row.n ?? 0n) + by } : row)),
  },
  removed: {
    sql: "DELETE FROM logs WHERE place < $1",
    table: "logs",
    rows: (rows, least) => rows.filter(({ place }) => place >= least),
  },
};
export function evaluateRaw(query, env) {
  const { columns, rows } = RAW_QUERIES[query.raw];
  const values = rows(env.database, env.params[query.param].value);
  return { names: Object.keys(columns), rows: values.map((v) => ({ values: v, keys: [] })), order: [] };
}
