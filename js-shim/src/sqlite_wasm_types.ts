// The types of the entry "squall/sqlite-wasm", whose files in Node and elsewhere differ. Types alone: nothing bundles it.
export * from "./local_database.js";
export { openSqlite, type OpenSqliteOptions } from "./sqlite_wasm.js";
export { readMigrations } from "./sqlite_wasm_node.js";
