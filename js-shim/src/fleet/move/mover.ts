// Moves tenants to other shards while they are in use. The state of a move is a row of the home database, so it goes on wherever it was
// interrupted: in a Worker's alarm, in Node, or by the command. docs/FLEET.md describes the steps and why nothing is lost.
import type { Binding } from "../../binding.js";
import { SquallError } from "../../error.js";
import { rowsOf } from "../directory.js";
import type { FleetFacts } from "../facts.js";
import { refusal } from "../texts.js";
import { sizes } from "./compare_tables.js";
import { MoveFailure } from "./move_failure.js";
import type { Move, MoveOptions, MovePreview, MovesReport, MoveState, MoveStep } from "./move_state.js";
import { takeStep, targetMustNotBeActive, undo } from "./move_steps.js";
import { MovingDatabases } from "./moving_databases.js";

export type { MoveOptions, MovePreview, MovesReport, MoveState, MoveStep };

interface Clock {
  now: () => number;
}
const defaultGrace = 60_000;
/** How long until a move whose last attempt has failed is tried again, in milliseconds. */
const pauseAfterFailure = 5_000;

export class Mover {
  readonly #db: MovingDatabases;
  constructor(
    readonly facts: FleetFacts,
    readonly home: Binding,
    readonly shards: Readonly<Record<string, Binding>>,
    readonly clock: Clock,
  ) {
    this.#db = new MovingDatabases(facts, home, shards);
  }

  /** Begins a move, and goes on with it. Fails with conflict while the tenant is being moved to another shard. */
  async move(tenant: string, target: string, options: MoveOptions = {}): Promise<MoveState> {
    this.#db.shard(target);
    const state = await this.#begin(tenant, target);
    return state.step === "done" ? state : await this.advance(tenant, options);
  }
  /** Begins a move and leaves the work to run(), of a Worker for example. Reaches only the home database. */
  async request(tenant: string, target: string): Promise<MoveState> {
    const known = await rowsOf(this.home, "SELECT 1 FROM squall_fleet_shards WHERE shard = ?1", target);
    if (known.length === 0) throw refusal(`the directory has no shard ${target}`);
    return this.#shown(await this.#begin(tenant, target));
  }
  async #begin(tenant: string, target: string): Promise<Move | MoveState> {
    this.#mustBeMovable();
    await this.#db.begin(tenant, target);
    const move = await this.#db.find(tenant);
    if (move === undefined) {
      const { shard, state } = await this.#place(tenant);
      if (shard === target) return { tenant, source: target, target, step: "done" };
      throw new SquallError("conflict", `conflict: the tenant's state is ${state}`, { retryable: true });
    }
    if (move.target !== target)
      throw new SquallError("conflict", `conflict: the tenant is being moved to ${move.target}`);
    return move;
  }
  /** What a move would copy. Writes nothing. */
  async preview(tenant: string, target: string): Promise<MovePreview> {
    this.#mustBeMovable();
    this.#db.shard(target);
    const { shard: source } = await this.#place(tenant);
    const all = await sizes(this.#db, source, tenant);
    const tables = all.map((size, i) => ({ table: this.#db.tables[i]!.name, ...size })).filter(({ rows }) => rows > 0);
    const sum = (field: "rows" | "bytes") => tables.reduce((total, table) => total + table[field], 0);
    return { tenant, source, target, tables, rows: sum("rows"), bytes: sum("bytes") };
  }

  /** The moves that are not done. */
  async list(): Promise<MoveState[]> {
    return (await this.#db.moves()).map((move) => this.#shown(move));
  }
  async state(tenant: string): Promise<MoveState | undefined> {
    const move = await this.#db.find(tenant);
    return move === undefined ? undefined : this.#shown(move);
  }

  /**
   * Goes on with all moves, one after another, until each is done or has to wait, or the budget is spent. For the alarm of a Durable
   * Object or a cron trigger.
   */
  async run(options: MoveOptions = {}): Promise<MovesReport> {
    const deadline = this.clock.now() + (options.budget ?? Infinity);
    const report: MovesReport = { moves: [], failed: [] };
    let next: number | undefined;
    const callAt = (time: number) => (next = Math.min(next ?? Infinity, time));
    for (const { tenant } of await this.#db.moves()) {
      const now = this.clock.now();
      if (now >= deadline) {
        callAt(now);
        break;
      }
      try {
        const state = await this.advance(tenant, { ...options, budget: deadline - now });
        report.moves.push(state);
        if (state.step !== "done") callAt(state.ready_at ?? this.clock.now());
      } catch (error) {
        report.failed.push({ tenant, error: SquallError.from(error) ?? unknownFailure(error) });
        if ((await this.#db.find(tenant)) !== undefined) callAt(this.clock.now() + pauseAfterFailure);
      }
    }
    return { ...report, ...(next === undefined ? {} : { next_at: next }) };
  }

  /** Goes on with a move until it is done, has to wait for the end of its grace, or the budget is spent. */
  async advance(tenant: string, options: MoveOptions = {}): Promise<MoveState> {
    const move = await this.#db.claim(tenant);
    if (move === undefined) return { tenant, source: "", target: "", step: "done" };
    const deadline = this.clock.now() + (options.budget ?? Infinity);
    const shown = () => this.#shown(move, options.grace);
    try {
      while (move.step !== "done") {
        if (move.step === "cleanup" && this.clock.now() < shown().ready_at!) return shown();
        await takeStep(this.#db, move, options, this.clock.now);
        if (this.clock.now() >= deadline) return shown();
      }
      return shown();
    } catch (error) {
      if (!(error instanceof MoveFailure)) throw error;
      await this.#db.save(move, "abort", undefined, error.message);
      await undo(this.#db, move);
      throw new SquallError(
        "internal",
        `internal: the move was undone, the tenant stays on ${move.source}: ${error.message}`,
        { cause: error },
      );
    }
  }
  /** Undoes a move that has not flipped yet: the tenant stays where it is, and the copies are deleted. */
  async abort(tenant: string): Promise<void> {
    const move = await this.#db.claim(tenant);
    if (move === undefined) return;
    if (move.step === "cede" || move.step === "cleanup")
      throw refusal("the tenant is on its new shard already; move it back instead");
    await targetMustNotBeActive(this.#db, move);
    await this.#db.save(move, "abort");
    await undo(this.#db, move);
  }

  #mustBeMovable(): void {
    const obstacle = Object.entries(this.facts.tables).find(([, t]) => t.cannotMove !== undefined);
    if (obstacle !== undefined) throw refusal(`no tenant can be moved: ${obstacle[0]}: ${obstacle[1].cannotMove}`);
  }
  async #place(tenant: string): Promise<{ shard: string; state: string }> {
    const [row] = await rowsOf(this.home, "SELECT shard, state FROM squall_fleet_tenants WHERE tenant = ?1", tenant);
    if (row === undefined) throw new SquallError("not_found", "not_found: tenant");
    return { shard: String(row[0]), state: String(row[1]) };
  }
  /** What callers see of a move. */
  #shown(move: Move | MoveState, grace = defaultGrace): MoveState {
    if (!("epoch" in move)) return move;
    const { tenant, source, target, step, flippedAt, fencedAt } = move;
    return {
      tenant,
      source,
      target,
      step,
      ...(flippedAt > 0 ? { fenced_for: flippedAt - fencedAt } : {}),
      ...(step === "cleanup" ? { ready_at: flippedAt + grace } : {}),
    };
  }
}

const unknownFailure = (cause: unknown): SquallError =>
  new SquallError("unavailable", `unavailable: ${cause instanceof Error ? cause.message : String(cause)}`, {
    retryable: true,
    cause,
  });
