// Whether the copy is what the source has, while nobody writes either.
import { MoveFailure } from "./move_failure.js";
import type { TableSql } from "./move_sql.js";
import { firstRow, type Move, type MoveOptions } from "./move_state.js";
import type { MovingDatabases } from "./moving_databases.js";
import { hashesOf, type Cells } from "./row_key.js";
import { mustHaveSchema, mustHaveTriggers } from "./same_schema.js";

/** The tenant's rows of each table, in the order of the tables. */
export async function sizes(
  db: MovingDatabases,
  shard: string,
  tenant: string,
): Promise<{ rows: number; bytes: number }[]> {
  const sums = await db.shard(shard).batch(db.tables.map(({ sums }) => db.on(shard, sums, tenant)));
  return sums.map(({ results }) => ({ rows: Number(results[0]!.n), bytes: Number(results[0]!.bytes) }));
}
export async function compare(db: MovingDatabases, move: Move, { compare_rows = 20_000 }: MoveOptions): Promise<void> {
  const { source, target, tenant } = move;
  await mustHaveTriggers(db, source);
  for (const shard of [source, target]) await mustHaveSchema(db, shard);
  const [left, right] = [await sizes(db, source, tenant), await sizes(db, target, tenant)];
  let total = 0;
  for (const [i, table] of db.tables.entries()) {
    const [a, b] = [left[i]!, right[i]!];
    if (a.rows !== b.rows || a.bytes !== b.bytes)
      throw new MoveFailure(
        `${table.name} has ${a.rows} rows of ${a.bytes} bytes, and its copy ${b.rows} of ${b.bytes}`,
      );
    total += a.rows;
  }
  if (total <= compare_rows)
    for (const [i, table] of db.tables.entries())
      if (
        left[i]!.rows > 0 &&
        (await checksum(db, source, table, tenant)) !== (await checksum(db, target, table, tenant))
      )
        throw new MoveFailure(`${table.name} differs from its copy`);
  await db.save(move, "flip");
}
/** The same for the same rows in any order. */
async function checksum(db: MovingDatabases, shard: string, table: TableSql, tenant: string): Promise<string> {
  let sums = [0, 0];
  for (let row = firstRow; ;) {
    const { results } = await db.on(shard, table.page, tenant, row, 500).all();
    const rows = results as unknown as Cells[];
    for (const one of rows) {
      const text = JSON.stringify(table.columns.map((_, i) => one[`c${i}`] ?? null)) + one.k;
      const [a, b] = hashesOf(text);
      sums = [(sums[0]! + a) >>> 0, (sums[1]! + b) >>> 0];
    }
    if (rows.length < 500) return sums.join("/");
    row = rows.at(-1)!.r;
  }
}
