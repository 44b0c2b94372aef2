// squall/testing: a database for a test, with the tables of the migrations and factories of rows.
import { migrations, tables } from "squall/tables";
import type { Binding } from "./binding.js";
import type { LocalDatabase } from "./local_database.js";
import { makeFactories } from "./testing/factories.js";
import type { OpenOptions } from "./types.js";

export interface TestDatabaseOptions extends OpenOptions {
  /** A D1 database that has the migrations; by default SQLite in memory, which needs @sqlite.org/sqlite-wasm and Node. */
  binding?: Binding;
}

/** Ids that count, and a clock that moves by a second with each call of it: every run of a test has the same values. */
function deterministic(): { now: () => number; uuid: () => string } {
  let ids = 0;
  let seconds = 0;
  return {
    now: () => Date.parse("2026-01-01T00:00:00.000Z") + 1000 * seconds++,
    uuid: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, "0")}`,
  };
}

export async function testDatabase({ binding, ...options }: TestDatabaseOptions = {}) {
  let own: LocalDatabase | undefined;
  if (binding === undefined) {
    const { openSqlite } = await import("squall/dist/sqlite-wasm-node.js");
    own = await openSqlite();
    await own.applyMigrations(migrations);
  }
  const used = (binding ?? own) as Binding;
  const { results } = (await used.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").bind().all()) as {
    results: { name: string }[];
  };
  const missing = Object.keys(tables).find((table) => !results.some(({ name }) => name === table));
  if (missing !== undefined)
    throw new Error(`squall: the database has no table ${missing}; apply the migrations first (applyD1Migrations)`);
  // Each entry is loaded where it runs: workerd imports the module, Node reads it from a file.
  const isInWorkerd = "WebSocketPair" in globalThis;
  const { open } = isInWorkerd ? await import("squall/dist/index.js") : await import("squall/dist/node.js");
  return {
    db: open(used, { ...deterministic(), ...options }),
    binding: used,
    make: makeFactories(tables, used),
    close: async () => own?.close(),
  };
}
