// openFleet(): one client for many databases, each tenant in one of them.
import type { Binding } from "../binding.js";
import { SquallError } from "../error.js";
import type { CallOptions, OpenOptions } from "../types.js";
import { Directory, type Route } from "./directory.js";
import { Every, type CallOn, type EveryResult } from "./every.js";
import type { FleetFacts, FunctionFacts } from "./facts.js";
import { FencedBinding, type Waits } from "./fenced_binding.js";
import { HomeBinding } from "./home_binding.js";
import { Mover } from "./move/mover.js";
import {
  copyReference,
  createTenant,
  defaultThresholds,
  loads,
  measure,
  prepareFleet,
  type ShardLoad,
} from "./placement.js";
import { migrationsOf, type DatabaseMigration } from "./schema_gap.js";
import { Reservations } from "./reservations.js";
import type { FleetOptions as PublicOptions } from "./fleet_types.js";
import { Sessions } from "./sessions.js";
import { mustRun, scopeClass, withTenant } from "./scope.js";
import { refusal, Texts } from "./texts.js";

export type Open = (binding: never, options?: OpenOptions) => object;
type AnyClient = Record<string, Record<string, (args: unknown, options?: CallOptions) => Promise<unknown>>> & {
  batch(build: (q: object) => unknown[], options?: CallOptions): Promise<unknown[]>;
};

/** The public options, with bindings as the shim sees them. */
type FleetOptions = Omit<PublicOptions, "home" | "shards"> & {
  home: Binding;
  shards: Readonly<Record<string, Binding>>;
};

const systemSleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Makes openFleet() of an application. */
export function makeOpenFleet(facts: FleetFacts): (open: Open, options: FleetOptions) => Fleet {
  const texts = new Texts(facts);
  const Scope = scopeClass(facts);
  const isDeclared = Object.values(facts.functions).some((f) => f.isDeclared);
  return (open, options) => new Fleet(facts, texts, Scope, isDeclared, open, options);
}

export class Fleet {
  /** Values that are unique across tenants. */
  readonly unique: Reservations;
  /** Moves of tenants to other shards. */
  readonly moves: Mover;
  readonly home: object;
  /** Functions on all shards; a shard that fails fails the call. */
  readonly every: object;
  /** The same; returns { result, failed } where some shards have failed. */
  readonly partial: object;

  readonly #open: Open;
  readonly #sessions: Sessions | undefined;
  readonly #options: FleetOptions;
  readonly #directory: Directory;
  readonly #tenants = new Map<string, object>();
  readonly #waits: Waits;

  constructor(
    readonly facts: FleetFacts,
    readonly texts: Texts,
    readonly Scope: ReturnType<typeof scopeClass>,
    readonly isDeclared: boolean,
    open: Open,
    options: FleetOptions,
  ) {
    const { home, shards, bookmark } = options;
    for (const [name, binding] of Object.entries({ home, ...shards }))
      if (typeof binding?.prepare !== "function" || typeof binding.batch !== "function")
        throw refusal(`${name} must be a D1Database or another binding that squall takes`);
    if (Object.keys(shards).length === 0) throw refusal("a fleet needs a shard");
    this.#open = open;
    // Functions see the sessions; the directory, moves and placement the databases themselves.
    this.#sessions = bookmark === undefined ? undefined : new Sessions(home, shards, bookmark);
    this.#options = options;
    const now = options.now ?? Date.now;
    this.#waits = {
      moveWait: options.move_wait ?? 10_000,
      now: Date.now,
      sleep: systemSleep,
    };
    this.#directory = new Directory(home, options.directory_ttl ?? 10_000, Date.now);
    this.moves = new Mover(facts, home, shards, { now: Date.now });
    this.unique = new Reservations(home, now);
    this.home = this.#homeScope();
    const call: CallOn = (binding, name, args, callOptions) => callBy(this.#client(binding), name, args, callOptions);
    const every = new Every(facts, texts, this.#sessions?.shards ?? shards, options.max_parallel ?? 6, call);
    this.every = new Scope(
      async (name, _, args, callOptions) => (await every.run(name, args, callOptions, false)).result,
    );
    this.partial = new Scope(
      async (name, _, args, callOptions): Promise<EveryResult> => await every.run(name, args, callOptions, true),
    );
  }

  #client(binding: Binding): AnyClient {
    return this.#open(binding as never, this.#options) as AnyClient;
  }

  /** The client of one tenant. Nothing is sent by this call. */
  of(tenant: string): object {
    if (typeof tenant !== "string" || tenant === "") throw refusal("fleet.of() needs the id of a tenant");
    let known = this.#tenants.get(tenant);
    if (known === undefined) {
      if (this.#tenants.size >= 1000) this.#tenants.clear();
      this.#tenants.set(tenant, (known = this.#tenantScope(tenant)));
    }
    return known;
  }
  #tenantScope(tenant: string): object {
    const { fence_reads = false } = this.#options;
    const shards = this.#sessions?.shards ?? this.#options.shards;
    const fenced = (isDeclared: boolean) =>
      this.#client(
        new FencedBinding(tenant, shards, this.#directory, this.texts, this.#waits, fence_reads, isDeclared),
      );
    const client = fenced(false);
    let lenient: AnyClient | undefined;
    const clientFor = (isDeclared: boolean | undefined) => (isDeclared ? (lenient ??= fenced(true)) : client);
    const checked = (name: string, facts: FunctionFacts, args: unknown): unknown => {
      mustRun("of", name, facts);
      return withTenant(name, facts, args, tenant);
    };
    return this.#scope(
      (name, facts, args, options) => callBy(clientFor(facts.isDeclared), name, checked(name, facts, args), options),
      clientFor(this.isDeclared),
      checked,
    );
  }
  #homeScope(): object {
    const home = this.#sessions?.home ?? this.#options.home;
    const client = this.#client(new HomeBinding(home, this.texts, false));
    const lenient = this.isDeclared ? this.#client(new HomeBinding(home, this.texts, true)) : client;
    const checked = (name: string, facts: FunctionFacts, args: unknown): unknown => (
      mustRun("home", name, facts),
      args
    );
    return this.#scope(
      (name, facts, args, options) =>
        callBy(facts.isDeclared ? lenient : client, name, checked(name, facts, args), options),
      lenient,
      checked,
    );
  }
  #scope(
    perform: (name: string, facts: FunctionFacts, args: unknown, options?: CallOptions) => Promise<unknown>,
    client: AnyClient,
    checked: (name: string, facts: FunctionFacts, args: unknown) => unknown,
  ): object {
    const scope = new this.Scope(async (name, facts, args, options) => await perform(name, facts, args, options));
    const batch = (build: unknown, options?: CallOptions) => {
      if (typeof build !== "function") return client.batch(build as never, options);
      return client.batch((q) => {
        const recording = new this.Scope((name, facts, args) =>
          callBy(q as AnyClient, name, checked(name, facts, args)),
        );
        return (build as (q: object) => unknown[])(recording);
      }, options);
    };
    Object.defineProperty(scope, "batch", {
      value: async (build: unknown, options?: CallOptions) => await batch(build, options),
    });
    return scope;
  }

  // ---- the fleet itself ----
  /** Creates the fleet's own tables in the home database and the shards. May be repeated. */
  prepare(): Promise<void> {
    return prepareFleet(this.#options.home, this.#options.shards);
  }
  /**
   * Assigns a shard to a tenant. `refer`: the reference rows that its first rows refer to, { users: ["user_1"] }. May be repeated; a tenant
   * that exists keeps its shard.
   */
  async create(
    tenant: string,
    { shard, refer = {} }: { shard?: string; refer?: Record<string, string[]> } = {},
  ): Promise<Route> {
    const route = await createTenant(this.#options.home, this.#options.shards, tenant, shard);
    await this.refer(tenant, refer);
    return route;
  }
  /** Copies reference rows from the home database to the tenant's shard, so that its rows can refer to them. */
  async refer(tenant: string, rows: Record<string, string[]>): Promise<void> {
    const tables = Object.entries(rows);
    if (tables.length === 0) return;
    const { shard } = await this.#directory.route(tenant);
    for (const [table, keys] of tables)
      await copyReference(this.facts, this.#options.home, this.#options.shards[shard]!, table, keys);
  }
  /** Where a tenant is, read now. */
  where(tenant: string): Promise<Route> {
    return this.#directory.refresh(tenant);
  }
  /** One bookmark of all databases, for the option `bookmark` of a later fleet, which then sees at least as much. Null without sessions. */
  bookmark(): string | null {
    return this.#sessions?.token() ?? null;
  }
  /** Which migration each database has, read now: `"home"` and the shards. An object that is asked migrates before it answers. */
  migrations(): Promise<DatabaseMigration[]> {
    const { home, shards, max_parallel = 6 } = this.#options;
    return migrationsOf(this.facts, { home, ...shards }, max_parallel);
  }
  /** The shards with their tenants and their sizes as they were measured last. */
  loads(): Promise<ShardLoad[]> {
    return loads(this.#options.home);
  }
  /** Measures the shards, and opens or closes them for new tenants. */
  measure(bytes: Readonly<Record<string, number>> = {}): Promise<ShardLoad[]> {
    const { home, shards, thresholds = defaultThresholds } = this.#options;
    return measure(home, shards, thresholds, Date.now(), bytes);
  }
}

function callBy(client: AnyClient, name: string, args: unknown, options?: CallOptions): Promise<unknown> {
  const dot = name.indexOf(".");
  const functions = client[name.slice(0, dot)];
  if (functions?.[name.slice(dot + 1)] === undefined)
    throw new SquallError(
      "internal",
      "internal: the fleet and the client were not built together; run the build again",
      { function: name },
    );
  return functions[name.slice(dot + 1)]!(args, options);
}
