// Rows of one database spread over a fleet: what belongs to which tenant, by the path of foreign keys.
import { facts } from "../../dist/fleet.js";

const isOwned = (name) => ["owned", "root"].includes(facts.tables[name].class);
export const tables = Object.keys(facts.tables);
/** The tables of the shards, as they may be emptied from the end: in no order of their own, so foreign keys are deferred. */
export const ownedTables = tables.filter(isOwned);
export const homeTables = tables.filter((name) => !isOwned(name));

/** The condition that a row of the table is a tenant's; `prefix` names the table where another one has such columns. */
export function belongs(table, tenant, prefix = "") {
  const { owner, key } = facts.tables[table];
  if (owner === undefined) return `${prefix}${key[0]} = '${tenant}'`;
  return `${prefix}${owner.columns[0]} IN (SELECT ${owner.to[0]} FROM ${owner.table} WHERE ${belongs(owner.table, tenant)})`;
}
/** The tenant of a row as an expression, by the same path. */
export function tenantOf(table) {
  const { owner, key } = facts.tables[table];
  if (owner === undefined) return `"${table}"."${key[0]}"`;
  return `(SELECT ${tenantOf(owner.table)} FROM "${owner.table}" WHERE "${owner.table}"."${owner.to[0]}" = "${table}"."${owner.columns[0]}")`;
}
/** A row that refers to rows of two tenants has no place in a fleet: one of its foreign keys would lead to another database. */
export const dropRowsOfTwoTenants = ownedTables.flatMap((table) =>
  facts.tables[table].foreignKeys
    .filter(({ table: parent, columns }) => parent !== table && columns.length === 1 && ownedTables.includes(parent))
    .map(({ table: parent, columns: [column], to: [to] }) => {
      const other = `(SELECT ${tenantOf(parent)} FROM "${parent}" WHERE "${parent}"."${to}" = "${table}"."${column}")`;
      return `DELETE FROM "${table}" WHERE "${column}" IS NOT NULL AND ${other} IS NOT ${tenantOf(table)}`;
    }),
);
/**
 * Deletes from a database with all rows what a shard has not: keeps the rows of `tenants`, or with `others` those of everybody else and
 * of nobody. Without either it leaves no row of a tenant: that is the home database.
 */
export function prune({ tenants, others }) {
  const of = (table, names) => names.map((name) => `coalesce(${belongs(table, name)}, 0)`).join(" OR ");
  const isGone = (table) =>
    tenants !== undefined
      ? tenants.length === 0
        ? "1"
        : `NOT (${of(table, tenants)})`
      : others !== undefined
        ? others.length === 0
          ? "0"
          : of(table, others)
        : "1";
  return ownedTables.toReversed().map((table) => `DELETE FROM ${table} WHERE ${isGone(table)}`);
}

/** The tenant that a call's arguments name, where they do. */
export function tenantNamed(name, args) {
  for (const place of facts.functions[name].tenant) {
    const [field, inner] = place.split("[].");
    const value = inner === undefined ? args?.[field] : args?.[field]?.[0]?.[inner];
    if (value !== undefined) return value;
  }
  return undefined;
}
