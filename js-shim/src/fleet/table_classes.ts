// The classes of tables, from their foreign keys: what leads to the root is owned, what owned tables refer to is reference.
import type { FleetDeclaration, ForeignKey, TableFacts } from "./facts.js";

/** A snapshot of migrations/meta, as far as it is read here. */
export interface Snapshot {
  tables: SnapshotTable[];
  views?: { name: string; query: string }[];
  triggers?: { name: string; table: string; sql: string }[];
  full_texts?: { name: string; table: string }[];
  kept?: { name: string; kind: string; table?: string; sql: string }[];
}
interface SnapshotTable {
  name: string;
  columns: { name: string; type: string; not_null?: boolean; generated?: unknown }[];
  primary_key?: string[];
  unique?: string[][];
  foreign_keys?: { columns: string[]; table: string; to?: string[] }[];
  options?: string[];
  without_rowid?: boolean;
}

/** The table whose rows are the tenants: the one that the columns with the tenant argument's name refer to. */
export function rootOf(snapshot: Snapshot, tenant: string | undefined, declared: FleetDeclaration): string {
  if (declared.root !== undefined) {
    if (!snapshot.tables.some((t) => t.name === declared.root))
      throw new Error(`fleet.json: there is no table ${declared.root}`);
    return declared.root;
  }
  if (tenant === undefined)
    throw new Error("no function has a tenant argument; name the table whose rows are tenants in fleet.json: root");
  const roots = new Set(
    snapshot.tables.flatMap((t) =>
      (t.foreign_keys ?? []).filter((f) => f.columns.length === 1 && f.columns[0] === tenant).map((f) => f.table),
    ),
  );
  if (roots.size !== 1)
    throw new Error(
      `the columns ${tenant} refer to ${roots.size === 0 ? "no table" : [...roots].join(" and ")}; name the table whose rows are tenants in fleet.json: root`,
    );
  return [...roots][0]!;
}

export function classesOf(
  snapshot: Snapshot,
  root: string,
  tenant: string,
  declared: FleetDeclaration,
): Record<string, TableFacts> {
  const tables = new Map(snapshot.tables.map((t) => [t.name.toLowerCase(), t]));
  const keysOf = (t: SnapshotTable): ForeignKey[] =>
    (t.foreign_keys ?? []).map(({ columns, table, to }) => ({
      columns,
      table: table.toLowerCase(),
      to: to ?? tables.get(table.toLowerCase())?.primary_key ?? [],
    }));
  const isNotNull = (t: SnapshotTable, column: string): boolean =>
    t.columns.find((c) => c.name === column)?.not_null === true;
  // A column with the tenant argument's name names the tenant, with or without a foreign key.
  const named = (t: SnapshotTable): ForeignKey | undefined =>
    t.columns.some((c) => c.name === tenant)
      ? { columns: [tenant], table: root, to: tables.get(root)!.primary_key ?? [] }
      : undefined;
  // Breadth first from the root: the shortest path, by columns that are never null where there is one.
  const owners = new Map<string, ForeignKey>();
  const perShard = new Set((declared.per_shard ?? []).map((name) => name.toLowerCase()));
  for (const name of perShard) if (!tables.has(name)) throw new Error(`fleet.json: there is no table ${name}`);
  for (const isStrict of [true, false])
    for (let level = [root, ...owners.keys()], next: string[] = []; level.length > 0; level = next) {
      next = [];
      for (const [name, table] of tables) {
        if (name === root || owners.has(name) || perShard.has(name)) continue;
        const direct = named(table);
        const owner = [...(direct === undefined ? [] : [direct]), ...keysOf(table)].find(
          (key) =>
            level.includes(key.table) &&
            key.table !== name &&
            (!isStrict || key.columns.every((c) => isNotNull(table, c))),
        );
        if (owner !== undefined) (owners.set(name, owner), next.push(name));
      }
    }
  const referred = new Set<string>();
  const refer = (name: string): void => {
    for (const { table } of keysOf(tables.get(name)!))
      if (table !== root && !owners.has(table) && !perShard.has(table) && !referred.has(table))
        (referred.add(table), refer(table));
  };
  for (const name of [root, ...owners.keys()]) refer(name);

  const result: Record<string, TableFacts> = {};
  for (const [name, table] of tables) {
    const foreignKeys = keysOf(table);
    const key = table.primary_key ?? table.unique?.find((u) => u.every((c) => isNotNull(table, c))) ?? [];
    const facts: TableFacts = {
      class:
        name === root
          ? "root"
          : owners.has(name)
            ? "owned"
            : perShard.has(name)
              ? "per_shard"
              : referred.has(name)
                ? "reference"
                : "global",
      columns: table.columns.filter((c) => c.generated === undefined).map((c) => c.name),
      key,
      keyTypes: key.map((k) => table.columns.find((c) => c.name === k)?.type ?? ""),
      unique: [...(table.primary_key ? [table.primary_key] : []), ...(table.unique ?? [])],
      foreignKeys,
    };
    const owner = owners.get(name);
    if (owner !== undefined) {
      facts.owner = owner;
      const nullable = owner.columns.filter((c) => !isNotNull(table, c));
      if (nullable.length > 0) facts.unownedWhereNull = nullable;
    }
    const obstacle = owner === undefined && name !== root ? undefined : obstacleOf(table, facts, snapshot);
    if (obstacle !== undefined) facts.cannotMove = obstacle;
    result[name] = facts;
  }
  for (const { name, late } of copyOrder(result)) {
    const column = late.find((c) => isNotNull(tables.get(name)!, c));
    if (column !== undefined)
      result[name]!.cannotMove = `its column ${column} is NOT NULL and refers to a row that is copied after its own`;
  }
  return result;
}

/** Why the rows of an owned table cannot be moved to another shard by keys. */
function obstacleOf(table: SnapshotTable, facts: TableFacts, snapshot: Snapshot): string | undefined {
  if (facts.key.length === 0) return "it has no primary key and no unique key of NOT NULL columns";
  if (facts.keyTypes.some((type) => /BLOB|REAL|FLOA|DOUB/i.test(type) || type === ""))
    return "its key has a column that is not TEXT or INTEGER";
  if (facts.columns.length > 98) return "it has more than 98 columns, and D1 binds 100 values";
  if (table.without_rowid || table.options?.some((o) => /WITHOUT ROWID/i.test(o))) return "it is WITHOUT ROWID";
  const full = new Set((snapshot.full_texts ?? []).filter((f) => f.table === table.name).map((f) => f.name));
  const trigger = (snapshot.triggers ?? []).find(
    (t) => t.table === table.name && ![...full].some((name) => t.name.startsWith(`${name}_`)),
  );
  if (trigger !== undefined) return `its trigger ${trigger.name} would run again for each row that is copied`;
  return undefined;
}

/** Owned tables, parents first; and the columns of each that refer to a table that comes later, or to itself. */
export function copyOrder(tables: Record<string, TableFacts>): { name: string; late: string[] }[] {
  const owned = Object.entries(tables).filter(([, t]) => t.class === "owned" || t.class === "root");
  const placed: string[] = [];
  const remaining = new Map(owned);
  const isPlacedOrForeign = (name: string, table: string) =>
    table === name || placed.includes(table) || !remaining.has(table);
  while (remaining.size > 0) {
    // First those whose every parent is placed; in a ring the one that waits for its owner least.
    const free =
      [...remaining].find(([name, t]) => t.foreignKeys.every((f) => isPlacedOrForeign(name, f.table))) ??
      [...remaining].find(([name, t]) => t.owner === undefined || isPlacedOrForeign(name, t.owner.table));
    const [name] = free ?? [...remaining][0]!;
    placed.push(name);
    remaining.delete(name);
  }
  return placed.map((name, i) => ({
    name,
    late: tables[name]!.foreignKeys.filter((f) => placed.indexOf(f.table) >= i)
      .flatMap((f) => f.columns)
      .filter((c) => !tables[name]!.owner?.columns.includes(c)),
  }));
}
