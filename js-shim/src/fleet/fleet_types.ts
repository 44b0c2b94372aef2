// The public types of squall/fleet that are the same for every application.
import type { Binding, OpenOptions } from "../types.js";
import type { Mover } from "./move/mover.js";
import type { Route } from "./directory.js";
import type { ShardLoad, Thresholds } from "./placement.js";
import type { Reservations } from "./reservations.js";
import type { DatabaseMigration } from "./schema_gap.js";

export type { FleetFacts, FunctionFacts, TableClass, TableFacts } from "./facts.js";
export type { Route } from "./directory.js";
export type { ShardLoad, Thresholds } from "./placement.js";
export type { MoveOptions, MovePreview, MovesReport, MoveState, MoveStep } from "./move/mover.js";
export type { Leftover } from "./reservations.js";
export type { DatabaseMigration } from "./schema_gap.js";

export interface FleetOptions extends OpenOptions {
  /** The home database: directory, global and reference tables. */
  home: Binding;
  /** The shards by name. A name is stored in the directory: it must never stand for another database. */
  shards: Readonly<Record<string, Binding>>;
  /** How long a directory entry is used without being read again, in milliseconds; 10,000 by default. */
  directory_ttl?: number;
  /** How long a write waits for the end of its tenant's move, in milliseconds; 10,000 by default. */
  move_wait?: number;
  /** Reads carry the fence too: they never see what a moved tenant has left behind. Off by default. */
  fence_reads?: boolean;
  /**
   * Asks every database that has sessions in one, for one request of a Worker: "first-primary", "first-unconstrained", or what bookmark()
   * of an earlier fleet has returned.
   */
  bookmark?: string | undefined;
  /** How many shards `every` asks at once; 6 by default, as many as a Worker may have connections. */
  max_parallel?: number;
  /** When a shard takes no new tenants. */
  thresholds?: Thresholds;
}

/** Moves of tenants to other shards. */
export type FleetMoves = Pick<Mover, "move" | "request" | "preview" | "advance" | "run" | "abort" | "list" | "state">;

export interface FleetManagement {
  /** Values that are unique across tenants. */
  readonly unique: Pick<Reservations, "hold" | "confirm" | "release" | "leftovers">;
  /** Moves of tenants to other shards, while they are in use. */
  readonly moves: FleetMoves;
  /** Creates the fleet's own tables in the home database and the shards. May be repeated. */
  prepare(): Promise<void>;
  /** Assigns a shard to a tenant. `refer`: the reference rows that its first rows refer to, { users: ["user_1"] }. May be repeated. */
  create(tenant: string, options?: { shard?: string; refer?: Record<string, string[]> }): Promise<Route>;
  /** Copies reference rows from the home database to the tenant's shard, so that its rows can refer to them. */
  refer(tenant: string, rows: Record<string, string[]>): Promise<void>;
  /** Where a tenant is, read now. */
  where(tenant: string): Promise<Route>;
  /** One bookmark of all databases, for the option `bookmark` of a later fleet, which then sees at least as much. Null without sessions. */
  bookmark(): string | null;
  /** Which migration each database has, read now: `"home"` and the shards. An object that is asked migrates before it answers. */
  migrations(): Promise<DatabaseMigration[]>;
  /** The shards with their tenants and their sizes as they were measured last. */
  loads(): Promise<ShardLoad[]>;
  /** Measures the shards, and opens or closes them for new tenants. `bytes`: of shards that do not tell their size, as D1 does. */
  measure(bytes?: Readonly<Record<string, number>>): Promise<ShardLoad[]>;
}
