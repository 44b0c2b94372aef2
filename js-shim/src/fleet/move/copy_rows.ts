// Rows on their way to the target: pages in the order of foreign keys, then what has changed at the source meanwhile.
import type { Statement } from "../../binding.js";
import { rowsOf } from "../directory.js";
import { copyReference } from "../placement.js";
import { messageOf, MoveFailure, mustBeConstraint } from "./move_failure.js";
import type { TableSql } from "./move_sql.js";
import { firstRow, type Move, type MoveOptions } from "./move_state.js";
import type { MovingDatabases } from "./moving_databases.js";
import { keyOf, normalised, type Cells } from "./row_key.js";

/** One page of one table. The first pass leaves out what refers to rows that come later; the second fills it in. */
export async function copyPage(
  db: MovingDatabases,
  move: Move,
  { page_rows = 100 }: MoveOptions,
  pass: "copy" | "late",
): Promise<void> {
  const { table: at, row } = move.position;
  const table = db.tables[at];
  if (table === undefined) return await db.save(move, pass === "copy" ? "late" : "drain");
  const next = { table: at + 1, row: firstRow };
  if (pass === "late" && table.late.length === 0) return await db.save(move, pass, next);
  const { results } = await db
    .on(move.source, pass === "copy" ? table.page : table.latePage, move.tenant, row, page_rows)
    .all();
  const rows = results as unknown as Cells[];
  await putRows(db, move, table, rows, pass === "copy" ? table.putEarly : table.put);
  await db.save(move, pass, rows.length < page_rows ? next : { table: at, row: rows.at(-1)!.r });
}
async function putRows(db: MovingDatabases, move: Move, table: TableSql, rows: Cells[], sql: string): Promise<void> {
  if (rows.length === 0) return;
  for (const one of rows)
    if (table.key.some((c) => one[`c${table.columns.indexOf(c)}`] === null))
      throw new MoveFailure(`a row of ${table.name} has a key that is null`);
  await copyReferences(db, move, table, rows);
  const puts = rows.map((one) => putOf(db, move, table, one, sql));
  try {
    await db.putOnTarget(move, puts);
  } catch (error) {
    mustBeConstraint(error);
    // A row that refers to one that is newer than the pass, or whose key another has left: its change is noted, or is now.
    for (const [i, one] of puts.entries())
      try {
        await db.putOnTarget(move, [one]);
      } catch (error) {
        mustBeConstraint(error);
        await db.putOnSource(move, [
          db.on(
            move.source,
            "INSERT INTO squall_fleet_changes (tenant, changed_table, changed_key) VALUES (?1, ?2, ?3)",
            move.tenant,
            table.name,
            keyOf(table, rows[i]!),
          ),
        ]);
      }
  }
}
function putOf(db: MovingDatabases, move: Move, table: TableSql, row: Cells, sql: string): Statement {
  const values = table.columns.map((_, i) => row[`c${i}`] ?? null);
  return db.on(move.target, sql, row.k, ...values, move.tenant);
}
async function copyReferences(db: MovingDatabases, move: Move, table: TableSql, rows: Cells[]): Promise<void> {
  for (const { column, table: reference } of table.references) {
    const keys = [...new Set(rows.map((row) => row[`c${column}`]).filter((cell) => typeof cell === "string"))];
    if (keys.length > 0)
      await copyReference(db.facts, db.shard(move.source), db.shard(move.target), reference, keys, "keep");
  }
}

/** Applies what has changed at the source, a chunk at a time. Returns how many changes there were. */
export async function drain(db: MovingDatabases, move: Move, chunk: number): Promise<number> {
  const { source, tenant } = move;
  const changes = await rowsOf(
    db.shard(source),
    "SELECT seq, changed_table, changed_key FROM squall_fleet_changes WHERE tenant = ?1 ORDER BY seq LIMIT ?2",
    tenant,
    chunk,
  );
  if (changes.length === 0) return 0;
  const keys = new Map<string, Set<string>>();
  for (const [, table, key] of changes) {
    if (!keys.has(String(table))) keys.set(String(table), new Set());
    keys.get(String(table))!.add(String(key));
  }
  const tables = db.tables.filter(({ name }) => keys.has(name));
  // One batch, so that all rows are of one state of the source.
  const found = await db
    .shard(source)
    .batch(tables.map((table) => db.on(source, table.byKeys, tenant, `[${[...keys.get(table.name)!].join(",")}]`)));
  const deletes: Statement[] = [];
  const puts: Statement[] = [];
  for (const [i, table] of tables.entries()) {
    const rows = found[i]!.results as unknown as Cells[];
    await copyReferences(db, move, table, rows);
    const present = new Set(rows.map((row) => normalised(keyOf(table, row))));
    const gone = [...keys.get(table.name)!].filter((key) => !present.has(normalised(key)));
    if (gone.length > 0) deletes.unshift(db.on(move.target, table.deleteKeys, tenant, `[${gone.join(",")}]`));
    for (const row of rows) puts.push(putOf(db, move, table, row, table.put));
  }
  try {
    await db.putOnTarget(move, [db.shard(move.target).prepare("PRAGMA defer_foreign_keys = on"), ...deletes, ...puts]);
  } catch (error) {
    mustBeConstraint(error);
    // A row may refer to one that comes with a later change: take more of them at once.
    if (changes.length < chunk)
      throw new MoveFailure(
        `changes of ${tables.map(({ name }) => name).join(", ")} cannot be applied: ${messageOf(error)}`,
      );
    return await drain(db, move, chunk * 4);
  }
  const last = changes.at(-1)![0];
  await db.putOnSource(move, [
    db.on(
      source,
      "DELETE FROM squall_fleet_changes WHERE tenant = ?1 AND seq <= CAST(?2 AS INTEGER)",
      tenant,
      String(last),
    ),
  ]);
  return changes.length;
}
