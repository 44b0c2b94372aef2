// What a fleet knows of an application: its tables and functions, found when it is built (fleet/build.mjs).

export type TableClass = "root" | "owned" | "reference" | "global" | "per_shard";

export interface ForeignKey {
  columns: string[];
  table: string;
  to: string[];
}
export interface TableFacts {
  class: TableClass;
  columns: string[];
  /** The columns that identify a row. */
  key: string[];
  keyTypes: string[];
  unique: string[][];
  /** Of an owned table: the foreign key that leads to the root, by way of its parent. */
  owner?: ForeignKey;
  foreignKeys: ForeignKey[];
  /** Where one of these columns is null the row belongs to no tenant: it stays where it is. */
  unownedWhereNull?: string[];
  /** Why its rows cannot be moved. */
  cannotMove?: string;
}
/** Where a function runs. "of": on one tenant's shard. "home": on the home database. "none": nowhere, see `why`. */
export type RunsOn = "of" | "home" | "none";
export interface FunctionFacts {
  runs: RunsOn;
  /** Why it runs nowhere, or not on every shard. */
  why?: string;
  whyNotEvery?: string;
  /** fleet.json says where it runs. */
  isDeclared?: true;
  /** The arguments that name the tenant: "workspace_id", "jobs[].workspace_id". */
  tenant: string[];
  reads: string[];
  writes: string[];
  /** How its results over all shards become one; absent where they do not. */
  every?: "list" | "page" | "count" | "boolean" | "optional" | "aggregates";
  /** The columns of a page's cursor, and the list's own number. */
  page?: { number: number; keys: number[] };
}
export interface FleetFacts {
  /** The last migration of the folder that the application was built with. */
  migration?: string;
  root: string;
  /** The key column of the root. */
  rootKey: string;
  /** The name of the tenant's argument. */
  tenant: string;
  tables: Record<string, TableFacts>;
  views: Record<string, string[]>;
  functions: Record<string, FunctionFacts>;
}

/** fleet.json beside the migrations: what cannot be found by itself. */
export interface FleetDeclaration {
  /** The table whose rows are the tenants; found by the name of the tenant's argument. */
  root?: string;
  /** Global tables that each shard has by itself, and whose rows do not move: a cache. */
  per_shard?: string[];
  /** Functions that touch owned and global tables, and where each runs all the same. */
  runs_on?: Record<string, "of" | "home">;
}
