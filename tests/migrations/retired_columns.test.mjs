// "-- squall: set aside table.column" in a migration: a column that only some databases have.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { inFolder, squall } from "./tool.mjs";
import { openSqlite } from "../../dist/sqlite-wasm-node.js";

const users =
  "CREATE TABLE users (id TEXT PRIMARY KEY NOT NULL, email TEXT NOT NULL UNIQUE, created_at DATETIME DEFAULT CURRENT_TIMESTAMP)";
/** A folder of these files, a database of these statements with the first file recorded, and what migrate says of it. */
async function migrate(folder, files, statements, { baseline = true } = {}) {
  mkdirSync(join(folder, "migrations"));
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(folder, "migrations", name), sql);
  const file = join(folder, "app.sqlite");
  const db = await openSqlite({ file });
  await db.batch(statements.map((sql) => db.prepare(sql)));
  await db.close();
  const run = (...args) => squall(["migrate", "--sqlite", file, ...args], { cwd: folder });
  if (baseline) {
    const recorded = run("--baseline");
    assert.equal(recorded.code, 0, recorded.out + recorded.err);
  }
  return { file, run };
}
const read = async (file, sql) => {
  const db = await openSqlite({ file });
  const { results } = await db.prepare(sql).all();
  await db.close();
  return results;
};
const filled = ["INSERT INTO users (id, email, nick) VALUES ('u1', 'a@x', 'ann'), ('u2', 'b@x', NULL)"];

test("values go aside with the keys of their rows", () =>
  inFolder(async (folder) => {
    const files = { "0001_users.sql": users, "0002_nick.sql": "-- squall: set aside users.nick\nSELECT 1;\n" };
    const { file, run } = await migrate(folder, files, [users, "ALTER TABLE users ADD COLUMN nick TEXT", ...filled]);
    assert.match(run().out, /users.nick: 1 value is kept in users_orphans/);
    assert.deepEqual(await read(file, "SELECT * FROM users_orphans"), [{ id: "u1", nick: "ann" }]);
    assert.deepEqual(Object.keys((await read(file, "SELECT * FROM users"))[0]), ["id", "email", "created_at"]);
    assert.match(run().out, /Nothing to apply/);
  }));
test("a column that a later file makes again stays, with its values", () =>
  inFolder(async (folder) => {
    const files = {
      "0001_users.sql": users,
      "0002_nick.sql": "-- squall: set aside users.nick\nSELECT 1;\n",
      "0003_nick.sql": "ALTER TABLE users ADD COLUMN nick TEXT DEFAULT 'new';\n",
    };
    const { file, run } = await migrate(folder, files, [users, "ALTER TABLE users ADD COLUMN nick TEXT", ...filled]);
    assert.equal(run().code, 0);
    assert.match(run().out, /Nothing to apply/);
    assert.deepEqual(await read(file, "SELECT id, nick FROM users ORDER BY id"), [
      { id: "u1", nick: "new" },
      { id: "u2", nick: "new" },
    ]);
    assert.deepEqual(await read(file, "SELECT * FROM users_orphans"), [{ id: "u1", nick: "ann" }]);
  }));
test("a column that a view uses: the file is not applied, and the reason is named", () =>
  inFolder(async (folder) => {
    const files = { "0001_users.sql": users, "0002_nick.sql": "SELECT 1;\n-- squall: set aside users.nick\n" };
    const view = "CREATE VIEW nicks AS SELECT nick FROM users";
    const { file, run } = await migrate(
      folder,
      files,
      [users, "ALTER TABLE users ADD COLUMN nick TEXT", view, ...filled],
      { baseline: false },
    );
    assert.equal(run("--baseline", "--allow-drift").code, 0);
    const { code, err } = run();
    assert.equal(code, 4, err);
    assert.match(
      err,
      /0002_nick.sql, at ALTER TABLE users DROP COLUMN nick: .*nicks.*Nothing of this file has been applied/,
    );
    assert.deepEqual(await read(file, "SELECT nick FROM users ORDER BY id"), [{ nick: "ann" }, { nick: null }]);
  }));
test("another word after -- squall: is refused before anything is applied", () =>
  inFolder(async (folder) => {
    const files = { "0001_users.sql": users, "0002_nick.sql": "SELECT 1;\n-- squall: drop users.nick\n" };
    const { run } = await migrate(folder, files, ["SELECT 1"], { baseline: false });
    const { code, err } = run();
    assert.equal(code, 3, err);
    assert.match(err, /0002_nick.sql, line 2: after "-- squall:" only "set aside table.column" is supported/);
  }));
