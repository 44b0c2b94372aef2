// The squall command on folders of migrations and SQLite files: what it makes, what it refuses, what it says.
import assert from "node:assert/strict";
import { appendFileSync, cpSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { lastSnapshot, migrations, root } from "./local_d1.mjs";
import { commands, inFolder, squall } from "./tool.mjs";

/** A copy of the project's migrations, and a database file beside it. */
const withProject = (body) =>
  inFolder((folder) => {
    const dir = join(folder, "migrations");
    cpSync(join(root, "migrations"), dir, { recursive: true });
    const db = join(folder, "app.sqlite");
    const at = ["--migrations", dir];
    body({
      folder,
      dir,
      db,
      at,
      on: ["--sqlite", db, ...at],
      files: () => readdirSync(dir).filter((f) => f.endsWith(".sql")),
    });
  });
/** A file behind all of the project's. */
const nextNumber = String(Number(migrations.at(-1).slice(0, 4)) + 1).padStart(4, "0");
const next = (words) => `${nextNumber}_${words}.sql`;
const snapshotFile = (dir) => join(dir, "meta", lastSnapshot);
/** As if the schema had been another one when the last migration was made. */
const editSnapshot = (dir, edit) => {
  const snapshot = JSON.parse(readFileSync(snapshotFile(dir), "utf8"));
  edit((name) => snapshot.tables.find((t) => t.name === name), snapshot);
  writeFileSync(snapshotFile(dir), JSON.stringify(snapshot));
};
/** The first run of squall says it did `code`; its output is given back. */
const expect = (code, args, options) => {
  const ran = squall(args, options);
  assert.equal(ran.code, code, `squall ${args.join(" ")}\n${ran.out}${ran.err}`);
  return ran;
};

test("generate with nothing changed makes nothing", () =>
  withProject(({ at, files }) => {
    assert.equal(expect(0, ["generate", "--json", ...at]).json.file, null);
    assert.deepEqual(files(), migrations);
  }));

test("a column that is new in the schema is added by a migration", () =>
  withProject(({ dir, at, on, files }) => {
    for (const name of ["0001_baseline.sql", "0020_whole_schema.sql"]) {
      const file = join(dir, name);
      writeFileSync(
        file,
        readFileSync(file, "utf8")
          .replace(/,\n  expires_at DATETIME\n/, "\n")
          .replace(/.*expires_at.*\n/g, ""),
      );
    }
    const twentyOne = join(dir, "0021_iso_timestamps.sql");
    writeFileSync(twentyOne, readFileSync(twentyOne, "utf8").replace(/.*eval_llm_cache SET expires_at.*\n/, ""));
    expect(1, ["check", "--record", ...at]);
    expect(0, ["migrate", ...on]);
    const made = expect(0, ["generate", "cache expiry", "--json", ...at]).json;
    assert.equal(made.file, next("cache_expiry"));
    assert.deepEqual(files(), [...migrations, made.file]);
    const sql = readFileSync(join(dir, made.file), "utf8");
    assert.match(sql, /ALTER TABLE eval_llm_cache ADD COLUMN expires_at DATETIME;/);
    assert.match(sql, /CREATE INDEX idx_llm_cache_expires ON eval_llm_cache \(expires_at\);/);
    assert.ok(existsSync(join(dir, `meta/${nextNumber}_snapshot.json`)));
    expect(0, ["check", ...at]);
    expect(0, ["migrate", ...on]);
    expect(0, ["check", ...on]);
    assert.equal(expect(0, ["generate", "--json", ...at]).json.file, null);
  }));

test("a rename is never guessed: without the flag it is refused, with it the rows stay", () =>
  withProject(({ dir, db, at, on }) => {
    editSnapshot(dir, (table) => (table("prompt_best_practices").columns[3].name = "heading"));
    const refused = expect(3, ["generate", ...at]);
    assert.match(refused.err, /would lose\n {2}column prompt_best_practices\.heading/);
    assert.match(refused.err, /--rename prompt_best_practices\.heading:title/);
    expect(0, ["migrate", ...on]);
    expect(0, ["seed", "--sqlite", db]);
    // The database as the snapshot has it.
    const old = join(dir, next("as_before"));
    writeFileSync(old, "ALTER TABLE prompt_best_practices RENAME COLUMN title TO heading;\n");
    expect(1, ["check", "--record", ...at]);
    expect(0, ["migrate", ...on]);
    const made = expect(0, [
      "generate",
      "title",
      "--rename",
      "prompt_best_practices.heading:title",
      "--json",
      ...at,
    ]).json;
    assert.deepEqual(made.losses, []);
    expect(0, ["migrate", ...on]);
    expect(0, ["check", ...on]);
    assert.equal(expect(0, ["verify", "--sqlite", db, "--json"]).json.problems.length, 0);
    assert.equal(expect(2, ["generate", "--rename", "prompt_best_practices.no:title", ...at]).code, 2);
  }));

test("a table that is no longer declared is dropped only when that is said", () =>
  withProject(({ dir, at }) => {
    writeFileSync(
      join(dir, next("old")),
      "CREATE TABLE leftovers (id TEXT PRIMARY KEY, user_id TEXT REFERENCES users(id));\n",
    );
    expect(1, ["check", "--record", ...at]);
    assert.match(expect(3, ["generate", ...at]).err, /table leftovers and its rows/);
    const made = expect(0, ["generate", "--allow-loss", "--json", ...at]).json;
    assert.match(readFileSync(join(dir, made.file), "utf8"), /DROP TABLE leftovers;/);
  }));

test("a rebuild of the schema's most referenced table keeps every row", () =>
  withProject(({ dir, db, at, on }) => {
    editSnapshot(dir, (table) => (table("agents").columns[2].default = "'unnamed'"));
    // The schema against this snapshot: agents is to be made anew, with everything that hangs on it.
    expect(0, ["migrate", ...on]);
    expect(0, ["seed", "--sqlite", db, "--rows", "40"]);
    const count = () => expect(0, ["verify", "--sqlite", db, "--json"]).json.rows;
    const before = count();
    const made = expect(0, ["generate", "--json", ...at]).json;
    assert.deepEqual(made.rebuilds, ["agents"]);
    assert.deepEqual(expect(0, ["migrate", "--json", ...on]).json.applied, [made.file]);
    assert.equal(count(), before);
  }));

test("a failing file changes nothing, and file, statement and reason are named", () =>
  withProject(({ dir, on }) => {
    expect(0, ["migrate", ...on]);
    writeFileSync(
      join(dir, next("half")),
      "-- first; good\nCREATE TABLE half (id TEXT);\n\nINSERT INTO half VALUES ('secret');\nINSERT INTO nowhere VALUES ('secret');\n",
    );
    const failed = expect(4, ["migrate", ...on]);
    assert.match(
      failed.err,
      /\d{4}_half\.sql, statement 3 \(line 5, INSERT INTO nowhere VALUES \( …\): no such table: nowhere/,
    );
    assert.doesNotMatch(failed.err, /secret/);
    const status = squall(["status", "--json", ...on]).json;
    assert.deepEqual([status.pending, status.drift], [[next("half")], []]);
  }));

test("an applied file that was edited is told of, and stops the next run", () =>
  withProject(({ dir, on, at }) => {
    expect(0, ["migrate", ...on]);
    appendFileSync(join(dir, "0020_whole_schema.sql"), "-- later\n");
    assert.deepEqual(expect(1, ["status", "--json", ...on]).json.edited, ["0020_whole_schema.sql"]);
    assert.match(expect(1, ["migrate", ...on]).err, /0020_whole_schema\.sql was edited after it had been applied/);
    assert.match(expect(1, ["check", ...at]).out, /0020_whole_schema\.sql has been edited since it was recorded/);
    expect(0, ["migrate", "--allow-edited", ...on]);
  }));

test("a database that differs from what its migrations make is told of", () =>
  withProject(({ folder, db, on }) => {
    expect(0, ["migrate", ...on]);
    const extra = join(folder, "extra");
    cpSync(join(root, "migrations"), extra, { recursive: true });
    writeFileSync(join(extra, next("hand")), "DROP INDEX idx_jobs_type;\nALTER TABLE users ADD COLUMN phone TEXT;\n");
    expect(0, ["migrate", "--sqlite", db, "--migrations", extra]);
    const drift = expect(1, ["status", "--json", ...on]).json;
    assert.deepEqual(drift.missing, [next("hand")]);
    const differs = expect(1, ["check", "--json", ...on]).json.database;
    assert.deepEqual(differs, ["users.phone is added: phone TEXT", "INDEX idx_jobs_type ON jobs (type) is dropped"]);
  }));

test("a database that was there before is taken over at the baseline, after it has been compared", () =>
  withProject(({ folder, dir, db, on }) => {
    const first = join(folder, "first");
    cpSync(dir, first, { recursive: true });
    for (const f of migrations.slice(1)) rmSync(join(first, f));
    expect(0, ["migrate", "--sqlite", db, "--migrations", first]);
    const plain = join(folder, "plain.sqlite");
    expect(0, ["export", "--sqlite", db, "--out", join(folder, "all.sql")]);
    // The same without the records of migrations, as the live database is.
    const sql = readFileSync(join(folder, "all.sql"), "utf8")
      .split(";\n")
      .filter((s) => !/(d1|squall)_migrations/.test(s))
      .join(";\n");
    const script = join(folder, "script");
    cpSync(first, script, { recursive: true });
    rmSync(join(script, migrations[0]));
    writeFileSync(join(script, "0001_live.sql"), sql.replace(/^PRAGMA[^;]*;/, "") + "DROP INDEX idx_agents_status;\n");
    expect(0, ["migrate", "--sqlite", plain, "--migrations", script]);
    writeFileSync(join(script, "0002_forget.sql"), "DELETE FROM d1_migrations;\n");
    squall(["migrate", "--sqlite", plain, "--migrations", script]);
    const at = ["--sqlite", plain, "--migrations", dir];
    const refused = expect(1, ["migrate", "--baseline", ...at]);
    assert.match(refused.out, /INDEX idx_agents_status ON agents \(status\) is dropped/);
    assert.deepEqual(expect(0, ["migrate", "--baseline", "--allow-drift", "--json", ...at]).json.recorded, [
      migrations[0],
    ]);
    assert.deepEqual(expect(0, ["migrate", "--json", ...at]).json.applied, migrations.slice(1));
  }));

test("migrate names the baseline where tables are there and nothing is recorded", () =>
  withProject(({ folder, dir, db, on }) => {
    expect(0, ["migrate", ...on]);
    const adopted = join(folder, "adopted.sqlite");
    cpSync(db, adopted);
    const open = new DatabaseSync(adopted);
    open.exec("DELETE FROM d1_migrations");
    open.close();
    const at = ["--sqlite", adopted, "--migrations", dir];
    const way = /No migration is recorded in this database: squall migrate --baseline FILE records those/;
    assert.match(expect(4, ["migrate", ...at]).err, new RegExp(`already exists[^]*${way.source}`));
    assert.match(expect(1, ["status", ...at]).out, way);
    // Where files are recorded, the failing one is all that is named.
    writeFileSync(join(dir, next("twice")), "CREATE TABLE users (id TEXT);\n");
    const failed = expect(4, ["migrate", ...on]);
    assert.match(failed.err, /already exists/);
    assert.doesNotMatch(failed.err, /baseline/);
  }));

test("push brings a database to the schema, and again finds nothing to do", () =>
  inFolder((folder) => {
    const db = join(folder, "dev.sqlite");
    expect(0, ["push", "--sqlite", db]);
    assert.match(expect(0, ["push", "--sqlite", db]).out, /already has the schema/);
    expect(0, ["seed", "--sqlite", db]);
    expect(0, ["verify", "--sqlite", db]);
  }));

test("0021 is reported with the rows that it changed, by column", () =>
  withProject(({ folder, dir, db, on }) => {
    const before = join(folder, "before");
    cpSync(dir, before, { recursive: true });
    rmSync(join(before, "0021_iso_timestamps.sql"));
    rmSync(join(before, "0022_indexes_for_deletes.sql"));
    rmSync(join(before, "0023_filled_columns.sql"));
    writeFileSync(join(before, "0020_zz_rows.sql"), "INSERT INTO users (id, email) VALUES ('a', 'a'), ('b', 'b');\n");
    expect(0, ["migrate", "--sqlite", db, "--migrations", before]);
    const applied = expect(0, ["migrate", "--json", ...on]).json;
    assert.deepEqual(
      [applied.applied, applied.changed_rows],
      [
        ["0021_iso_timestamps.sql", "0022_indexes_for_deletes.sql", "0023_filled_columns.sql"],
        { "users.created_at": 2 },
      ],
    );
  }));

test("an export is a database again, row for row", () =>
  withProject(({ folder, db, on }) => {
    expect(0, ["migrate", ...on]);
    expect(0, ["seed", "--sqlite", db, "--rows", "30"]);
    const file = (name) => join(folder, name);
    expect(0, ["export", "--sqlite", db, "--out", file("one.sql")]);
    const dir = file("imported");
    cpSync(join(root, "migrations/meta"), join(dir, "meta"), { recursive: true });
    const data = readFileSync(file("one.sql"), "utf8");
    writeFileSync(
      join(dir, "0001_import.sql"),
      data
        .split(";\n")
        .filter((s) => !/(d1|squall)_migrations/.test(s))
        .join(";\n"),
    );
    expect(0, ["migrate", "--sqlite", file("two.sqlite"), "--migrations", dir]);
    expect(0, ["export", "--sqlite", file("two.sqlite"), "--out", file("two.sql")]);
    const rowsOf = (name) =>
      readFileSync(file(name), "utf8")
        .split("\n")
        .filter((l) => l.startsWith("INSERT") && !/(d1|squall)_migrations/.test(l));
    assert.ok(rowsOf("one.sql").length > 1000);
    assert.deepEqual(rowsOf("two.sql"), rowsOf("one.sql"));
  }));

test("the seed is the same each time, grows by a flag, and another number gives another one", () =>
  inFolder((folder) => {
    const dump = (name, ...flags) => {
      const db = join(folder, `${name}.sqlite`);
      expect(0, ["push", "--sqlite", db]);
      expect(0, ["seed", "--sqlite", db, ...flags]);
      expect(0, ["export", "--sqlite", db, "--out", `${db}.sql`]);
      return readFileSync(`${db}.sql`, "utf8");
    };
    const one = dump("one");
    assert.equal(dump("two"), one);
    assert.notEqual(dump("three", "--seed", "2"), one);
    assert.ok(dump("four", "--rows", "200").length > 5 * one.length);
    const grown = join(folder, "one.sqlite");
    expect(0, ["seed", "--sqlite", grown, "--rows", "100", "--seed", "7"]);
    expect(0, ["seed", "--sqlite", grown, "--rows", "60"]);
    expect(0, ["verify", "--sqlite", grown]);
  }));

test("wrong usage says what is wrong, with exit code 2", () =>
  inFolder((folder) => {
    for (const [args, message] of [
      [["status"], /which database\? Pass --sqlite FILE, --local or --remote/],
      [["status", "--sqlite", join(folder, "none.sqlite")], /there is no file/],
      [["status", "--sqlite", "x", "--remote"], /exclude each other/],
      [["verify", "--local", join(folder, "state")], /no local D1/],
      [["check", "--migrations", join(folder, "none")], /there is no directory/],
      [["nonsense"], /nonsense|required|not expected/],
      [["generate", "--rename", "a"], /table\.old:new/],
    ])
      assert.match(expect(2, args).err + squall(args).out, message);
    writeFileSync(
      join(folder, "text.sqlite"),
      "this is no database, but a text that is long enough to be looked at as one",
    );
    assert.match(expect(4, ["verify", "--sqlite", join(folder, "text.sqlite")]).err, /not a database/);
  }));

test("every command has a help text, and none writes colours into a pipe", () => {
  for (const command of commands.slice(0, commands.indexOf("studio"))) {
    const help = expect(0, [command, "--help"]).out;
    assert.match(help, /--json/);
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(help + squall(["check"]).out, /\x1b/);
  }
});
