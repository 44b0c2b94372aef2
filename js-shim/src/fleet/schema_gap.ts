// Two generations of the schema at once: while a rollout runs, a database may be older or newer than this client. What both have goes on.
// What only one of them has is refused by name: the database's own error says which column is missing, and its table of applied migrations
// why.
import type { Binding } from "../binding.js";
import { SquallError } from "../error.js";
import { rowsOf } from "./directory.js";
import type { FleetFacts } from "./facts.js";

const missing = /no such (?:table|column): [^\s:]+|table \S+ has no column named [^\s:]+/;
const notNull = /NOT NULL constraint failed: (\w+)\.(\w+)/;

/** What of the schema the error is about; undefined where it is about something else. */
function gapIn(error: unknown, facts: FleetFacts): string | undefined {
  for (let e = error, depth = 0; e instanceof Error && depth < 8; e = e.cause, depth++) {
    const found = missing.exec(e.message);
    if (found !== null) return found[0];
    // A column of a newer schema that this client does not fill.
    const [, table, column] = notNull.exec(e.message) ?? [];
    const known = facts.tables[table?.toLowerCase() ?? ""];
    if (known !== undefined && !known.columns.some((name) => name.toLowerCase() === column!.toLowerCase()))
      return `${table}.${column} must have a value`;
  }
  return undefined;
}

export interface DatabaseMigration {
  /** "home", or the name of the shard. */
  database: string;
  /** The last migration that is applied to it. */
  migration: string;
  /** Beside what this client was built with. */
  generation: "same" | "older" | "newer";
}
/** Undefined where the database keeps no record of migrations. */
async function migrationOf(
  binding: Binding,
  expected: string,
): Promise<Omit<DatabaseMigration, "database"> | undefined> {
  const [row] = await rowsOf(
    binding,
    "SELECT (SELECT count(*) FROM d1_migrations WHERE name = ?1), (SELECT name FROM d1_migrations ORDER BY id DESC LIMIT 1)",
    expected,
  );
  if (row === undefined || row[1] === null) return undefined;
  const migration = String(row[1]);
  return { migration, generation: row[0] === 0 ? "older" : migration === expected ? "same" : "newer" };
}
export async function migrationsOf(
  facts: FleetFacts,
  databases: Readonly<Record<string, Binding>>,
  maxParallel: number,
): Promise<DatabaseMigration[]> {
  const all = Object.entries(databases);
  const found: DatabaseMigration[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < all.length; i = next++) {
      const [database, binding] = all[i]!;
      const known = await migrationOf(binding, facts.migration ?? "");
      found[i] = { database, ...(known ?? { migration: "", generation: "older" }) };
    }
  };
  await Promise.all(Array.from({ length: maxParallel }, worker));
  return found;
}

/**
 * The error to throw in the place of a database's. Asks the database for its migrations only where its schema is in the way; nothing of
 * the call has happened then.
 */
export async function explained(
  error: unknown,
  binding: Binding,
  database: string,
  facts: FleetFacts,
): Promise<unknown> {
  const gap = error instanceof SquallError ? undefined : gapIn(error, facts);
  const { migration } = facts;
  if (gap === undefined || migration === undefined) return error;
  const known = await migrationOf(binding, migration).catch(() => undefined);
  if (known === undefined || known.generation === "same") return error;
  const isOlder = known.generation === "older";
  return new SquallError(
    "unavailable",
    isOlder
      ? `unavailable: ${database} does not have the migration ${migration} yet, which this call needs (${gap}): run squall fleet migrate`
      : `unavailable: ${database} has the migration ${known.migration}, which is newer than this client's ${migration} (${gap}): deploy the Worker that was built with it`,
    { retryable: isOlder, cause: error },
  );
}
