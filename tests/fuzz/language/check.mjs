// Holds what the databases did with a statement against the evaluator, and the rows against the declared columns.
import { COLORS, TABLES } from "./schema.mjs";
import { canonical, canonicalRows } from "./evaluate/json.mjs";
import { Refused, Unspecified } from "./evaluate/values.mjs";
import { evaluateStatement } from "./evaluate/writes.mjs";

/** The text by which cells are the same in all three: D1 does not tell 2 from 2.0, sums of REALs differ in their last digits. */
function cellText(v, type) {
  if (v === null) return "NULL";
  if (typeof v === "object") return `x'${v.blob}'`;
  if (type === "bigint") return String(v);
  if (type === "concatenated") return JSON.stringify(v.split("|").sort());
  if (type === "gathered")
    return JSON.stringify(
      JSON.parse(v)
        .map((item) => JSON.stringify(item))
        .sort(),
    );
  if (typeof v === "string")
    return JSON.stringify(type === "json" ? canonical(v) : type === "rows" ? canonicalRows(v) : v);
  return Number(Number(v).toPrecision(12)).toString().replace(/^-0$/, "0");
}
const rowText = (values, types) => `(${values.map((v, i) => cellText(v, types[i])).join(", ")})`;

/** Expected rows in groups of equal sort keys: within a group any order will do. */
function groupsOf({ rows, order }, types) {
  const groups = [];
  let last;
  for (const { values, keys } of rows) {
    const key = order.length === 0 ? "" : keys.map((k) => cellText(k)).join();
    if (key !== last) groups.push([]);
    last = key;
    groups.at(-1).push(rowText(values, types));
  }
  return groups;
}
function sameRows(expected, got, types) {
  if (got.length !== expected.rows.length) return false;
  let at = 0;
  for (const group of groupsOf(expected, types)) {
    const other = got.slice(at, at + group.length).map((row) => rowText(row, types));
    at += group.length;
    if (group.sort().join("\n") !== other.sort().join("\n")) return false;
  }
  return true;
}
/** Aggregates whose elements come in no given order: how their cells are compared. */
const UNORDERED = { group_concat: "concatenated", json_group_array: "gathered" };
/** Why a cell of native SQLite is not what its column declares; undefined where it is. */
function brokenPromise(v, { type, nullable, name }) {
  if (v === null) return nullable ? undefined : `NULL in ${name}, declared NOT NULL`;
  const is =
    typeof v === "bigint" ? "integer" : typeof v === "number" ? "real" : typeof v === "object" ? "blob" : "text";
  const wrong = `${is} ${is === "text" || is === "blob" ? JSON.stringify(v) : v} in ${name}, declared ${type}`;
  switch (type) {
    case "integer":
      return is === "integer" ? undefined : wrong;
    case "bigint":
      return /^-?\d+$/.test(v) && is === "text" ? undefined : wrong; // its digits
    case "real":
      return is === "text" || is === "blob" ? wrong : undefined; // an INTEGER reads as the same double
    case "boolean":
      return v === 0n || v === 1n ? undefined : wrong;
    case "enumeration":
      return COLORS.includes(v) ? undefined : wrong;
    case "blob":
      return is === "blob" ? undefined : wrong;
    case "json":
      // An element of json_each() that is a number comes as one: a number is its own JSON.
      if (is === "integer" || is === "real") return undefined;
      try {
        return is === "text" && (JSON.parse(v), true) ? undefined : wrong;
      } catch {
        return wrong;
      }
    default:
      return is === "text" ? undefined : wrong;
  }
}
const shown = (rows, types) => rows.map((values) => rowText(values, types));

/**
 * What must come of a statement as { expected }: { rows, order, database }, { refused } or { unspecified }. Where the
 * evaluator itself fails, for a minimised statement may be none, { expected: { unspecified }, broken }.
 */
export function expectationOf(statement, database) {
  try {
    return { expected: evaluateStatement(statement, database) };
  } catch (error) {
    if (error instanceof Refused) return { expected: { refused: error.message } };
    if (error instanceof Unspecified) return { expected: { unspecified: error.message } };
    return { expected: { unspecified: "the evaluator failed" }, broken: error };
  }
}

/**
 * The first thing that is wrong: { kind, message, expected, got }; undefined where all is right.
 * d1 is undefined where D1 was not asked.
 */
export function findFault({ statement, printed, expected, sqlite, d1 }) {
  const types = printed.columns.map((c, i) => UNORDERED[bodyOf(statement.tree).items?.[i]?.e.op] ?? c.type);
  const isConstraint = (error) => /constraint failed/.test(error);
  for (const [engine, answer] of [
    ["SQLite", sqlite],
    ["D1", d1],
  ]) {
    if (!answer) continue;
    if (answer.error) {
      if (expected.refused && isConstraint(answer.error)) continue;
      if (expected.unspecified && (isConstraint(answer.error) || /integer overflow/.test(answer.error))) continue;
      return { kind: `${engine} refuses it`, message: answer.error };
    }
    if (expected.unspecified) continue;
    if (expected.refused)
      return { kind: `${engine} takes it`, message: `a constraint forbids it: ${expected.refused}` };
  }
  if (sqlite.error) return undefined;
  if (sqlite.rows.length > 0 && sqlite.rows[0].length !== printed.columns.length)
    return { kind: "columns", message: `${printed.columns.length} declared, ${sqlite.rows[0].length} come` };
  for (const row of sqlite.rows)
    for (let i = 0; i < row.length; ++i) {
      const message = brokenPromise(row[i], printed.columns[i]);
      if (message)
        return {
          kind: "declared type",
          message,
          expected:
            expected.rows &&
            shown(
              expected.rows.map((r) => r.values),
              types,
            ),
          got: shown(sqlite.rows, types),
        };
    }
  if (expected.unspecified) return undefined;
  const { names } = expected;
  if (names && names.some((name, i) => name !== printed.columns[i].name))
    return { kind: "columns", message: `named ${printed.columns.map((c) => c.name)} instead of ${names}` };
  for (const [engine, answer] of [
    ["SQLite", sqlite],
    ["D1", d1],
  ]) {
    if (!answer) continue;
    if (!sameRows(expected, answer.rows, types))
      return {
        kind: `rows of ${engine}`,
        message: "the rows differ",
        expected: shown(
          expected.rows.map((r) => r.values),
          types,
        ),
        got: shown(answer.rows, types),
      };
    const { table } = bodyOf(statement.tree);
    if (!table) continue;
    const columns = TABLES[table].columns;
    const left = {
      rows: expected.database[table].map((row) => ({ values: columns.map((c) => row[c.name]), keys: [] })),
      order: [],
    };
    // Read without the library, a large integer is rounded.
    const columnTypes = columns.map((c) => (c.type === "bigint" ? "integer" : c.type));
    if (!sameRows(left, answer.tables[0], columnTypes))
      return {
        kind: `table after it, ${engine}`,
        message: `${table} differs`,
        expected: shown(
          left.rows.map((r) => r.values),
          columnTypes,
        ),
        got: shown(answer.tables[0], columnTypes),
      };
  }
  return undefined;
}
export const bodyOf = (tree) => (tree.q === "with" ? bodyOf(tree.body) : tree);
/** By what faults are counted as one. */
export const signatureOf = ({ kind, message }) =>
  `${kind}: ${message
    .replace(/'(?:[^']|'')*'|"[^"]*"/g, "…")
    .replace(/\b(?:in )?[acdlpqw]\d+\b/g, "…")
    .replace(/-?\d+(\.\d+)?/g, "N")}`;
