// Where each tenant is: a table of the home database, cached, and never trusted. A write carries the fence (fenced_binding.ts), so a
// stale entry costs one round trip and no more.
import type { Binding, Bound } from "../binding.js";
import { SquallError } from "../error.js";

export interface Route {
  shard: string;
  generation: number;
  state: "creating" | "active" | "moving";
}
interface Cached {
  route: Promise<Route>;
  until: number;
}

export const rowsOf = async (binding: Binding, sql: string, ...values: Bound[]): Promise<unknown[][]> =>
  (await (values.length === 0 ? binding.prepare(sql) : binding.prepare(sql).bind(...values)).raw()) as unknown[][];

const maxCached = 10_000;

export class Directory {
  readonly #cached = new Map<string, Cached>();
  constructor(
    readonly home: Binding,
    readonly ttl: number,
    readonly now: () => number,
  ) {}

  /** The route of a tenant; fails with not_found where the directory has none. */
  route(tenant: string): Promise<Route> {
    const known = this.#cached.get(tenant);
    if (known !== undefined && known.until > this.now()) return known.route;
    return this.refresh(tenant);
  }
  refresh(tenant: string): Promise<Route> {
    const route = this.#read(tenant);
    if (this.#cached.size >= maxCached) this.#cached.delete(this.#cached.keys().next().value!);
    const cached = { route, until: this.now() + this.ttl };
    this.#cached.set(tenant, cached);
    route.catch(() => {
      if (this.#cached.get(tenant) === cached) this.#cached.delete(tenant);
    });
    return route;
  }
  async #read(tenant: string): Promise<Route> {
    const [row] = await rowsOf(
      this.home,
      "SELECT shard, generation, state FROM squall_fleet_tenants WHERE tenant = ?1",
      tenant,
    );
    if (row === undefined)
      throw new SquallError(
        "not_found",
        "not_found: tenant; the fleet's directory does not have it, see fleet.create()",
        {
          table: "squall_fleet_tenants",
        },
      );
    return { shard: row[0] as string, generation: Number(row[1]), state: row[2] as Route["state"] };
  }
}
