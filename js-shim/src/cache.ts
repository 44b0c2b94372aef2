// squall/cache: tags of cached responses, from what each function reads and writes.
//
// A response has two tags of each table that it reads: T, and T@W of a tenant W whose rows alone it reads, or T@ where it reads those of
// any tenant. A write of W's rows purges T@W and T@; any other write purges T. Tables whose rows belong to no tenant have no T@W.
import { SquallError } from "./error.js";
import touched from "squall/touched";

/** Numbers of tables: those that a function reads and writes; and the name of its tenant. */
export type Touched = [reads: number[], writes: number[], tenant?: string];
export interface Description {
  tables: string[];
  /** By the tenant's name, the tables whose rows each belong to one. */
  tenants: Record<string, number[]>;
  functions: Record<string, Touched>;
}

/** A tag has up to 1,024 characters, no comma and no space. */
const maxTenant = 300;

function describe(name: string, args: unknown): { touched: Touched; tenantOf: (table: number) => string | undefined } {
  const found = touched.functions[name];
  if (found === undefined)
    throw new SquallError("invalid_argument", `invalid_argument: ${name} is not a function of this client`);
  const column = found[2];
  const value = column === undefined ? undefined : (args as Record<string, unknown> | undefined)?.[column];
  const own = new Set(typeof value === "string" ? touched.tenants[column!] : []);
  // A longer one shares its tags with others that begin so: more is purged than need be.
  const tenant = typeof value === "string" ? encodeURIComponent(toWellFormed(value.slice(0, maxTenant))) : "";
  return { touched: found, tenantOf: (table) => (own.has(table) ? tenant : undefined) };
}
const toWellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, "\ufffd");

const tagOf = (table: number): string => `d1:${touched.tables[table]!.replace(/[^\w-]/g, encodeURIComponent)}`;

export function cacheTags(name: string, args?: unknown): string[] {
  const {
    touched: [reads, writes],
    tenantOf,
  } = describe(name, args);
  if (writes.length > 0)
    throw new SquallError("invalid_argument", `invalid_argument: ${name} writes; its response must not be cached`);
  return reads.flatMap((table) => [tagOf(table), `${tagOf(table)}@${tenantOf(table) ?? ""}`]);
}

export function purgeTags(name: string, args?: unknown): string[] {
  const {
    touched: [, writes],
    tenantOf,
  } = describe(name, args);
  return writes.flatMap((table) => {
    const tenant = tenantOf(table);
    return tenant === undefined ? [tagOf(table)] : [`${tagOf(table)}@${tenant}`, `${tagOf(table)}@`];
  });
}

export const onlyReads = (name: string): boolean => describe(name, undefined).touched[1].length === 0;
