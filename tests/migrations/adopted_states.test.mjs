// The migrations on databases that the application's own files have made in part, each with rows: a table that nothing refers
// to may never have come, the views may have other texts, a column may be too many. To the end without --allow-drift, every row
// as it was, and clean afterwards.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { migrations, root } from "./local_d1.mjs";
import { inFolder, squall } from "./tool.mjs";
import { openSqlite } from "../../dist/sqlite-wasm-node.js";

const baseline = readFileSync(join(root, "migrations/0001_baseline.sql"), "utf8");
const tables = [...baseline.matchAll(/^CREATE TABLE (\w+)/gm)].map(([, name]) => name);
const referredTo = new Set([...baseline.matchAll(/^(?!CREATE TABLE).*REFERENCES (\w+)/gm)].map(([, name]) => name));
const leaves = tables.filter((name) => !referredTo.has(name));
const statements = baseline
  .split(/;\n/)
  .map((sql) => sql.trim())
  .filter((sql) => /^(--.*\n)*\s*CREATE/m.test(sql));

/** Rows for every table, by its name: of a seeded database whose schema is the last one. */
const rowsOf = new Map();
const seeded = mkdtempSync(join(tmpdir(), "squall-seeded-"));
before(async () => {
  const file = join(seeded, "app.sqlite");
  assert.equal(squall(["migrate", "--sqlite", file]).code, 0);
  assert.equal(squall(["seed", "--rows", "4", "--sqlite", file]).code, 0);
  const db = await openSqlite({ file });
  for (const table of tables) rowsOf.set(table, (await db.prepare(`SELECT * FROM ${table}`).all()).results);
  await db.close();
});
after(() => rmSync(seeded, { recursive: true }));

const insert = (db, table, row) =>
  db
    .prepare(`INSERT OR IGNORE INTO ${table} (${Object.keys(row)}) VALUES (${Object.keys(row).map(() => "?")})`)
    .bind(...Object.values(row));

/** A database of the baseline's objects with rows, without the objects that `leftOut` matches; then `more`. */
async function make(file, leftOut, more = []) {
  const kept = statements.filter((sql) => !leftOut.test(sql));
  const db = await openSqlite({ file });
  await db.batch(kept.map((sql) => db.prepare(sql)));
  const made = (await db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()).results;
  const rows = made.flatMap(({ name }) => (rowsOf.get(name) ?? []).map((row) => insert(db, name, row)));
  await db.batch([db.prepare("PRAGMA defer_foreign_keys = on"), ...rows, ...more.map((sql) => db.prepare(sql))]);
  await db.close();
}
/** Every row of the tables that `made` names, by key. */
async function contents(file, made) {
  const db = await openSqlite({ file });
  const all = {};
  for (const { name } of made ??
    (await db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'").all()).results)
    all[name] = (await db.prepare(`SELECT * FROM ${name} ORDER BY 1, 2`).all()).results;
  await db.close();
  return all;
}
const isClean = (file) => {
  for (const command of ["status", "check", "verify"]) {
    const { code, out, err } = squall([command, "--sqlite", file]);
    assert.equal(code, 0, `${command}: ${out}${err}`);
  }
};
async function adopt(file, changed = (rows) => rows) {
  const rows = changed(await contents(file));
  const before = squall(["status", "--sqlite", file]);
  assert.equal(before.code, 1);
  assert.match(before.out, /No migration is recorded in this database: squall migrate --baseline/);
  const recorded = squall(["migrate", "--sqlite", file, "--baseline"]);
  assert.equal(recorded.code, 0, recorded.out + recorded.err);
  const migrated = squall(["migrate", "--sqlite", file]);
  assert.equal(migrated.code, 0, migrated.out + migrated.err);
  assert.match(squall(["migrate", "--sqlite", file]).out, /Nothing to apply/);
  isClean(file);
  assert.deepEqual(
    await contents(
      file,
      Object.keys(rows).map((name) => ({ name })),
    ),
    rows,
  );
  assert.ok(Object.values(rows).flat().length > 60);
  return { recorded, migrated };
}

test("there are tables that nothing refers to", () => assert.ok(leaves.length >= 15, leaves.join(" ")));
for (const table of leaves)
  test(`${table} never came`, () =>
    inFolder(async (folder) => {
      const file = join(folder, "app.sqlite");
      await make(file, new RegExp(`^(--.*\\n)*CREATE TABLE ${table}\\b|\\bON ${table}\\b|CREATE VIEW`, "m"));
      const { recorded } = await adopt(file);
      assert.match(
        recorded.out,
        new RegExp(`${table}[^]*The migrations after 0001_baseline.sql settle these differences`),
      );
    }));
test("views of other texts are made again", () =>
  inFolder(async (folder) => {
    const file = join(folder, "app.sqlite");
    await make(file, /CREATE VIEW/, ["CREATE VIEW eval_comparison AS SELECT 1 AS execution_id"]);
    const { migrated } = await adopt(file);
    assert.match(migrated.out, /Dropped, because no rows were set aside in it:\n.*_orphans/);
  }));
test("a difference that no migration settles is named, and nothing is recorded", () =>
  inFolder(async (folder) => {
    const file = join(folder, "app.sqlite");
    await make(file, /^never$/, ["ALTER TABLE users ADD COLUMN nickname TEXT"]);
    const { code, out, err } = squall(["migrate", "--sqlite", file, "--baseline"]);
    assert.equal(code, 1, out + err);
    assert.match(out, /The migrations after 0001_baseline.sql do not settle these:\n.*nickname/);
    assert.match(squall(["status", "--sqlite", file]).out, /No migration is recorded/);
  }));

const addAgentId = "ALTER TABLE traces ADD COLUMN agent_id TEXT REFERENCES agents(id)";
const setAgentId = "UPDATE traces SET agent_id = (SELECT id FROM agents ORDER BY id LIMIT 1)";
const withoutAgentId = (rows) => ({ ...rows, traces: rows.traces.map(({ agent_id, ...row }) => row) });

test("a column that only some databases have: its values are kept, it goes", () =>
  inFolder(async (folder) => {
    const file = join(folder, "app.sqlite");
    await make(file, /^never$/, [addAgentId, setAgentId]);
    const { recorded, migrated } = await adopt(file, withoutAgentId);
    assert.match(recorded.out, /traces.agent_id is added[^]*settle these differences/);
    assert.match(migrated.out, /traces.agent_id: 4 values are kept in traces_orphans/);
    const { traces, traces_orphans: kept } = await contents(file);
    assert.deepEqual(
      kept.map(({ id }) => id),
      traces.map(({ id }) => id),
    );
    assert.ok(kept.every(({ agent_id }) => typeof agent_id === "string"));
  }));
test("the same, without a value: nothing is left", () =>
  inFolder(async (folder) => {
    const file = join(folder, "app.sqlite");
    await make(file, /^never$/, [addAgentId]);
    const { migrated } = await adopt(file, withoutAgentId);
    assert.match(migrated.out, /traces.agent_id: it contained no values/);
    assert.equal((await contents(file)).traces_orphans, undefined);
  }));
test("the same, where the baseline names the last file, or wrangler has applied the files", () =>
  inFolder(async (folder) => {
    const file = join(folder, "app.sqlite");
    assert.equal(squall(["migrate", "--sqlite", file]).code, 0);
    const db = await openSqlite({ file });
    await db.batch([db.prepare("DELETE FROM d1_migrations"), db.prepare("DROP TABLE squall_migrations")]);
    await db.prepare(addAgentId).run();
    await db.close();
    const recorded = squall(["migrate", "--sqlite", file, "--baseline", migrations.at(-1)]);
    assert.equal(recorded.code, 0, recorded.out + recorded.err);
    assert.equal(squall(["status", "--sqlite", file]).code, 1);
    assert.match(squall(["migrate", "--sqlite", file]).out, /traces.agent_id: it contained no values/);
    isClean(file);
  }));
test("a database that push has brought to the schema", () =>
  inFolder(async (folder) => {
    const file = join(folder, "app.sqlite");
    await make(file, /^(--.*\n)*CREATE TABLE eval_llm_cache\b|\bON eval_llm_cache\b|CREATE VIEW/m, [
      "CREATE VIEW eval_comparison AS SELECT 1 AS execution_id",
    ]);
    const { code, out, err } = squall(["push", "--sqlite", file]);
    assert.equal(code, 0, out + err);
    await adopt(file);
  }));
