// The migrations on databases that the application's own files have made in part: a table that nothing refers to may never
// have come, and the views may have other texts. To the end without --allow-drift, and clean afterwards.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "./local_d1.mjs";
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

/** A database of the baseline's objects, without those that `left_out` matches. */
async function make(file, leftOut, more = []) {
  const kept = statements.filter((sql) => !leftOut.test(sql));
  const db = await openSqlite({ file });
  await db.batch([...kept, ...more].map((sql) => db.prepare(sql)));
  await db.close();
}
function adopt(file) {
  const before = squall(["status", "--sqlite", file]);
  assert.equal(before.code, 1);
  assert.match(before.out, /Nothing is recorded in this database yet: squall migrate --baseline/);
  const recorded = squall(["migrate", "--sqlite", file, "--baseline"]);
  assert.equal(recorded.code, 0, recorded.out + recorded.err);
  const migrated = squall(["migrate", "--sqlite", file]);
  assert.equal(migrated.code, 0, migrated.out + migrated.err);
  assert.match(squall(["migrate", "--sqlite", file]).out, /Nothing to apply/);
  for (const command of ["status", "check", "verify"]) {
    const { code, out, err } = squall([command, "--sqlite", file]);
    assert.equal(code, 0, `${command}: ${out}${err}`);
  }
  return { recorded, migrated };
}

test("there are tables that nothing refers to", () => assert.ok(leaves.length >= 15, leaves.join(" ")));
for (const table of leaves)
  test(`${table} never came`, () =>
    inFolder(async (folder) => {
      const file = join(folder, "app.sqlite");
      await make(file, new RegExp(`^(--.*\\n)*CREATE TABLE ${table}\\b|\\bON ${table}\\b|CREATE VIEW`, "m"));
      const { recorded } = adopt(file);
      assert.match(recorded.out, new RegExp(`${table}[^]*The migrations behind 0001_baseline.sql settle these differences`));
    }));
test("views of other texts are made again", () =>
  inFolder(async (folder) => {
    const file = join(folder, "app.sqlite");
    await make(file, /CREATE VIEW/, ["CREATE VIEW eval_comparison AS SELECT 1 AS execution_id"]);
    const { migrated } = adopt(file);
    assert.match(migrated.out, /Dropped, because no row had to be set aside in it:\n.*_orphans/);
  }));
test("a difference that no migration settles is named, and nothing is recorded", () =>
  inFolder(async (folder) => {
    const file = join(folder, "app.sqlite");
    await make(file, /^never$/, ["ALTER TABLE users ADD COLUMN nickname TEXT"]);
    const { code, out, err } = squall(["migrate", "--sqlite", file, "--baseline"]);
    assert.equal(code, 1, out + err);
    assert.match(out, /the migrations behind 0001_baseline.sql leave:\n.*nickname/);
    assert.match(squall(["status", "--sqlite", file]).out, /Nothing is recorded/);
  }));
