// A database in memory with the application's tables.
import { fileURLToPath } from "node:url";
import { openSqlite, readMigrations } from "../../dist/sqlite-wasm-node.js";

export async function database() {
  const sqlite = await openSqlite();
  await sqlite.applyMigrations(await readMigrations(fileURLToPath(new URL("../../migrations", import.meta.url))));
  return sqlite;
}
