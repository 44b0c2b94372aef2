// Two lists of writes, row by row of the same verb and table, in their order.
import { isIgnored, type Difference } from "./compare.js";
import { computed, type Cell, type Write } from "./sql.js";

/** D1 makes REAL of every number and keeps booleans as numbers, so what is stored is the same. */
const stored = (cell: Cell): Cell => (typeof cell === "boolean" ? Number(cell) : (cell ?? null));

/** The value of a column that an insert does not name; undefined if the table has no such column, or is unknown. */
export type Defaults = (table: string, column: string) => Cell;

export function compareWrites(
  legacy: Write[],
  squall: Write[],
  ignore: readonly string[],
  defaults: Defaults = () => undefined,
): Difference[] {
  const found = new Map<string, Difference>();
  const add = (field: string, kind: Difference["kind"], a?: Cell, b?: Cell): void => {
    if (!found.has(field) && !isIgnored(field, ignore)) found.set(field, { field, kind, legacy: a, squall: b });
  };
  const compareCells = (field: string, a: Cell, b: Cell): void => {
    if (a !== computed && b !== computed && !Object.is(stored(a), stored(b))) add(field, "differs", a, b);
  };
  /** A default stands in the schema as SQL: 0 and '0' are stored by the column's type. */
  const isDefault = (table: string, column: string, cell: Cell): boolean => {
    const other = defaults(table, column);
    if (other === undefined) return false;
    if (other === computed || cell === computed) return true;
    return other === null || (cell ?? null) === null
      ? (cell ?? null) === other
      : String(stored(cell)) === String(stored(other));
  };
  const compareColumns = (table: string, isInsert: boolean, a: Columns, b: Columns): void => {
    if (a === undefined || b === undefined) return;
    for (const column of new Set([...a.keys(), ...b.keys()])) {
      const field = `${table}.${column}`;
      if (a.has(column) && b.has(column)) compareCells(field, a.get(column), b.get(column));
      else if (isInsert && isDefault(table, column, a.has(column) ? a.get(column) : b.get(column))) continue;
      else add(field, a.has(column) ? "only_legacy" : "only_squall");
    }
  };
  const compareWhere = (table: string, a: Write, b: Write): void => {
    for (const [column, cell] of a.where)
      if (b.where.has(column)) compareCells(`${table}[${column}]`, cell, b.where.get(column));
  };

  const left = withUpserts(legacy);
  const right = withUpserts(squall);
  // What one side does in one statement that inserts or updates, the other may do by the one of the two that was needed.
  const pairUpserts = (upserts: Write[], others: Write[], upsertsAreLegacy: boolean): void => {
    for (const upsert of upserts.filter(isUpsert)) {
      const other =
        others.find((w) => w.table === upsert.table && isUpsert(w)) ??
        others.find((w) => w.table === upsert.table && w.verb === "insert") ??
        others.find((w) => w.table === upsert.table && w.verb === "update");
      if (other === undefined) continue;
      remove(upserts, upsert);
      remove(others, other);
      // An update that found nothing before the insert is the other half.
      if (other.verb === "insert") removeIdle(others, upsert.table);
      const [a, b] = upsertsAreLegacy ? [upsert, other] : [other, upsert];
      if (other.verb === "insert") compareColumns(upsert.table, true, a.columns, b.columns);
      if (other.verb === "update" || isUpsert(other)) compareColumns(upsert.table, false, changedBy(a), changedBy(b));
      if (other.verb === "update") compareWhere(upsert.table, a, b);
    }
  };
  pairUpserts(left, right, true);
  pairUpserts(right, left, false);

  const groups = new Map<string, { legacy: Write[]; squall: Write[] }>();
  const put = (write: Write, side: "legacy" | "squall"): void => {
    const key = `${write.verb} ${write.table}`;
    if (!groups.has(key)) groups.set(key, { legacy: [], squall: [] });
    groups.get(key)![side].push(write);
  };
  for (const write of left) put(write, "legacy");
  for (const write of right) put(write, "squall");
  for (const [key, group] of groups) {
    const isCounted = ![...group.legacy, ...group.squall].some((write) => write.isMany);
    if (group.squall.length === 0) add(key, "only_legacy");
    else if (group.legacy.length === 0) add(key, "only_squall");
    else if (isCounted && group.legacy.length !== group.squall.length)
      add(key, "length", group.legacy.length, group.squall.length);
    if (group.legacy.length === 1 && group.squall.length === 1) {
      const only = onlyChanged(group.legacy[0]!, group.squall[0]!);
      if (only !== undefined) {
        add(key, only);
        continue;
      }
    }
    for (let i = 0; i < Math.min(group.legacy.length, group.squall.length); i++) {
      const a = group.legacy[i]!;
      const b = group.squall[i]!;
      compareColumns(a.table, a.verb === "insert", a.columns, b.columns);
      compareWhere(a.table, a, b);
    }
  }
  return [...found.values()];
}

/** Which of two writes has rows to change, where the other has none: each has its own condition. */
function onlyChanged({ changes }: Write, { finds }: Write): "only_legacy" | "only_squall" | undefined {
  if (changes === undefined || finds === undefined || changes > 0 === finds) return undefined;
  return finds ? "only_squall" : "only_legacy";
}

type Columns = Map<string, Cell> | undefined;
const isUpsert = (write: Write): boolean => write.update !== undefined;
const changedBy = (write: Write): Columns => (isUpsert(write) ? write.update : write.columns);
function remove(list: Write[], write: Write): void {
  list.splice(list.indexOf(write), 1);
}
function removeIdle(list: Write[], table: string): void {
  const idle = list.find((w) => w.verb === "update" && w.table === table && w.changes === 0);
  if (idle !== undefined) remove(list, idle);
}

/** An update, and an insert for where there is no row, are an upsert in two statements. */
function withUpserts(writes: Write[]): Write[] {
  const all = [...writes];
  for (const insert of writes) {
    if (insert.verb !== "insert" || !insert.isConditional || isUpsert(insert)) continue;
    const update = all.find((w) => w.verb === "update" && w.table === insert.table);
    if (update === undefined) continue;
    remove(all, update);
    all[all.indexOf(insert)] = { ...insert, update: update.columns ?? new Map(), where: update.where };
  }
  return all;
}
