// The reverse of a migration: what generate writes, and what squall migrate --down does, on files and on a local D1.
import assert from "node:assert/strict";
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { lastSnapshot, migrations, root } from "./local_d1.mjs";
import { inFolder, squall } from "./tool.mjs";
import { wranglerIn } from "./wrangler.mjs";

const expect = (code, args) => {
  const ran = squall(args);
  assert.equal(ran.code, code, `squall ${args.join(" ")}\n${ran.out}${ran.err}`);
  return ran;
};
const textOf = (ran) => ran.out + ran.err;
/** Every object and row, without what records migrations. */
function contentsOf(file) {
  const db = new DatabaseSync(file);
  const tables = db
    .prepare(
      "SELECT name, sql FROM sqlite_master WHERE tbl_name NOT IN ('d1_migrations', 'squall_migrations') ORDER BY name",
    )
    .all();
  const rows = tables
    .filter(({ name, sql }) => /^CREATE TABLE/.test(sql ?? "") && name !== "sqlite_sequence")
    .map(({ name }) => [name, db.prepare(`SELECT * FROM "${name}"`).all()]);
  db.close();
  return { objects: tables.map(({ name }) => name), rows };
}

/** A database of the project's migrations with rows, and a migration that generate writes from an older schema to the project's. */
const withChange = (sqlOfOld, body, generateArgs = []) =>
  inFolder((folder) => {
    const dir = join(folder, "migrations");
    cpSync(join(root, "migrations"), dir, { recursive: true });
    const db = join(folder, "app.sqlite");
    const at = ["--migrations", dir];
    const on = ["--sqlite", db, ...at];
    expect(0, ["migrate", ...on]);
    expect(0, ["seed", "--sqlite", db, "--rows", "20"]);
    // A migration by hand makes the database as the older snapshot has it.
    const old = join(dir, `${String(Number(lastSnapshot.slice(0, 4)) + 1).padStart(4, "0")}_as_before.sql`);
    writeFileSync(old, sqlOfOld);
    expect(1, ["check", "--record", ...at]);
    expect(0, ["migrate", ...on]);
    const before = contentsOf(db);
    const { file, reverse } = expect(0, ["generate", "change", "--json", ...generateArgs, ...at]).json;
    assert.equal(reverse, `down/${file}`);
    expect(0, ["check", ...at]);
    body({ dir, db, at, on, before, file, reverse: join(dir, reverse) });
  });

test("a column that was added is dropped again; its values are lost only when that is said", () =>
  withChange(
    "DROP INDEX idx_llm_cache_expires;\nALTER TABLE eval_llm_cache DROP COLUMN expires_at;\n",
    ({ db, on, at, before, file }) => {
      expect(0, ["migrate", ...on]);
      assert.match(expect(0, ["check", ...on]).out, /agree/);
      // No value yet: nothing is lost.
      assert.equal(expect(0, ["migrate", "--down", "--json", ...on]).json.taken_back, file);
      assert.deepEqual(contentsOf(db), before);
      assert.deepEqual(expect(0, ["status", "--json", ...on]).json.pending, [file]);
      assert.deepEqual(expect(0, ["migrate", "--json", ...on]).json.applied, [file]);
      const open = new DatabaseSync(db);
      open.exec("UPDATE eval_llm_cache SET expires_at = '2026-01-01T00:00:00.000Z'");
      open.close();
      const refused = expect(3, ["migrate", "--down", ...on]);
      assert.match(
        refused.err,
        /would lose\n {2}column eval_llm_cache\.expires_at and its content\nNothing was changed/,
      );
      assert.deepEqual(expect(0, ["migrate", "--down", "--dry-run", "--json", ...on]).json.losses, [
        "column eval_llm_cache.expires_at and its content",
      ]);
      expect(0, ["check", ...on]);
      expect(0, ["migrate", "--down", "--allow-loss", ...on]);
      assert.deepEqual(contentsOf(db), before);
      expect(0, ["check", ...at]);
    },
  ));

test("a rename is undone with its rows", () =>
  withChange(
    "ALTER TABLE prompt_best_practices RENAME COLUMN title TO heading;\n",
    ({ db, on, before }) => {
      expect(0, ["migrate", ...on]);
      expect(0, ["migrate", "--down", ...on]);
      assert.deepEqual(contentsOf(db), before);
    },
    ["--rename", "prompt_best_practices.heading:title"],
  ));

test("a rebuild of a table with many children is undone, and keeps every row", () =>
  inFolder((folder) => {
    const dir = join(folder, "migrations");
    cpSync(join(root, "migrations"), dir, { recursive: true });
    const snapshotFile = join(dir, "meta", lastSnapshot);
    const snapshot = JSON.parse(readFileSync(snapshotFile, "utf8"));
    snapshot.tables.find((t) => t.name === "agents").columns[2].default = "'unnamed'";
    writeFileSync(snapshotFile, JSON.stringify(snapshot));
    const db = join(folder, "app.sqlite");
    const on = ["--sqlite", db, "--migrations", dir];
    expect(0, ["migrate", ...on]);
    expect(0, ["seed", "--sqlite", db, "--rows", "20"]);
    const before = contentsOf(db);
    const { file, rebuilds } = expect(0, ["generate", "--json", "--migrations", dir]).json;
    assert.deepEqual(rebuilds, ["agents"]);
    expect(0, ["migrate", ...on]);
    // The files before do not make the default that the edited snapshot has: the reverse leads elsewhere, and that is said.
    assert.match(
      expect(3, ["migrate", "--down", ...on]).err,
      /does not lead back to the schema before .*: agents\.name: default/,
    );
    assert.match(readFileSync(join(dir, "down", file), "utf8"), /INSERT INTO agents/);
    assert.deepEqual(contentsOf(db), before);
  }));

test("files that do not belong together are refused, and nothing changes", () =>
  inFolder((folder) => {
    const dir = join(folder, "m");
    const on = ["--sqlite", join(folder, "a.sqlite"), "--migrations", dir];
    mkdirSync(join(dir, "down"), { recursive: true });
    writeFileSync(join(dir, "0001_a.sql"), "CREATE TABLE a (id INTEGER PRIMARY KEY, n INTEGER);\n");
    writeFileSync(join(dir, "0002_b.sql"), "CREATE TABLE b (id INTEGER PRIMARY KEY);\n");
    const reverse = join(dir, "down/0002_b.sql");
    const record = () => expect(1, ["check", "--record", "--migrations", dir]);
    const down = (code, ...more) => textOf(expect(code, ["migrate", "--down", ...on, ...more]));
    record();
    assert.match(textOf(expect(2, ["migrate", "--down", ...on])), /there is no file/);
    expect(0, ["migrate", ...on]);
    const before = contentsOf(join(folder, "a.sqlite"));
    assert.match(down(3), /0002_b\.sql has no reverse migration/);
    writeFileSync(reverse, "DROP TABLE b;\n");
    assert.match(down(3), /down\/0002_b\.sql is not recorded/);
    record();
    appendFileSync(reverse, "DROP TABLE a;\n");
    assert.match(
      textOf(expect(1, ["check", "--migrations", dir])),
      /down\/0002_b\.sql has been edited since it was recorded/,
    );
    assert.match(down(3), /down\/0002_b\.sql has been edited since it was recorded/);
    record();
    assert.match(down(3), /does not lead back to the schema before 0002_b\.sql: table a is dropped/);
    writeFileSync(reverse, "DROP TABLE b;\nCOMMIT;\n");
    record();
    assert.match(down(3), /COMMIT is not allowed/);
    writeFileSync(reverse, "DELETE FROM a;\nDROP TABLE b;\n");
    record();
    assert.match(down(3), /what line 1 of down\/0002_b\.sql changes: DELETE FROM a/);
    writeFileSync(reverse, "DROP TABLE b;\n");
    record();
    const forward = readFileSync(join(dir, "0002_b.sql"), "utf8");
    appendFileSync(join(dir, "0002_b.sql"), "-- more\n");
    assert.match(down(3), /0002_b\.sql was edited after it had been applied/);
    writeFileSync(join(dir, "0002_b.sql"), forward);
    const db = new DatabaseSync(join(folder, "a.sqlite"));
    db.exec("ALTER TABLE a ADD COLUMN more TEXT");
    assert.match(down(1), /differs from what its migrations create: a\.more/);
    db.exec("ALTER TABLE a DROP COLUMN more");
    db.exec("INSERT INTO b VALUES (1)");
    db.close();
    assert.match(down(3), /would lose\n {2}table b and its rows/);
    assert.deepEqual(contentsOf(join(folder, "a.sqlite")).objects, before.objects);
    down(0, "--allow-loss");
    writeFileSync(join(dir, "down/0001_a.sql"), "DROP TABLE a;\n");
    record();
    down(0);
    assert.match(down(1), /nothing is applied/);
    assert.deepEqual(contentsOf(join(folder, "a.sqlite")).objects, ["sqlite_sequence"]);
    rmSync(join(dir, "down/0001_a.sql"));
    assert.match(
      textOf(expect(1, ["check", "--migrations", dir])),
      /down\/0001_a\.sql is recorded, but the file is missing/,
    );
  }));

test("a pattern that would apply reverse files gets none, and that is said", () =>
  inFolder((folder) => {
    const database = { binding: "DB", database_id: "d", migrations_dir: "m", migrations_pattern: "m/**/*.sql" };
    mkdirSync(join(folder, "m"));
    writeFileSync(join(folder, "wrangler.json"), JSON.stringify({ d1_databases: [database] }));
    const ran = squall(["generate", "first", "--json"], { cwd: folder });
    assert.equal(ran.code, 0, ran.err);
    assert.equal(ran.json.reverse, null);
    assert.ok(!existsSync(join(folder, "m/down")));
  }));

test("wrangler applies no reverse file, and on its local D1 a migration is taken back and applied again", () =>
  inFolder((folder) => {
    const wrangler = wranglerIn(folder);
    const run = (code, ...args) => {
      const ran = squall([...args, "--local"], { cwd: folder });
      assert.equal(ran.code, code, ran.out + ran.err);
      return ran;
    };
    const number = String(Number(migrations.at(-1).slice(0, 4)) + 1).padStart(4, "0");
    mkdirSync(join(folder, "migrations/down"), { recursive: true });
    writeFileSync(join(folder, `migrations/${number}_notes.sql`), "CREATE TABLE notes (id TEXT PRIMARY KEY);\n");
    writeFileSync(join(folder, `migrations/down/${number}_notes.sql`), "DROP TABLE notes;\n");
    assert.equal(squall(["check", "--record"], { cwd: folder }).code, 1);
    wrangler.apply();
    const hasNotes = () => wrangler.query("SELECT count(*) AS n FROM sqlite_master WHERE name = 'notes'")[0][0].n === 1;
    assert.ok(hasNotes());
    run(0, "migrate"); // squall's own records of what wrangler applied
    run(0, "migrate", "--down");
    const listed = wrangler.list();
    assert.match(listed, new RegExp(`${number}_notes\\.sql`));
    assert.doesNotMatch(listed, /down/);
    assert.deepEqual(run(0, "migrate", "--json").json.applied, [`${number}_notes.sql`]);
    assert.ok(hasNotes());
  }));
