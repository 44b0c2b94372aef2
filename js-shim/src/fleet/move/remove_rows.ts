// What a move leaves behind at the source, or at the target of a move that is undone.
import type { Bound } from "../../binding.js";
import { messageOf } from "./move_failure.js";
import { nothingMoves } from "./move_sql.js";
import type { Move } from "./move_state.js";
import type { MovingDatabases } from "./moving_databases.js";

const purgeRows = 500;

/** Unless another tenant of this shard is being moved. */
export async function dropTriggers(db: MovingDatabases, source: string): Promise<void> {
  const shard = db.shard(source);
  try {
    await shard.batch([
      shard.prepare(nothingMoves),
      ...db.tables.flatMap(({ dropTriggers }) => dropTriggers.map((sql) => shard.prepare(sql))),
    ]);
  } catch (error) {
    if (!messageOf(error).includes("fleet_moving")) throw error;
  }
}
/** Deletes the tenant's rows, children first; each batch only while this mover has the move. */
export async function purge(db: MovingDatabases, move: Move, side: "source" | "target"): Promise<void> {
  const remove = async (sql: string, ...values: Bound[]) => {
    const statements = [db.on(move[side], sql, move.tenant, ...values)];
    const [deleted] =
      side === "source" ? await db.putOnSource(move, statements) : await db.putOnTarget(move, statements);
    return deleted!.results.length;
  };
  for (const { forgetLate } of db.tables) if (forgetLate !== undefined) await remove(forgetLate);
  for (const { purge } of db.tables.toReversed()) while ((await remove(purge, purgeRows)) === purgeRows);
}
