// The databases that the tests begin with, made once for all of them: each test opens a copy.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import initialise from "@sqlite.org/sqlite-wasm";
import type { TestProject } from "vitest/node";
import { D1Adapter } from "../../js-shim/src/d1_adapter.js";
import { openSqlite, readMigrations } from "../../js-shim/src/sqlite_wasm_node.js";
import { WasmSqlite, type Connection, type Sqlite3 } from "../../js-shim/src/wasm_sqlite.js";

declare module "vitest" {
  interface ProvidedContext {
    /** The bytes of a database, by the folder of its migrations. */
    databases: Record<string, Uint8Array>;
  }
}

const folders = ["migrations", "worker/examples/mail/migrations"];
const root = new URL("../../", import.meta.url);

export default async function (project: TestProject): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), "squall-shim-"));
  const databases: Record<string, Uint8Array> = {};
  try {
    for (const [i, folder] of folders.entries()) {
      const file = join(scratch, `${i}.sqlite`);
      const sqlite = await openSqlite({ file });
      const { applied } = await sqlite.applyMigrations(await readMigrations(fileURLToPath(new URL(folder, root))));
      if (applied.length === 0) throw new Error(`${folder} contains no migrations`);
      await sqlite.close();
      databases[folder] = readFileSync(file);
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
  project.provide("databases", databases);
}

let initialised: Promise<Sqlite3> | undefined;
/** Those of the test file that is running. */
const copies: D1Adapter[] = [];

/** An SQLite in memory that holds these bytes. */
export async function openCopy(bytes: Uint8Array): Promise<D1Adapter> {
  const sqlite3 = await (initialised ??= initialise() as unknown as Promise<Sqlite3>);
  const { capi, wasm } = sqlite3;
  const connection: Connection = new sqlite3.oo1.DB({ filename: ":memory:", flags: "c" });
  const at = wasm.allocFromTypedArray(bytes) as number;
  const flags = capi.SQLITE_DESERIALIZE_FREEONCLOSE | capi.SQLITE_DESERIALIZE_RESIZEABLE;
  const code = capi.sqlite3_deserialize(connection.pointer, "main", at, bytes.length, bytes.length, flags) as number;
  if (code !== 0) throw new Error(`a database could not be copied: ${code}`);
  const copy = new D1Adapter(new WasmSqlite(sqlite3, connection, () => undefined));
  copies.push(copy);
  return copy;
}
/** Memory of SQLite's is never collected. */
export async function closeCopies(): Promise<void> {
  for (const copy of copies.splice(0)) await copy.close();
}
