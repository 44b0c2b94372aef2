// Studios on databases that squall did not make, and what every table of theirs must bear.
import sqlite3InitModule from "@sqlite.org/sqlite-wasm";
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { ask } from "./request.mjs";
import { startStudio } from "./studio.mjs";

export const folder = mkdtempSync(join(tmpdir(), "studio-any-"));
export const studios = [];
export const sqlite3 = await sqlite3InitModule();
after(async () => {
  await Promise.all(studios.map((s) => s.stop()));
  rmSync(folder, { recursive: true, force: true });
});

/** A file that another SQLite made, and a studio on it. */
export async function open(name, ...statements) {
  const db = new sqlite3.oo1.DB(":memory:");
  for (const sql of statements) db.exec(sql);
  const file = join(folder, `${name}.sqlite`);
  writeFileSync(file, sqlite3.capi.sqlite3_js_db_export(db));
  db.close();
  const studio = await startStudio(["--sqlite", file]);
  studios.push(studio);
  return studio;
}
export const tableOf = async (studio, name) => (await ask(studio, "schema")).tables.find((t) => t.name === name);
export const named = (table, cells) => Object.fromEntries(table.columns.map((c, i) => [c.name, cells[i]]));
/** Every row by pages of two, each opened by its key. */
export async function walk(studio, name) {
  const table = await tableOf(studio, name);
  const rows = [];
  let after = null;
  do {
    const page = await ask(studio, "rows", { table: name, limit: 2, after });
    assert.ok(page.rows, `${name}: ${JSON.stringify(page)}`);
    rows.push(...page.rows);
    after = page.next;
  } while (after);
  assert.equal(rows.length, table.rows, name);
  for (const row of rows)
    assert.deepEqual((await ask(studio, "row", { table: name, key: row.key })).key, row.key, name);
  return rows;
}
/** Adds a row, changes it, and deletes it again. */
export async function roundTrip(studio, name, first, second) {
  const table = await tableOf(studio, name);
  const made = await ask(studio, "insert", { table: name, set: first });
  assert.ok(made.key, `${name}: ${JSON.stringify(made)}`);
  const changed = await ask(studio, "update", {
    table: name,
    key: made.key,
    was: named(table, made.cells),
    set: second,
  });
  assert.ok(changed.key, `${name}: ${JSON.stringify(changed)}`);
  for (const [column, value] of Object.entries(second)) assert.deepEqual(named(table, changed.cells)[column], value);
  const was = named(table, changed.cells);
  const stale = await ask(studio, "delete", { table: name, key: changed.key, was: named(table, made.cells) });
  assert.equal(stale.kind, "changed", name);
  assert.deepEqual(await ask(studio, "delete", { table: name, key: changed.key, was }), {}, name);
  assert.equal((await ask(studio, "row", { table: name, key: changed.key })).kind, "not_found");
}
