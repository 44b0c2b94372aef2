// Whether the two databases of a move have the tables that the mover knows. A column that it does not know would be lost on the way, and
// a table that a migration has rebuilt has lost the triggers that note its changes.
import { rowsOf } from "../directory.js";
import { MoveFailure } from "./move_failure.js";
import type { MovingDatabases } from "./moving_databases.js";

const columnsOf =
  "SELECT lower(t.name), c.name FROM sqlite_master AS t, pragma_table_info(t.name) AS c " +
  "WHERE t.type = 'table' AND lower(t.name) IN (SELECT value FROM json_each(?1))";

export async function mustHaveSchema(db: MovingDatabases, shard: string): Promise<void> {
  const found = new Map<string, string[]>(db.tables.map(({ name }) => [name, []]));
  const names = JSON.stringify([...found.keys()]);
  for (const [table, column] of await rowsOf(db.shard(shard), columnsOf, names))
    found.get(String(table))!.push(String(column).toLowerCase());
  for (const { name, columns } of db.tables) {
    const there = found.get(name)!;
    const known = columns.map((column) => column.toLowerCase());
    const odd = there.find((column) => !known.includes(column));
    if (odd !== undefined)
      throw new MoveFailure(
        `the shard ${shard} has the column ${name}.${odd}, which this mover does not know: move with the build of the newer migrations`,
      );
    const missing = known.find((column) => !there.includes(column));
    if (missing !== undefined)
      throw new MoveFailure(`the shard ${shard} has no column ${name}.${missing}: run squall fleet migrate first`);
  }
}

export async function mustHaveTriggers(db: MovingDatabases, shard: string): Promise<void> {
  const names = db.tables.flatMap(({ triggerNames }) => triggerNames);
  const found = await rowsOf(
    db.shard(shard),
    "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name IN (SELECT value FROM json_each(?1))",
    JSON.stringify(names),
  );
  const lost = names.find((name) => !found.some(([one]) => one === name));
  if (lost !== undefined)
    throw new MoveFailure(
      `the trigger ${lost} of the shard ${shard} is gone, so a change may not have been noted: was its table rebuilt during the move?`,
    );
}
