// The databases of a move, and its row in the home database: who may write it, and how far it is.
import type { Binding, Bound, Statement, StatementResult } from "../../binding.js";
import { rowsOf } from "../directory.js";
import type { FleetFacts } from "../facts.js";
import { refusal } from "../texts.js";
import { takenOver } from "./move_failure.js";
import { moverGuard, moveSql, sourceGuard, type TableSql } from "./move_sql.js";
import { firstPosition, moveColumns, moveOf, selectMove, type Move, type MoveStep } from "./move_state.js";

export class MovingDatabases {
  readonly tables: TableSql[];
  constructor(
    readonly facts: FleetFacts,
    readonly home: Binding,
    readonly shards: Readonly<Record<string, Binding>>,
  ) {
    this.tables = moveSql(facts);
  }

  onHome(sql: string, ...values: Bound[]): Statement {
    return this.home.prepare(sql).bind(...values);
  }
  shard(name: string): Binding {
    const shard = this.shards[name];
    if (shard === undefined) throw refusal(`there is no shard ${name}`);
    return shard;
  }
  on(shard: string, sql: string, ...values: Bound[]): Statement {
    return this.shard(shard)
      .prepare(sql)
      .bind(...values);
  }
  /** A batch on the target that only this mover may send. */
  async putOnTarget(move: Move, statements: Statement[]): Promise<StatementResult[]> {
    const [, ...results] = await this.shard(move.target).batch([
      this.on(move.target, moverGuard, move.tenant, move.generation, move.epoch),
      ...statements,
    ]);
    return results;
  }

  /** The same at the source: a request of an older mover that arrives late changes nothing. */
  async putOnSource(move: Move, statements: Statement[]): Promise<StatementResult[]> {
    const [, ...results] = await this.shard(move.source).batch([
      this.on(move.source, sourceGuard, move.tenant, move.generation, move.epoch),
      ...statements,
    ]);
    return results;
  }

  // ---- the row of the move ----
  async moves(): Promise<Move[]> {
    return (await rowsOf(this.home, `${selectMove} ORDER BY tenant`)).map(moveOf);
  }
  async find(tenant: string): Promise<Move | undefined> {
    const [row] = await rowsOf(this.home, `${selectMove} WHERE tenant = ?1`, tenant);
    return row === undefined ? undefined : moveOf(row);
  }
  /** Writes the row of a move, where the tenant is active on another shard. */
  async begin(tenant: string, target: string): Promise<void> {
    await this.home.batch([
      this.onHome(
        "INSERT INTO squall_fleet_moves (tenant, source, target, generation, step) SELECT tenant, shard, ?2, generation + 1, 'capture' " +
          "FROM squall_fleet_tenants WHERE tenant = ?1 AND state = 'active' AND shard <> ?2 ON CONFLICT (tenant) DO NOTHING",
        tenant,
        target,
      ),
      this.onHome(
        "UPDATE squall_fleet_tenants SET state = 'moving' WHERE tenant = ?1 AND state = 'active' AND EXISTS (SELECT 1 FROM squall_fleet_moves AS m WHERE m.tenant = ?1 AND m.step = 'capture' AND m.generation = squall_fleet_tenants.generation + 1)",
        tenant,
      ),
    ]);
  }
  /** Takes the move over: what another mover still sends is refused from now on. */
  async claim(tenant: string): Promise<Move | undefined> {
    const [claimed] = await this.home.batch([
      this.onHome(`UPDATE squall_fleet_moves SET epoch = epoch + 1 WHERE tenant = ?1 RETURNING ${moveColumns}`, tenant),
    ]);
    const row = claimed!.results[0];
    if (row === undefined) return undefined;
    const move = moveOf(Object.values(row));
    await this.shard(move.target).batch([
      this.on(
        move.target,
        "UPDATE squall_fleet_owned SET epoch = CAST(?3 AS INTEGER) WHERE tenant = ?1 AND generation = ?2 AND state = 'arriving' AND epoch < ?3",
        tenant,
        move.generation,
        move.epoch,
      ),
    ]);
    await this.shard(move.source).batch([
      this.on(
        move.source,
        "UPDATE squall_fleet_owned SET epoch = CAST(?3 AS INTEGER) WHERE tenant = ?1 AND generation = ?2 - 1 AND epoch < ?3",
        tenant,
        move.generation,
        move.epoch,
      ),
    ]);
    return move;
  }
  async save(move: Move, step: MoveStep, position = firstPosition, failure = ""): Promise<void> {
    const [saved] = await this.home.batch([
      this.onHome(
        "UPDATE squall_fleet_moves SET step = ?3, position = ?4, failure = ?5 WHERE tenant = ?1 AND epoch = ?2 RETURNING epoch",
        move.tenant,
        move.epoch,
        step,
        JSON.stringify(position),
        failure,
      ),
    ]);
    if (saved!.results.length === 0) throw takenOver();
    move.step = step;
    move.position = position;
  }
  /** The move is over: its row is deleted. Its generation is used up, also by a move that was undone. */
  async end(move: Move): Promise<void> {
    await this.home.batch([
      this.onHome(
        "UPDATE squall_fleet_tenants SET state = 'active', generation = CAST(?2 AS INTEGER) WHERE tenant = ?1 AND generation = ?2 - 1 AND state = 'moving'",
        move.tenant,
        move.generation,
      ),
      this.onHome("DELETE FROM squall_fleet_moves WHERE tenant = ?1 AND epoch = ?2", move.tenant, move.epoch),
    ]);
    move.step = "done";
  }
}
