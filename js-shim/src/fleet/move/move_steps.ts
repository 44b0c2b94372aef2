// The steps of a move. Each may be repeated, and each leaves the move's row at the step that comes next.
import { shardTables } from "../tables.js";
import { rowsOf } from "../directory.js";
import { refusal } from "../texts.js";
import { compare } from "./compare_tables.js";
import { copyPage, drain } from "./copy_rows.js";
import { takenOver } from "./move_failure.js";
import type { Move, MoveOptions } from "./move_state.js";
import type { MovingDatabases } from "./moving_databases.js";
import { dropTriggers, purge } from "./remove_rows.js";

const changesAtFence = 50;
const maxRounds = 50;

export async function takeStep(
  db: MovingDatabases,
  move: Move,
  options: MoveOptions,
  now: () => number,
): Promise<void> {
  switch (move.step) {
    case "capture":
      return await capture(db, move);
    case "copy":
    case "late":
      return await copyPage(db, move, options, move.step);
    case "drain":
      return await drainBeforeFence(db, move);
    case "fence":
      return await fence(db, move, now);
    case "compare":
      return await compare(db, move, options);
    case "flip":
      return await flip(db, move, now);
    case "cede":
      return await cede(db, move);
    case "cleanup":
      return await cleanup(db, move);
    case "abort":
      return await undo(db, move);
    case "done":
  }
}

/** One statement on a shard that may not have the fleet's tables yet. */
async function onFleetTables(db: MovingDatabases, shard: string, statement: ReturnType<MovingDatabases["on"]>) {
  await db.shard(shard).batch([...shardTables.map((sql) => db.shard(shard).prepare(sql)), statement]);
}
/** Removes what the source has noted of a tenant: that it is moving, or its changes. */
const forget = (db: MovingDatabases, { source, tenant }: Move, table: "squall_fleet_moving" | "squall_fleet_changes") =>
  db.on(source, `DELETE FROM ${table} WHERE tenant = ?1`, tenant);

/** From here on every change of the tenant's rows at the source is noted. */
async function capture(db: MovingDatabases, move: Move): Promise<void> {
  const { source, target, tenant } = move;
  await onFleetTables(
    db,
    target,
    db.on(
      target,
      "INSERT INTO squall_fleet_owned (tenant, generation, state, epoch) VALUES (?1, CAST(?2 AS INTEGER), 'arriving', CAST(?3 AS INTEGER)) " +
        "ON CONFLICT (tenant) DO UPDATE SET generation = excluded.generation, state = excluded.state, epoch = excluded.epoch " +
        "WHERE squall_fleet_owned.state IN ('arriving', 'left') AND (squall_fleet_owned.generation, iif(squall_fleet_owned.state = 'left', 9e999, squall_fleet_owned.epoch)) < (excluded.generation, excluded.epoch)",
      tenant,
      move.generation,
      move.epoch,
    ),
  );
  await purge(db, move, "target");
  await db.putOnSource(move, [
    ...db.tables.flatMap(({ triggers }) => triggers.map((sql) => db.shard(source).prepare(sql))),
    forget(db, move, "squall_fleet_changes"),
    db.on(
      source,
      "INSERT INTO squall_fleet_moving (tenant, state) VALUES (?1, 'copying') ON CONFLICT (tenant) DO NOTHING",
      tenant,
    ),
  ]);
  await db.save(move, "copy");
}

async function drainBeforeFence(db: MovingDatabases, move: Move): Promise<void> {
  for (let round = 0; round < maxRounds; round++) {
    if ((await drain(db, move, 200)) <= changesAtFence) break;
    await db.save(move, "drain");
  }
  await db.save(move, "fence");
}

/** From here on the source refuses the tenant's writes, whoever sends them. */
async function fence(db: MovingDatabases, move: Move, now: () => number): Promise<void> {
  const { source, tenant, generation } = move;
  await db.home.batch([
    db.onHome(
      "UPDATE squall_fleet_moves SET fenced_at = CAST(?2 AS INTEGER) WHERE tenant = ?1 AND epoch = ?3 AND fenced_at = 0",
      tenant,
      now(),
      move.epoch,
    ),
  ]);
  if (move.fencedAt === 0) move.fencedAt = now();
  await db.putOnSource(move, [
    db.on(
      source,
      "UPDATE squall_fleet_owned SET state = 'fenced' WHERE tenant = ?1 AND generation < ?2 AND state = 'active'",
      tenant,
      generation,
    ),
    db.on(source, "UPDATE squall_fleet_moving SET state = 'fenced' WHERE tenant = ?1", tenant),
  ]);
  while ((await drain(db, move, 500)) > 0);
  await db.save(move, "compare");
}

/** The target owns the tenant, and the directory says so. Until then nobody has its generation, and the source refuses writes. */
async function flip(db: MovingDatabases, move: Move, now: () => number): Promise<void> {
  const { target, tenant, generation } = move;
  const results = await db
    .shard(target)
    .batch([
      db.on(
        target,
        "UPDATE squall_fleet_owned SET state = 'active', epoch = 0 WHERE tenant = ?1 AND generation = ?2 AND state = 'arriving' AND epoch = ?3",
        tenant,
        generation,
        move.epoch,
      ),
      db.on(target, "SELECT state FROM squall_fleet_owned WHERE tenant = ?1 AND generation = ?2", tenant, generation),
    ]);
  if (results[1]!.results[0]?.state !== "active") throw takenOver();
  const flippedAt = now();
  await db.home.batch([
    db.onHome(
      "UPDATE squall_fleet_tenants SET shard = ?2, generation = CAST(?3 AS INTEGER), state = 'active' WHERE tenant = ?1 AND generation < ?3",
      tenant,
      target,
      generation,
    ),
    db.onHome(
      "UPDATE squall_fleet_moves SET step = 'cede', flipped_at = CAST(?3 AS INTEGER) WHERE tenant = ?1 AND generation = ?2 AND step = 'flip'",
      tenant,
      generation,
      flippedAt,
    ),
  ]);
  move.step = "cede";
  move.flippedAt = flippedAt;
}

async function cede(db: MovingDatabases, move: Move): Promise<void> {
  await db.putOnSource(move, [
    db.on(
      move.source,
      "UPDATE squall_fleet_owned SET state = 'ceded' WHERE tenant = ?1 AND generation < ?2",
      move.tenant,
      move.generation,
    ),
  ]);
  await db.save(move, "cleanup");
}

async function cleanup(db: MovingDatabases, move: Move): Promise<void> {
  const { source, tenant } = move;
  // Else a mover before this one has deleted everything already.
  if ((await ownedState(db, source, tenant, move.generation - 1)) !== "left") {
    await db.putOnSource(move, [forget(db, move, "squall_fleet_moving")]);
    await purge(db, move, "source");
    await db.putOnSource(move, [
      forget(db, move, "squall_fleet_changes"),
      db.on(
        source,
        "UPDATE squall_fleet_owned SET state = 'left' WHERE tenant = ?1 AND generation < ?2 AND state = 'ceded'",
        tenant,
        move.generation,
      ),
    ]);
  }
  await dropTriggers(db, source);
  await db.end(move);
}

/** Undoes the move: the tenant stays where it is, and the copies are deleted. */
export async function undo(db: MovingDatabases, move: Move): Promise<void> {
  const { source, target, tenant } = move;
  await targetMustNotBeActive(db, move);
  // The copies first: while they are there the tenant is marked as arriving.
  if ((await ownedState(db, target, tenant, move.generation)) === "arriving") {
    await purge(db, move, "target");
    await db.putOnTarget(move, [
      db.on(
        target,
        "UPDATE squall_fleet_owned SET state = 'left' WHERE tenant = ?1 AND generation = ?2 AND state = 'arriving'",
        tenant,
        move.generation,
      ),
    ]);
  } else {
    await onFleetTables(
      db,
      target,
      db.on(
        target,
        "INSERT INTO squall_fleet_owned (tenant, generation, state) VALUES (?1, CAST(?2 AS INTEGER), 'left') " +
          "ON CONFLICT (tenant) DO UPDATE SET generation = excluded.generation WHERE squall_fleet_owned.state = 'left' AND squall_fleet_owned.generation < excluded.generation",
        tenant,
        move.generation,
      ),
    );
  }
  // With the next generation, so that no request of this move that is still on its way is taken for one of the next move.
  if ((await ownedState(db, source, tenant, move.generation - 1)) !== undefined)
    await db.putOnSource(move, [
      forget(db, move, "squall_fleet_moving"),
      forget(db, move, "squall_fleet_changes"),
      db.on(
        source,
        "UPDATE squall_fleet_owned SET state = 'active', generation = CAST(?2 AS INTEGER), epoch = 0 WHERE tenant = ?1",
        tenant,
        move.generation,
      ),
    ]);
  await dropTriggers(db, source);
  await db.end(move);
}

export async function targetMustNotBeActive(db: MovingDatabases, { target, tenant, generation }: Move): Promise<void> {
  if ((await ownedState(db, target, tenant, generation)) === "active")
    throw refusal("the tenant is on its new shard already: go on with the move");
}
async function ownedState(db: MovingDatabases, shard: string, tenant: string, generation: number): Promise<unknown> {
  const [row] = await rowsOf(
    db.shard(shard),
    "SELECT state FROM squall_fleet_owned WHERE tenant = ?1 AND generation = ?2",
    tenant,
    generation,
  );
  return row?.[0];
}
