// Two lists of writes, statement by statement of the same verb and table, in their order.
import { isIgnored, type Difference } from "./compare.js";
import { computed, type Cell, type Write } from "./sql.js";

/** D1 makes REAL of every number and keeps booleans as numbers, so what is stored is the same. */
const stored = (cell: Cell): Cell => (typeof cell === "boolean" ? Number(cell) : (cell ?? null));

export function compareWrites(legacy: Write[], squall: Write[], ignore: readonly string[]): Difference[] {
  const found = new Map<string, Difference>();
  const add = (field: string, kind: Difference["kind"], a?: Cell, b?: Cell): void => {
    if (!found.has(field) && !isIgnored(field, ignore)) found.set(field, { field, kind, legacy: a, squall: b });
  };
  const compareCells = (field: string, a: Cell, b: Cell): void => {
    if (a !== computed && b !== computed && !Object.is(stored(a), stored(b))) add(field, "differs", a, b);
  };
  const groups = new Map<string, { legacy: Write[]; squall: Write[] }>();
  const put = (write: Write, side: "legacy" | "squall"): void => {
    const key = `${write.verb} ${write.table}`;
    if (!groups.has(key)) groups.set(key, { legacy: [], squall: [] });
    groups.get(key)![side].push(write);
  };
  for (const write of legacy) put(write, "legacy");
  for (const write of squall) put(write, "squall");
  for (const [key, group] of groups) {
    if (group.squall.length === 0) add(key, "only_legacy");
    else if (group.legacy.length === 0) add(key, "only_squall");
    else if (group.legacy.length !== group.squall.length) add(key, "length", group.legacy.length, group.squall.length);
    for (let i = 0; i < Math.min(group.legacy.length, group.squall.length); i++) {
      const a = group.legacy[i]!;
      const b = group.squall[i]!;
      if (a.columns !== undefined && b.columns !== undefined)
        for (const column of new Set([...a.columns.keys(), ...b.columns.keys()])) {
          const field = `${a.table}.${column}`;
          if (!b.columns.has(column)) add(field, "only_legacy");
          else if (!a.columns.has(column)) add(field, "only_squall");
          else compareCells(field, a.columns.get(column), b.columns.get(column));
        }
      for (const [column, cell] of a.where)
        if (b.where.has(column)) compareCells(`${a.table}[${column}]`, cell, b.where.get(column));
    }
  }
  return [...found.values()];
}
