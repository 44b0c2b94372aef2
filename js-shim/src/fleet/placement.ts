// Which shard a new tenant gets, and the reference rows that it needs there.
import type { Binding } from "../binding.js";
import { SquallError } from "../error.js";
import { rowsOf, type Route } from "./directory.js";
import { insertedCells, quoted, selectedCells } from "./exact_cells.js";
import type { FleetFacts } from "./facts.js";
import { homeTables, shardTables } from "./tables.js";
import { refusal } from "./texts.js";

export interface Thresholds {
  /** Bytes from which a shard takes no new tenants; 7 GB by default. */
  draining: number;
  /** Bytes from which tenants have to be moved away; 9 GB by default, of the 10 GB of a D1 database. */
  full: number;
}
export const defaultThresholds: Thresholds = { draining: 7e9, full: 9e9 };
export interface ShardLoad {
  shard: string;
  state: "open" | "draining" | "full";
  bytes: number;
  tenants: number;
}

/** Creates the fleet's own tables, and lists the shards in the directory. May be repeated. */
export async function prepareFleet(home: Binding, shards: Readonly<Record<string, Binding>>): Promise<void> {
  await home.batch([
    ...homeTables.map((sql) => home.prepare(sql)),
    ...Object.keys(shards).map((name) =>
      home.prepare("INSERT INTO squall_fleet_shards (shard) VALUES (?1) ON CONFLICT (shard) DO NOTHING").bind(name),
    ),
  ]);
  for (const shard of Object.values(shards)) await shard.batch(shardTables.map((sql) => shard.prepare(sql)));
}

/** Measures every shard and opens or closes it for new tenants. */
export async function measure(
  home: Binding,
  shards: Readonly<Record<string, Binding>>,
  { draining, full }: Thresholds,
  now: number,
  known: Readonly<Record<string, number>>,
): Promise<ShardLoad[]> {
  const sizes: [string, number][] = [];
  for (const [name, shard] of Object.entries(shards)) sizes.push([name, known[name] ?? (await bytesOf(name, shard))]);
  await home.batch(
    sizes.map(([name, bytes]) =>
      home
        .prepare(
          "INSERT INTO squall_fleet_shards (shard, state, bytes, measured_at) VALUES (?1, ?2, CAST(?3 AS INTEGER), CAST(?4 AS INTEGER)) " +
            "ON CONFLICT (shard) DO UPDATE SET state = excluded.state, bytes = excluded.bytes, measured_at = excluded.measured_at",
        )
        .bind(name, bytes >= full ? "full" : bytes >= draining ? "draining" : "open", bytes, now),
    ),
  );
  return await loads(home);
}
/** D1 tells the size of a database with every answer. */
async function bytesOf(name: string, shard: Binding): Promise<number> {
  const { meta } = (await shard.prepare("SELECT 1 AS one").all()) as { meta?: { size_after?: number } };
  if (typeof meta?.size_after === "number") return meta.size_after;
  throw refusal(`the shard ${name} does not tell its size; pass it: fleet.measure({ ${name}: bytes })`);
}
export async function loads(home: Binding): Promise<ShardLoad[]> {
  const rows = await rowsOf(
    home,
    "SELECT shard, state, bytes, (SELECT count(*) FROM squall_fleet_tenants AS t WHERE t.shard = s.shard) AS tenants FROM squall_fleet_shards AS s ORDER BY shard",
  );
  return rows.map(([shard, state, bytes, tenants]) => ({
    shard: String(shard),
    state: state as ShardLoad["state"],
    bytes: Number(bytes),
    tenants: Number(tenants),
  }));
}

/** Assigns a shard to a tenant: the open one with the fewest bytes and tenants. A tenant that exists keeps its own. */
export async function createTenant(
  home: Binding,
  shards: Readonly<Record<string, Binding>>,
  tenant: string,
  shard: string | undefined,
): Promise<Route> {
  if (typeof tenant !== "string" || tenant === "") throw refusal("a tenant is a text that is not empty");
  if (shard !== undefined && !(shard in shards)) throw refusal(`there is no shard ${shard}`);
  // Two that create the same tenant at the same time get the same row.
  await home.batch([
    home
      .prepare(
        "INSERT INTO squall_fleet_tenants (tenant, shard, generation, state) " +
          "SELECT ?1, s.shard, 1, 'creating' FROM squall_fleet_shards AS s " +
          "WHERE CASE WHEN ?2 IS NULL THEN s.state = 'open' AND s.shard IN (SELECT value FROM json_each(?3)) ELSE s.shard = ?2 END " +
          // 4 MB stand for a tenant whose rows are not measured yet.
          "ORDER BY s.bytes + 4000000 * (SELECT count(*) FROM squall_fleet_tenants AS t WHERE t.shard = s.shard), s.shard LIMIT 1 " +
          "ON CONFLICT (tenant) DO NOTHING",
      )
      .bind(tenant, shard ?? null, JSON.stringify(Object.keys(shards))),
  ]);
  const [row] = await rowsOf(
    home,
    "SELECT shard, generation, state FROM squall_fleet_tenants WHERE tenant = ?1",
    tenant,
  );
  if (row === undefined)
    throw new SquallError("limit", "limit: no shard is open for new tenants; add one, or raise the thresholds");
  const route: Route = { shard: String(row[0]), generation: Number(row[1]), state: row[2] as Route["state"] };
  if (route.state !== "creating") return route;
  const binding = shards[route.shard];
  if (binding === undefined) throw refusal(`the tenant's shard ${route.shard} was not given to openFleet()`);
  await binding.batch([
    binding
      .prepare(
        "INSERT INTO squall_fleet_owned (tenant, generation, state) VALUES (?1, CAST(?2 AS INTEGER), 'active') ON CONFLICT (tenant) DO NOTHING",
      )
      .bind(tenant, route.generation),
  ]);
  await home.batch([
    home
      .prepare(
        "UPDATE squall_fleet_tenants SET state = 'active' WHERE tenant = ?1 AND generation = ?2 AND state = 'creating'",
      )
      .bind(tenant, route.generation),
  ]);
  return { ...route, state: "active" };
}

/**
 * Copies rows of a reference table from the home database to a shard, with the rows that they refer to. The columns are those that the home
 * database has: during a rollout there may be more of them than this client knows.
 */
export async function copyReference(
  facts: FleetFacts,
  from: Binding,
  shard: Binding,
  table: string,
  keys: readonly string[],
  existing: "replace" | "keep" = "replace",
): Promise<void> {
  const known = facts.tables[table];
  if (known?.class !== "reference") throw refusal(`${table} is not a reference table`);
  if (known.key.length !== 1) throw refusal(`the reference table ${table} has no key of one column`);
  const all = (await rowsOf(from, "SELECT name FROM pragma_table_info(?1)", table)).map(([name]) => String(name));
  if (all.length > 98) throw refusal(`the reference table ${table} has more than 98 columns`);
  const columns = all.map(quoted).join(", ");
  const rows = await rowsOf(
    from,
    `SELECT ${selectedCells(table, all)} FROM ${quoted(table)} WHERE ${quoted(known.key[0]!)} IN (SELECT value FROM json_each(?1))`,
    JSON.stringify(keys),
  );
  if (rows.length < new Set(keys).size)
    throw new SquallError("not_found", `not_found: a row of ${table} in the home database`, { table });
  for (const { table: parent, columns: columnsOf } of known.foreignKeys) {
    if (facts.tables[parent]?.class !== "reference" || columnsOf.length !== 1) continue;
    const at = all.indexOf(columnsOf[0]!) + 1; // after the letters
    const parents = [...new Set(rows.map((row) => row[at]).filter((cell) => typeof cell === "string"))];
    if (parents.length > 0 && parent !== table) await copyReference(facts, from, shard, parent, parents, existing);
  }
  if (rows.length === 0) return;
  const others = all.filter((c) => !known.key.includes(c));
  const sql =
    `INSERT INTO ${quoted(table)} (${columns}) VALUES (${insertedCells(all).join(", ")}) ON CONFLICT (${quoted(known.key[0]!)}) ` +
    (others.length === 0 || existing === "keep"
      ? "DO NOTHING"
      : `DO UPDATE SET ${others.map((c) => `${quoted(c)} = excluded.${quoted(c)}`).join(", ")}`);
  await shard.batch(rows.map((row) => shard.prepare(sql).bind(...(row as string[])))).catch((cause: unknown) => {
    const [, column] = /has no column named (\w+)/.exec(cause instanceof Error ? cause.message : "") ?? [];
    if (column === undefined) throw cause;
    throw new SquallError(
      "unavailable",
      `unavailable: the tenant's shard has no column ${table}.${column}, which the home database has: run squall fleet migrate`,
      { retryable: true, table, cause },
    );
  });
}
