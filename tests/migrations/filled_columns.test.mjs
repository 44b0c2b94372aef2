// 0023: columns with a default hold a value in every row, which the client's types rely on.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { migrations, root } from "./local_d1.mjs";
import { parents } from "./states_of_0019.mjs";
import { inFolder, squall } from "./tool.mjs";
import { openSqlite } from "../../dist/sqlite-wasm-node.js";

const file = "0023_filled_columns.sql";
const text = readFileSync(join(root, "migrations", file), "utf8");
const filled = [...text.matchAll(/^UPDATE (\w+) SET (\w+) = (.*) WHERE (\w+) IS NULL;$/gm)];
const types = readFileSync(join(root, "build/wasm/generated/client.d.ts"), "utf8");
const read = (name) => ({ name, sql: readFileSync(join(root, "migrations", name), "utf8") });

test("each statement fills one column with the default that its table declares", async () => {
  assert.ok(filled.length >= 80);
  const db = await openSqlite();
  await db.applyMigrations(migrations.filter((name) => name < file).map(read));
  for (const [, table, column, value, asked] of filled) {
    assert.equal(column, asked);
    const [shape] = (await db.prepare(`SELECT "notnull" AS required, dflt_value FROM pragma_table_info('${table}') WHERE name = '${column}'`).all()).results; // prettier-ignore
    assert.equal(shape.required, 0, `${table}.${column}`);
    const isClock = /CURRENT_TIMESTAMP/i.test(shape.dflt_value);
    assert.equal(value, isClock ? "'1970-01-01T00:00:00.000Z'" : shape.dflt_value, `${table}.${column}`);
  }
  await db.close();
});
test("NULL becomes the default, every other value stays, and a second run changes nothing", async () => {
  const db = await openSqlite();
  await db.applyMigrations(migrations.filter((name) => name < file).map(read));
  for (const sql of parents) await db.prepare(sql).run();
  await db.batch([
    db.prepare("UPDATE agents SET status = NULL, created_at = NULL, updated_at = '2026-02-03T04:05:06.789Z'"),
    db.prepare("UPDATE traces SET step_count = NULL, has_errors = 1, assignment_status = NULL WHERE id = 't1'"),
    db.prepare("UPDATE feedback SET created_at = NULL WHERE id = 'f2'"),
  ]);
  const one = (sql) => db.prepare(sql).first();
  const before = await db.prepare("SELECT * FROM traces WHERE id <> 't1'").all();
  await db.applyMigrations([read(file)]);
  assert.deepEqual(await one("SELECT status, created_at, updated_at FROM agents"), {
    status: "discovered",
    created_at: "1970-01-01T00:00:00.000Z",
    updated_at: "2026-02-03T04:05:06.789Z",
  });
  assert.deepEqual(await one("SELECT step_count, has_errors, assignment_status FROM traces WHERE id = 't1'"), {
    step_count: 0,
    has_errors: 1,
    assignment_status: "unassigned",
  });
  // It stands where NULL stood in a list: first when ascending.
  assert.equal((await one("SELECT id FROM feedback ORDER BY created_at LIMIT 1")).id, "f2");
  assert.deepEqual((await db.prepare("SELECT * FROM traces WHERE id <> 't1'").all()).results, before.results);
  for (const [, table, column] of filled)
    assert.equal((await one(`SELECT count(*) AS n FROM ${table} WHERE ${column} IS NULL`)).n, 0);
  await db.close();
});
test("the client's rows of tables have null where a column may hold NULL, and only there", () => {
  const names = {
    agents: "Agent",
    traces: "Trace",
    jobs: "Job",
    evals: "Eval",
    tasksets: "Taskset",
    feedback: "Feedback",
  };
  for (const [table, row] of Object.entries(names)) {
    const body = types.match(new RegExp(`^export interface ${row} \\{\\n([^]*?)^\\}`, "m"))[1];
    for (const [, of, column] of filled)
      if (of === table)
        assert.doesNotMatch(body.match(new RegExp(`^  ${column}: .*$`, "m"))[0], /null/, `${row}.${column}`);
  }
  assert.match(types, /^ {2}auto_execute_enabled: boolean \| null;$/m);
  assert.match(types, /^ {2}started_at: string \| null;$/m);
});
test("verify reports a NULL in such a column", () =>
  inFolder(async (folder) => {
    const path = join(folder, "app.sqlite");
    assert.equal(squall(["migrate", "--sqlite", path]).code, 0);
    const db = await openSqlite({ file: path });
    for (const sql of parents) await db.prepare(sql).run();
    await db.prepare("UPDATE agents SET status = NULL").run();
    await db.close();
    const { code, out } = squall(["verify", "--sqlite", path]);
    assert.equal(code, 1, out);
    assert.match(out, /agents\.status is NULL: 1/);
  }));
