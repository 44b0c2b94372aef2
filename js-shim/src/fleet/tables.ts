// The fleet's own tables. They are no part of the application's migrations: `fleet.prepare()` and `squall fleet init` create them.

/** Shards that no command reaches, Durable Objects, write here which migration they have. */
export const reportsTable = `CREATE TABLE IF NOT EXISTS squall_fleet_reports (
  shard TEXT NOT NULL PRIMARY KEY,
  migration TEXT NOT NULL,
  reported_at INTEGER NOT NULL
)`;

/** In the home database: where each tenant is, the shards, moves, values that are unique across tenants. */
export const homeTables: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS squall_fleet_tenants (
  tenant TEXT NOT NULL PRIMARY KEY,
  shard TEXT NOT NULL,
  generation INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('creating', 'active', 'moving'))
)`,
  `CREATE INDEX IF NOT EXISTS squall_fleet_tenants_shard ON squall_fleet_tenants (shard)`,
  `CREATE TABLE IF NOT EXISTS squall_fleet_shards (
  shard TEXT NOT NULL PRIMARY KEY,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'draining', 'full')),
  bytes INTEGER NOT NULL DEFAULT 0,
  measured_at INTEGER NOT NULL DEFAULT 0
)`,
  `CREATE TABLE IF NOT EXISTS squall_fleet_moves (
  tenant TEXT NOT NULL PRIMARY KEY,
  source TEXT NOT NULL,
  target TEXT NOT NULL,
  generation INTEGER NOT NULL,
  step TEXT NOT NULL,
  position TEXT NOT NULL DEFAULT '',
  epoch INTEGER NOT NULL DEFAULT 0,
  fenced_at INTEGER NOT NULL DEFAULT 0,
  flipped_at INTEGER NOT NULL DEFAULT 0,
  failure TEXT NOT NULL DEFAULT ''
)`,
  `CREATE TABLE IF NOT EXISTS squall_fleet_reservations (
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  owner TEXT NOT NULL,
  expires_at INTEGER,
  PRIMARY KEY (name, value)
)`,
  `CREATE INDEX IF NOT EXISTS squall_fleet_reservations_expires_at ON squall_fleet_reservations (expires_at) WHERE expires_at IS NOT NULL`,
  reportsTable,
];

/**
 * In each shard: the tenants that it owns, and what a move keeps of changes. A tenant that has left keeps an entry with its generation:
 * a request of that time, however late it arrives, is refused by it.
 */
export const shardTables: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS squall_fleet_owned (
  tenant TEXT NOT NULL PRIMARY KEY,
  generation INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'fenced', 'arriving', 'ceded', 'left')),
  epoch INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS squall_fleet_moving (
  tenant TEXT NOT NULL PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('copying', 'fenced'))
) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS squall_fleet_changes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant TEXT NOT NULL,
  changed_table TEXT NOT NULL,
  changed_key TEXT NOT NULL
)`,
  `CREATE INDEX IF NOT EXISTS squall_fleet_changes_tenant ON squall_fleet_changes (tenant, seq)`,
];

export const guardName = "fleet_owner";
/**
 * The first statement of each batch that writes: this shard owns the tenant ?1 at generation ?2. It fails as squall's guards do, so the
 * batch is undone. It reads one row by its key.
 */
export const ownerGuard = `SELECT CASE WHEN EXISTS (SELECT 1 FROM squall_fleet_owned WHERE tenant = ?1 AND generation = ?2 AND state = 'active') THEN 1 ELSE json_extract('{}', 'guard_failed:${guardName}:0') END AS g`;

/** Whether a database's error is that of the fence: the guard's, or that of a trigger during a move. */
export function isFenceFailure(error: unknown): boolean {
  for (let e = error, depth = 0; e instanceof Error && depth < 8; e = e.cause, depth++)
    if (e.message.includes(`guard_failed:${guardName}`)) return true;
  return false;
}
