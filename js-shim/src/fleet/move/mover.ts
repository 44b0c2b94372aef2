// Moves a tenant to another shard while it is in use. The state of a move is a row of the home database, so it goes on wherever it was
// interrupted, in a Worker's alarm or in Node; every step may be repeated. docs/FLEET.md describes the steps and why nothing is lost.
import type { Binding, Bound, Statement, StatementResult } from "../../binding.js";
import { SquallError } from "../../error.js";
import { rowsOf } from "../directory.js";
import type { FleetFacts } from "../facts.js";
import { copyReference } from "../placement.js";
import { shardTables } from "../tables.js";
import { refusal } from "../texts.js";
import { moveColumns, moveOf, selectMove, type Move, type MoveState, type MoveStep } from "./move_state.js";
import { keyGuard, moverGuard, moveSql, nothingMoves, type TableSql } from "./move_sql.js";
import { hashesOf, keyOf, normalised, type Cells } from "./row_key.js";

export type { MoveState, MoveStep };

export interface MoveOptions {
  /** Rows that are read and written at once; 100 by default. */
  page_rows?: number;
  /** How long the rows stay at the source after the move, for readers with an old route, in milliseconds; 60,000 by default. */
  grace?: number;
  /** Up to this many rows are compared one by one while writes wait; beyond it counts and lengths are. 20,000 by default. */
  compare_rows?: number;
  /** Milliseconds after which advance() returns between two steps; without it, it goes on until the move ends or has to wait. */
  budget?: number;
}
interface Clock {
  now: () => number;
}
const changesAtFence = 50;
const maxRounds = 50;
const purgeRows = 500;

export class Mover {
  readonly #tables: TableSql[];
  constructor(
    readonly facts: FleetFacts,
    readonly home: Binding,
    readonly shards: Readonly<Record<string, Binding>>,
    readonly clock: Clock,
  ) {
    this.#tables = moveSql(facts);
  }

  /** Begins a move, and goes on with it. Fails with conflict while the tenant is being moved to another shard. */
  async move(tenant: string, target: string, options: MoveOptions = {}): Promise<MoveState> {
    const obstacle = Object.entries(this.facts.tables).find(([, t]) => t.cannotMove !== undefined);
    if (obstacle !== undefined) throw refusal(`no tenant can be moved: ${obstacle[0]}: ${obstacle[1].cannotMove}`);
    this.#shard(target);
    await this.home.batch([
      this.#home(
        "INSERT INTO squall_fleet_moves (tenant, source, target, generation, step) SELECT tenant, shard, ?2, generation + 1, 'capture' " +
          "FROM squall_fleet_tenants WHERE tenant = ?1 AND state = 'active' AND shard <> ?2 ON CONFLICT (tenant) DO NOTHING",
        tenant,
        target,
      ),
      this.#home(
        "UPDATE squall_fleet_tenants SET state = 'moving' WHERE tenant = ?1 AND state = 'active' AND EXISTS (SELECT 1 FROM squall_fleet_moves AS m WHERE m.tenant = ?1 AND m.step = 'capture' AND m.generation = squall_fleet_tenants.generation + 1)",
        tenant,
      ),
    ]);
    const move = await this.state(tenant);
    if (move === undefined) {
      const [row] = await rowsOf(this.home, "SELECT shard, state FROM squall_fleet_tenants WHERE tenant = ?1", tenant);
      if (row === undefined) throw new SquallError("not_found", "not_found: tenant");
      if (row[0] === target) return { tenant, source: target, target, step: "done" };
      throw new SquallError("conflict", `conflict: the tenant's state is ${String(row[1])}`, { retryable: true });
    }
    if (move.target !== target)
      throw new SquallError("conflict", `conflict: the tenant is being moved to ${move.target}`);
    return await this.advance(tenant, options);
  }

  /** The moves that are not done. */
  async list(): Promise<MoveState[]> {
    return (await rowsOf(this.home, `${selectMove} ORDER BY tenant`)).map(moveOf);
  }
  async state(tenant: string): Promise<MoveState | undefined> {
    const [row] = await rowsOf(this.home, `${selectMove} WHERE tenant = ?1`, tenant);
    return row === undefined ? undefined : moveOf(row);
  }

  /** Goes on with a move until it is done, has to wait for the end of its grace, or the budget is spent. */
  async advance(tenant: string, options: MoveOptions = {}): Promise<MoveState> {
    let move = await this.#claim(tenant);
    if (move === undefined) return { tenant, source: "", target: "", step: "done" };
    const deadline = this.clock.now() + (options.budget ?? Infinity);
    const readyAt = () => move!.flippedAt + (options.grace ?? 60_000);
    const state = (step = move!.step): MoveState => {
      const { source, target, flippedAt, fencedAt } = move!;
      return {
        tenant,
        source,
        target,
        step,
        ...(flippedAt > 0 ? { fenced_for: flippedAt - fencedAt } : {}),
        ...(step === "cleanup" ? { ready_at: readyAt() } : {}),
      };
    };
    try {
      while (move.step !== "done") {
        if (move.step === "cleanup" && this.clock.now() < readyAt()) return state();
        await this.#step(move, options);
        if (this.clock.now() >= deadline && move.step !== ("done" as MoveStep)) return state();
      }
      return state("done");
    } catch (error) {
      if (!(error instanceof MoveFailure)) throw error;
      await this.#save(move, "abort", undefined, error.message);
      await this.#abort(move);
      throw new SquallError(
        "internal",
        `internal: the move was undone, the tenant stays on ${move.source}: ${error.message}`,
        { cause: error },
      );
    }
  }
  /** Undoes a move that has not flipped yet: the tenant stays where it is, and the copies are deleted. */
  async abort(tenant: string): Promise<void> {
    const move = await this.#claim(tenant);
    if (move === undefined) return;
    if (move.step === "cede" || move.step === "cleanup")
      throw refusal("the tenant is on its new shard already; move it back instead");
    await this.#targetMustNotBeActive(move);
    await this.#save(move, "abort");
    await this.#abort(move);
  }

  // ---- the row of the move ----
  #home(sql: string, ...values: Bound[]): Statement {
    return this.home.prepare(sql).bind(...values);
  }
  #shard(name: string): Binding {
    const shard = this.shards[name];
    if (shard === undefined) throw refusal(`there is no shard ${name}`);
    return shard;
  }
  /** Takes the move over: what another mover still sends is refused from now on. */
  async #claim(tenant: string): Promise<Move | undefined> {
    const [claimed] = await this.home.batch([
      this.#home(`UPDATE squall_fleet_moves SET epoch = epoch + 1 WHERE tenant = ?1 RETURNING ${moveColumns}`, tenant),
    ]);
    const row = claimed!.results[0];
    if (row === undefined) return undefined;
    const move = moveOf(Object.values(row));
    await this.#shard(move.target).batch([
      this.#on(
        move.target,
        "UPDATE squall_fleet_owned SET epoch = CAST(?2 AS INTEGER) WHERE tenant = ?1 AND state = 'arriving'",
        tenant,
        move.epoch,
      ),
    ]);
    return move;
  }
  #on(shard: string, sql: string, ...values: Bound[]): Statement {
    return this.#shard(shard)
      .prepare(sql)
      .bind(...values);
  }
  async #save(
    move: Move,
    step: MoveStep,
    position = { table: 0, row: String(-(2n ** 63n)) },
    failure = "",
  ): Promise<void> {
    const [saved] = await this.home.batch([
      this.#home(
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
  /** A batch on the target that only this mover may send. */
  async #putOnTarget(move: Move, statements: Statement[]): Promise<StatementResult[]> {
    return await this.#shard(move.target).batch([
      this.#on(move.target, moverGuard, move.tenant, move.generation, move.epoch),
      ...statements,
    ]);
  }

  // ---- the steps ----
  async #step(move: Move, options: MoveOptions): Promise<void> {
    switch (move.step) {
      case "capture":
        return await this.#capture(move);
      case "copy":
        return await this.#copy(move, options, "copy");
      case "late":
        return await this.#copy(move, options, "late");
      case "drain":
        return await this.#drainBeforeFence(move);
      case "fence":
        return await this.#fence(move);
      case "compare":
        return await this.#compare(move, options);
      case "flip":
        return await this.#flip(move);
      case "cede":
        await this.#shard(move.source).batch([
          this.#on(
            move.source,
            "UPDATE squall_fleet_owned SET state = 'ceded' WHERE tenant = ?1 AND generation < ?2",
            move.tenant,
            move.generation,
          ),
        ]);
        return await this.#save(move, "cleanup");
      case "cleanup":
        return await this.#cleanup(move);
      case "abort":
        return await this.#abort(move);
      case "done":
    }
  }

  /** From here on every change of the tenant's rows at the source is noted. */
  async #capture(move: Move): Promise<void> {
    const { source, target, tenant } = move;
    await this.#shard(target).batch([
      ...shardTables.map((sql) => this.#shard(target).prepare(sql)),
      this.#on(
        target,
        "INSERT INTO squall_fleet_owned (tenant, generation, state, epoch) VALUES (?1, CAST(?2 AS INTEGER), 'arriving', CAST(?3 AS INTEGER)) " +
          "ON CONFLICT (tenant) DO UPDATE SET generation = excluded.generation, epoch = excluded.epoch WHERE squall_fleet_owned.state = 'arriving'",
        tenant,
        move.generation,
        move.epoch,
      ),
    ]);
    await this.#purge(move, target);
    await this.#shard(source).batch([
      ...this.#tables.flatMap(({ triggers }) => triggers.map((sql) => this.#shard(source).prepare(sql))),
      this.#on(source, "DELETE FROM squall_fleet_changes WHERE tenant = ?1", tenant),
      this.#on(
        source,
        "INSERT INTO squall_fleet_moving (tenant, state) VALUES (?1, 'copying') ON CONFLICT (tenant) DO NOTHING",
        tenant,
      ),
    ]);
    await this.#save(move, "copy");
  }

  /** One page of one table. The first pass leaves out what refers to rows that come later; the second fills it in. */
  async #copy(move: Move, { page_rows = 100 }: MoveOptions, pass: "copy" | "late"): Promise<void> {
    const { table: at, row } = move.position;
    const table = this.#tables[at];
    if (table === undefined) return await this.#save(move, pass === "copy" ? "late" : "drain");
    const next = { table: at + 1, row: String(-(2n ** 63n)) };
    if (pass === "late" && table.late.length === 0) return await this.#save(move, pass, next);
    const { results } = await this.#on(
      move.source,
      pass === "copy" ? table.page : table.latePage,
      move.tenant,
      row,
      page_rows,
    ).all();
    const rows = results as unknown as Cells[];
    await this.#putRows(move, table, rows, pass === "copy" ? table.putEarly : table.put);
    await this.#save(move, pass, rows.length < page_rows ? next : { table: at, row: rows.at(-1)!.r });
  }
  async #putRows(move: Move, table: TableSql, rows: Cells[], sql: string): Promise<void> {
    if (rows.length === 0) return;
    for (const one of rows)
      if (table.key.some((c) => one[`c${table.columns.indexOf(c)}`] === null))
        throw new MoveFailure(`a row of ${table.name} has a key that is null`);
    await this.#copyReferences(move, table, rows);
    const puts = rows.map((one) => this.#put(move, table, one, sql));
    try {
      await this.#putOnTarget(move, puts);
    } catch (error) {
      mustBeConstraint(error);
      // A row that refers to one that is newer than the pass, or whose key another has left: its change is noted, or is now.
      for (const [i, one] of puts.entries())
        try {
          await this.#putOnTarget(move, [one]);
        } catch (error) {
          mustBeConstraint(error);
          await this.#shard(move.source).batch([
            this.#on(
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
  #put(move: Move, table: TableSql, row: Cells, sql: string): Statement {
    const values = table.columns.map((_, i) => row[`c${i}`] ?? null);
    return this.#on(move.target, sql, row.k, ...values, move.tenant);
  }
  async #copyReferences(move: Move, table: TableSql, rows: Cells[]): Promise<void> {
    for (const { column, table: reference } of table.references) {
      const keys = [...new Set(rows.map((row) => row[`c${column}`]).filter((cell) => typeof cell === "string"))];
      if (keys.length > 0)
        await copyReference(this.facts, this.#shard(move.source), this.#shard(move.target), reference, keys, "keep");
    }
  }

  /** Applies what has changed at the source, a chunk at a time. Returns how many changes there were. */
  async #drain(move: Move, chunk: number): Promise<number> {
    const { source, tenant } = move;
    const changes = await rowsOf(
      this.#shard(source),
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
    const tables = this.#tables.filter(({ name }) => keys.has(name));
    // One batch, so that all rows are of one state of the source.
    const found = await this.#shard(source).batch(
      tables.map((table) => this.#on(source, table.byKeys, tenant, `[${[...keys.get(table.name)!].join(",")}]`)),
    );
    const deletes: Statement[] = [];
    const puts: Statement[] = [];
    for (const [i, table] of tables.entries()) {
      const rows = found[i]!.results as unknown as Cells[];
      await this.#copyReferences(move, table, rows);
      const present = new Set(rows.map((row) => normalised(keyOf(table, row))));
      const gone = [...keys.get(table.name)!].filter((key) => !present.has(normalised(key)));
      if (gone.length > 0) deletes.unshift(this.#on(move.target, table.deleteKeys, tenant, `[${gone.join(",")}]`));
      for (const row of rows) puts.push(this.#put(move, table, row, table.put));
    }
    try {
      await this.#putOnTarget(move, [
        this.#shard(move.target).prepare("PRAGMA defer_foreign_keys = on"),
        ...deletes,
        ...puts,
      ]);
    } catch (error) {
      mustBeConstraint(error);
      // A row may refer to one that comes with a later change: take more of them at once.
      if (changes.length < chunk)
        throw new MoveFailure(
          `changes of ${tables.map(({ name }) => name).join(", ")} cannot be applied: ${messageOf(error)}`,
        );
      return await this.#drain(move, chunk * 4);
    }
    const last = changes.at(-1)![0];
    await this.#shard(source).batch([
      this.#on(
        source,
        "DELETE FROM squall_fleet_changes WHERE tenant = ?1 AND seq <= CAST(?2 AS INTEGER)",
        tenant,
        String(last),
      ),
    ]);
    return changes.length;
  }
  async #drainBeforeFence(move: Move): Promise<void> {
    for (let round = 0; round < maxRounds; round++) {
      if ((await this.#drain(move, 200)) <= changesAtFence) break;
      await this.#save(move, "drain");
    }
    await this.#save(move, "fence");
  }
  /** From here on the source refuses the tenant's writes, whoever sends them. */
  async #fence(move: Move): Promise<void> {
    const { source, tenant, generation } = move;
    await this.home.batch([
      this.#home(
        "UPDATE squall_fleet_moves SET fenced_at = CAST(?2 AS INTEGER) WHERE tenant = ?1 AND epoch = ?3 AND fenced_at = 0",
        tenant,
        this.clock.now(),
        move.epoch,
      ),
    ]);
    if (move.fencedAt === 0) move.fencedAt = this.clock.now();
    await this.#shard(source).batch([
      this.#on(
        source,
        "UPDATE squall_fleet_owned SET state = 'fenced' WHERE tenant = ?1 AND generation < ?2 AND state = 'active'",
        tenant,
        generation,
      ),
      this.#on(source, "UPDATE squall_fleet_moving SET state = 'fenced' WHERE tenant = ?1", tenant),
    ]);
    while ((await this.#drain(move, 500)) > 0);
    await this.#save(move, "compare");
  }
  async #compare(move: Move, { compare_rows = 20_000 }: MoveOptions): Promise<void> {
    const { source, target, tenant } = move;
    const sums = async (shard: string) =>
      (await this.#shard(shard).batch(this.#tables.map(({ sums }) => this.#on(shard, sums, tenant)))).map(
        ({ results }) => results[0]!,
      );
    const [left, right] = [await sums(source), await sums(target)];
    let total = 0;
    for (const [i, table] of this.#tables.entries()) {
      const [a, b] = [left[i]!, right[i]!];
      if (a.n !== b.n || a.bytes !== b.bytes)
        throw new MoveFailure(
          `${table.name} has ${String(a.n)} rows of ${String(a.bytes)} bytes, and its copy ${String(b.n)} of ${String(b.bytes)}`,
        );
      total += Number(a.n);
    }
    if (total <= compare_rows)
      for (const [i, table] of this.#tables.entries())
        if (
          Number(left[i]!.n) > 0 &&
          (await this.#checksum(source, table, tenant)) !== (await this.#checksum(target, table, tenant))
        )
          throw new MoveFailure(`${table.name} differs from its copy`);
    await this.#save(move, "flip");
  }
  /** The same for the same rows in any order. */
  async #checksum(shard: string, table: TableSql, tenant: string): Promise<string> {
    let sums = [0, 0];
    for (let row = String(-(2n ** 63n)); ;) {
      const { results } = await this.#on(shard, table.page, tenant, row, 500).all();
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

  /** The target owns the tenant, and the directory says so. Until then nobody has its generation, and the source refuses writes. */
  async #flip(move: Move): Promise<void> {
    const { target, tenant, generation } = move;
    const results = await this.#shard(target).batch([
      this.#on(
        target,
        "UPDATE squall_fleet_owned SET state = 'active' WHERE tenant = ?1 AND generation = ?2 AND state = 'arriving' AND epoch = ?3",
        tenant,
        generation,
        move.epoch,
      ),
      this.#on(
        target,
        "SELECT state FROM squall_fleet_owned WHERE tenant = ?1 AND generation = ?2",
        tenant,
        generation,
      ),
    ]);
    if (results[1]!.results[0]?.state !== "active") throw takenOver();
    const now = this.clock.now();
    await this.home.batch([
      this.#home(
        "UPDATE squall_fleet_tenants SET shard = ?2, generation = CAST(?3 AS INTEGER), state = 'active' WHERE tenant = ?1 AND generation < ?3",
        tenant,
        target,
        generation,
      ),
      this.#home(
        "UPDATE squall_fleet_moves SET step = 'cede', flipped_at = CAST(?3 AS INTEGER) WHERE tenant = ?1 AND generation = ?2 AND step = 'flip'",
        tenant,
        generation,
        now,
      ),
    ]);
    move.step = "cede";
    move.flippedAt = now;
  }

  async #cleanup(move: Move): Promise<void> {
    const { source, tenant } = move;
    await this.#shard(source).batch([this.#on(source, "DELETE FROM squall_fleet_moving WHERE tenant = ?1", tenant)]);
    await this.#purge(move, source);
    await this.#shard(source).batch([
      this.#on(
        source,
        "DELETE FROM squall_fleet_owned WHERE tenant = ?1 AND generation < ?2 AND state = 'ceded'",
        tenant,
        move.generation,
      ),
      this.#on(source, "DELETE FROM squall_fleet_changes WHERE tenant = ?1", tenant),
    ]);
    await this.#dropTriggers(source);
    await this.#end(move);
  }
  async #abort(move: Move): Promise<void> {
    const { source, target, tenant } = move;
    await this.#targetMustNotBeActive(move);
    // The copies first: while they are there the tenant is marked as arriving.
    await this.#purge(move, target);
    await this.#shard(target).batch([
      this.#on(
        target,
        "DELETE FROM squall_fleet_owned WHERE tenant = ?1 AND generation = ?2 AND state = 'arriving'",
        tenant,
        move.generation,
      ),
    ]);
    await this.#shard(source).batch([
      this.#on(source, "DELETE FROM squall_fleet_moving WHERE tenant = ?1", tenant),
      this.#on(
        source,
        "UPDATE squall_fleet_owned SET state = 'active' WHERE tenant = ?1 AND generation < ?2 AND state = 'fenced'",
        tenant,
        move.generation,
      ),
      this.#on(source, "DELETE FROM squall_fleet_changes WHERE tenant = ?1", tenant),
    ]);
    await this.#dropTriggers(source);
    await this.#end(move);
  }
  async #targetMustNotBeActive({ target, tenant, generation }: Move): Promise<void> {
    const rows = await rowsOf(
      this.#shard(target),
      "SELECT state FROM squall_fleet_owned WHERE tenant = ?1 AND generation = ?2",
      tenant,
      generation,
    );
    if (rows[0]?.[0] === "active") throw refusal("the tenant is on its new shard already: go on with the move");
  }
  async #end(move: Move): Promise<void> {
    await this.home.batch([
      this.#home(
        "UPDATE squall_fleet_tenants SET state = 'active' WHERE tenant = ?1 AND state = 'moving'",
        move.tenant,
      ),
      this.#home("DELETE FROM squall_fleet_moves WHERE tenant = ?1 AND epoch = ?2", move.tenant, move.epoch),
    ]);
    move.step = "done";
  }
  /** Unless another tenant of this shard is being moved. */
  async #dropTriggers(source: string): Promise<void> {
    const shard = this.#shard(source);
    try {
      await shard.batch([
        shard.prepare(nothingMoves),
        ...this.#tables.flatMap(({ dropTriggers }) => dropTriggers.map((sql) => shard.prepare(sql))),
      ]);
    } catch (error) {
      if (!messageOf(error).includes("fleet_moving")) throw error;
    }
  }
  /** Deletes the tenant's rows, children first. */
  async #purge(move: Move, shard: string): Promise<void> {
    const { tenant } = move;
    for (const { forgetLate } of this.#tables)
      if (forgetLate !== undefined) await this.#shard(shard).batch([this.#on(shard, forgetLate, tenant)]);
    for (const { purge } of this.#tables.toReversed())
      for (;;) {
        const [deleted] = await this.#shard(shard).batch([this.#on(shard, purge, tenant, purgeRows)]);
        if (deleted!.results.length < purgeRows) break;
      }
  }
}

/** What is in the way of this move, and does not go away: the move is undone. */
class MoveFailure extends Error {}
const takenOver = (): SquallError =>
  new SquallError("guard_failed", "guard_failed: fleet_mover; another mover has taken this move over", {
    guard: "fleet_mover",
  });
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
function mustBeConstraint(error: unknown): void {
  if (messageOf(error).includes(keyGuard))
    throw new MoveFailure("a row of another tenant on the target has the key of a row that is copied");
  if (!/constraint failed/i.test(messageOf(error))) throw error;
}
