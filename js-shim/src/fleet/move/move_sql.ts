// The SQL of moves, a set for each table: constant texts, made once of the tables' facts.
import { insertedCells, quoted, selectedCells } from "../exact_cells.js";
import type { FleetFacts } from "../facts.js";
import { guardName } from "../tables.js";
import { copyOrder } from "../table_classes.js";

export interface TableSql {
  name: string;
  columns: string[];
  key: string[];
  late: string[];
  /** Rows by rowid, from ?2 on, at most ?3, of tenant ?1: rowid, types, cells. */
  page: string;
  /** The same of rows with a value that the first pass leaves out. */
  latePage: string;
  /** The rows of tenant ?1 whose keys are in the JSON ?2. */
  byKeys: string;
  /** Puts one row: types, cells, tenant. Without the columns that refer to rows that come later. */
  putEarly: string;
  put: string;
  /** Deletes rows of tenant ?1 whose keys are in the JSON ?2. */
  deleteKeys: string;
  /** Deletes at most ?2 rows of tenant ?1. */
  purge: string;
  forgetLate: string | undefined;
  sums: string;
  triggers: string[];
  triggerNames: string[];
  dropTriggers: string[];
  /** The columns that refer to reference tables. */
  references: { column: number; table: string }[];
}

const failsWith = (name: string) => `json_extract('{}', 'guard_failed:${name}:0')`;
export const moverGuard = `SELECT CASE WHEN EXISTS (SELECT 1 FROM squall_fleet_owned WHERE tenant = ?1 AND generation = ?2 AND state = 'arriving' AND epoch = ?3) THEN 1 ELSE ${failsWith("fleet_mover")} END AS g`;
/** The same at the source: its entry is of the generation before, and notes the mover's epoch. */
export const sourceGuard = `SELECT CASE WHEN EXISTS (SELECT 1 FROM squall_fleet_owned WHERE tenant = ?1 AND generation = ?2 - 1 AND epoch = ?3) THEN 1 ELSE ${failsWith("fleet_mover")} END AS g`;
export const nothingMoves = `SELECT CASE WHEN EXISTS (SELECT 1 FROM squall_fleet_moving) THEN ${failsWith("fleet_moving")} ELSE 1 END AS g`;

export const keyGuard = "fleet_key";

export function moveSql(facts: FleetFacts): TableSql[] {
  return copyOrder(facts.tables).map(({ name, late }) => tableSql(facts, name, late));
}

/** That the row with these columns belongs to a tenant. */
function belongs(facts: FleetFacts, table: string, prefix: string, tenant: string): string {
  const { owner, key } = facts.tables[table]!;
  if (owner === undefined) return `${prefix}${quoted(key[0]!)} = ${tenant}`;
  if (owner.table === facts.root && owner.to.length === 1 && owner.to[0] === facts.rootKey)
    return `${prefix}${quoted(owner.columns[0]!)} = ${tenant}`;
  const list = (names: string[], of: string) => names.map((c) => of + quoted(c)).join(", ");
  const parent = `${quoted(owner.table)}.`;
  const left = owner.columns.length === 1 ? list(owner.columns, prefix) : `(${list(owner.columns, prefix)})`;
  return `${left} IN (SELECT ${list(owner.to, parent)} FROM ${quoted(owner.table)} WHERE ${belongs(facts, owner.table, parent, tenant)})`;
}

function tableSql(facts: FleetFacts, name: string, late: string[]): TableSql {
  const { columns, key, foreignKeys } = facts.tables[name]!;
  const table = quoted(name);
  const own = belongs(facts, name, `${table}.`, "?1");
  const select = `SELECT CAST(${table}.rowid AS TEXT) AS r, ${selectedCells(name, columns)} FROM ${table} WHERE ${own}`;
  const byRowid = `AND ${table}.rowid > CAST(?2 AS INTEGER) ORDER BY ${table}.rowid LIMIT ?3`;
  const keyList = key.map((c) => `${table}.${quoted(c)}`).join(", ");
  const inKeys = `(${keyList}) IN (SELECT ${key.map((_, i) => `value ->> ${i}`).join(", ")} FROM json_each(?2))`;
  const tenantNumber = columns.length + 2;
  const values = insertedCells(columns);
  const put = (without: string[]) => {
    const set = columns.filter((c) => !key.includes(c) && !without.includes(c));
    // A row of another tenant that has the same key must stay as it is, and get no children of this one: the batch fails.
    const first = set[0] ?? key[0]!;
    const value = set.length === 0 ? `${table}.${quoted(first)}` : `excluded.${quoted(first)}`;
    const guarded = `${quoted(first)} = CASE WHEN ${belongs(facts, name, `${table}.`, `?${tenantNumber}`)} THEN ${value} ELSE ${failsWith(keyGuard)} END`;
    return (
      `INSERT INTO ${table} (${columns.map(quoted).join(", ")}) ` +
      `VALUES (${values.map((value, i) => (without.includes(columns[i]!) ? "NULL" : value)).join(", ")}) ` +
      `ON CONFLICT (${key.map(quoted).join(", ")}) DO UPDATE SET ` +
      [guarded, ...set.slice(1).map((c) => `${quoted(c)} = excluded.${quoted(c)}`)].join(", ")
    );
  };
  const trigger = (event: "INSERT" | "UPDATE" | "DELETE") => {
    const rows = event === "INSERT" ? ["NEW."] : event === "DELETE" ? ["OLD."] : ["OLD.", "NEW."];
    const steps = rows.flatMap((row) => {
      const moving = `FROM squall_fleet_moving AS moving WHERE ${belongs(facts, name, row, "moving.tenant")}`;
      return [
        // Reads as a guard that failed: the client knows the text.
        `SELECT RAISE(ABORT, 'bad JSON path: ''guard_failed:${guardName}:0''') ${moving} AND moving.state = 'fenced';`,
        `INSERT INTO squall_fleet_changes (tenant, changed_table, changed_key) SELECT moving.tenant, '${name.replaceAll("'", "''")}', json_array(${key.map((c) => row + quoted(c)).join(", ")}) ${moving};`,
      ];
    });
    return `CREATE TRIGGER IF NOT EXISTS ${quoted(triggerName(name, event))} AFTER ${event} ON ${table} BEGIN ${steps.join(" ")} END`;
  };
  const events = ["INSERT", "UPDATE", "DELETE"] as const;
  return {
    name,
    columns,
    key,
    late,
    page: `${select} ${byRowid}`,
    latePage: `${select} AND (${late.map((c) => `${table}.${quoted(c)} IS NOT NULL`).join(" OR ") || "0"}) ${byRowid}`,
    byKeys: `${select} AND ${inKeys}`,
    putEarly: put(late),
    put: put([]),
    deleteKeys: `DELETE FROM ${table} WHERE ${own} AND ${inKeys}`,
    purge: `DELETE FROM ${table} WHERE rowid IN (SELECT ${table}.rowid FROM ${table} WHERE ${own} LIMIT ?2) RETURNING 1 AS one`,
    forgetLate:
      late.length === 0
        ? undefined
        : `UPDATE ${table} SET ${late.map((c) => `${quoted(c)} = NULL`).join(", ")} WHERE ${own} AND (${late.map((c) => `${table}.${quoted(c)} IS NOT NULL`).join(" OR ")})`,
    sums: `SELECT count(*) AS n, ${columns.map((c) => `coalesce(sum(length(CAST(${table}.${quoted(c)} AS BLOB))), 0)`).join(" + ")} AS bytes FROM ${table} WHERE ${own}`,
    triggers: events.map(trigger),
    triggerNames: events.map((event) => triggerName(name, event)),
    dropTriggers: events.map((event) => `DROP TRIGGER IF EXISTS ${quoted(triggerName(name, event))}`),
    references: foreignKeys
      .filter((f) => facts.tables[f.table]?.class === "reference" && f.columns.length === 1)
      .map((f) => ({ column: columns.indexOf(f.columns[0]!), table: f.table })),
  };
}
const triggerName = (table: string, event: string) => `squall_fleet_${event.toLowerCase()}_${table}`;
