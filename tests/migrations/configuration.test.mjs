// squall migrate with wrangler's configuration: its folder, its table, its pattern, its environments; and two runs at once.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { inFolder, squall, squallBeside } from "./tool.mjs";

const files = (folder, all) => {
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
};
const run = (folder, code, args, env) => {
  const ran = squall(args, { cwd: folder, env });
  assert.equal(ran.code, code, `squall ${args.join(" ")}\n${ran.out}${ran.err}`);
  return ran;
};
const config = (rest) => `d1_databases = [{ binding = "DB", database_name = "app", database_id = "1", ${rest} }]\n`;

for (const [kind, name, text] of [
  ["TOML", "wrangler.toml", config(`migrations_dir = "db/steps", migrations_table = "done"`)],
  [
    "JSONC",
    "wrangler.jsonc",
    `{ // ours\n "d1_databases": [{ "binding": "DB", "database_id": "1", "migrations_dir": "db/steps", "migrations_table": "done", }], }`,
  ],
])
  test(`migrate takes migrations_dir and migrations_table of ${kind}`, () =>
    inFolder((folder) => {
      files(folder, {
        [name]: text,
        "db/steps/0001_a.sql": "CREATE TABLE a (id TEXT);\nINSERT INTO a VALUES ('once');\n",
      });
      assert.deepEqual(run(folder, 0, ["migrate", "--local", "--json"]).json.applied, ["0001_a.sql"]);
      assert.deepEqual(run(folder, 0, ["migrate", "--local", "--json"]).json.applied, []);
      assert.match(
        run(folder, 0, ["export", "--local"]).out,
        /INSERT INTO done \(id, name, applied_at\) VALUES \(1, '0001_a.sql'/,
      );
      // The folder alone: the table is still the configuration's.
      assert.deepEqual(run(folder, 0, ["migrate", "--local", "--migrations", "db/steps", "--json"]).json.applied, []);
      // Another table does not have them: they would run again.
      const other = run(folder, 3, ["migrate", "--local", "--migrations-table", "d1_migrations"]);
      assert.match(other.err, /the table done of .* records these migrations as applied/);
    }));

for (const [kind, name, text] of [
  ["TOML", "wrangler.toml", config(`migrations_table = "steps done"`)],
  [
    "JSON",
    "wrangler.json",
    `{ "d1_databases": [{ "binding": "DB", "database_id": "1", "migrations_table": "steps done" }] }`,
  ],
])
  test(`every command leaves the migrations_table of ${kind} alone`, () =>
    inFolder((folder) => {
      files(folder, {
        [name]: text,
        "migrations/0001_a.sql": "CREATE TABLE a (id TEXT PRIMARY KEY NOT NULL);\n",
      });
      const to = ["--sqlite", join(folder, "x.sqlite")];
      run(folder, 0, ["migrate", ...to]);
      assert.doesNotMatch(run(folder, 0, ["status", ...to]).out, /steps done/);
      const pulled = run(folder, 0, ["pull", ...to]).out;
      assert.match(pulled, /struct a_table/);
      assert.doesNotMatch(pulled, /steps done/);
      const pushed = run(folder, 3, ["push", ...to, "--dry-run"]); // the table a is not declared
      assert.doesNotMatch(pushed.out + pushed.err, /steps done/);
      assert.deepEqual(
        run(folder, 0, ["diff", join(folder, "x.sqlite"), "migrations/0001_a.sql", "--json"]).json.changes,
        0,
      );
      // A database that holds the tables already: the baseline is compared with it.
      run(folder, 0, ["migrate", "--sqlite", join(folder, "x.sqlite"), "--baseline"]);
      // The rows in it are exported.
      assert.match(run(folder, 0, ["export", ...to]).out, /INSERT INTO .steps done. /);
    }));

test("a table of the configured name that records nothing belongs to the application", () =>
  inFolder((folder) => {
    files(folder, {
      "wrangler.toml": config(`migrations_table = "steps"`),
      "a.sql": "CREATE TABLE steps (id INTEGER PRIMARY KEY, name TEXT, walked REAL);",
      "none.sql": "",
    });
    assert.equal(run(folder, 0, ["diff", "none.sql", "a.sql", "--json"]).json.changes, 1);
  }));

test("a configuration elsewhere: its paths begin at its own folder", () =>
  inFolder((folder) => {
    files(folder, {
      "app/wrangler.toml": config(`migrations_dir = "steps"`),
      "app/steps/0001_a.sql": "CREATE TABLE a (id TEXT);",
    });
    const to = ["--sqlite", join(folder, "x.sqlite"), "--config", "app/wrangler.toml", "--json"];
    assert.deepEqual(run(folder, 0, ["migrate", ...to]).json.applied, ["0001_a.sql"]);
  }));

test("migrations_pattern finds files in folders, and names them as wrangler does", () =>
  inFolder((folder) => {
    files(folder, {
      "wrangler.toml": config(`migrations_dir = "drizzle", migrations_pattern = "drizzle/*/migration.sql"`),
      "drizzle/0000_init/migration.sql": "CREATE TABLE a (id TEXT);",
      "drizzle/0001_more/migration.sql": "CREATE TABLE b (id TEXT);",
      "drizzle/0002_flat.sql": "CREATE TABLE no (id TEXT);",
    });
    const applied = run(folder, 0, ["migrate", "--local", "--json"]).json.applied;
    assert.deepEqual(applied, ["0000_init/migration.sql", "0001_more/migration.sql"]);
    files(folder, { "wrangler.toml": config(`migrations_dir = "drizzle", migrations_pattern = "other/*.sql"`) });
    assert.match(run(folder, 2, ["migrate", "--local"]).err, /migrations_pattern other\/\*\.sql is not supported/);
  }));

test("environments and several databases: one is chosen, and never guessed", () =>
  inFolder((folder) => {
    files(folder, {
      "wrangler.toml": `[[d1_databases]]\nbinding = "A"\ndatabase_id = "1"\nmigrations_dir = "a"\n[[d1_databases]]\nbinding = "B"\ndatabase_id = "2"\nmigrations_dir = "b"\n[[env.staging.d1_databases]]\nbinding = "A"\ndatabase_id = "3"\nmigrations_dir = "s"\n`,
      "a/0001_a.sql": "SELECT 1;",
      "b/0001_b.sql": "SELECT 1;",
      "s/0001_s.sql": "SELECT 1;",
    });
    const to = ["migrate", "--sqlite", join(folder, "x.sqlite"), "--dry-run", "--json"];
    writeFileSync(join(folder, "x.sqlite"), "");
    assert.match(
      run(folder, 2, to).json.error,
      /several databases with different migrations: choose one with --binding/,
    );
    assert.deepEqual(run(folder, 0, [...to, "--binding", "B"]).json.pending, ["0001_b.sql"]);
    assert.deepEqual(run(folder, 0, [...to, "--env", "staging"]).json.pending, ["0001_s.sql"]);
    assert.deepEqual(run(folder, 0, to, { CLOUDFLARE_ENV: "staging" }).json.pending, ["0001_s.sql"]);
    assert.match(run(folder, 2, [...to, "--env", "none"]).json.error, /there is no environment none/);
    assert.match(run(folder, 2, [...to, "--binding", "C"]).json.error, /has no database C/);
  }));

test("two runs at once: one applies everything, the other waits and finds nothing to do", () =>
  inFolder(async (folder) => {
    const slow =
      "INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) SELECT i FROM n;";
    files(folder, {
      "m/0001_a.sql": `CREATE TABLE t (id INTEGER);\n${slow}`,
      "m/0002_b.sql": `CREATE TABLE b (id INTEGER);\n${slow}`,
      "m/0003_c.sql": "CREATE TABLE c (id INTEGER);",
    });
    const args = ["migrate", "--sqlite", join(folder, "x.sqlite"), "--migrations", join(folder, "m"), "--json"];
    const all = await Promise.all([1, 2, 3].map(() => squallBeside(args, { cwd: folder })));
    assert.deepEqual(
      all.map((ran) => ran.code),
      [0, 0, 0],
      all.map((ran) => ran.out + ran.err).join("\n"),
    );
    assert.deepEqual(all.map((ran) => ran.json.applied.length).sort(), [0, 0, 3]);
  }));

test("two files with one number: check --record refuses and says the way out, and migrate follows it", () =>
  inFolder((folder) => {
    files(folder, { "m/0001_a.sql": "CREATE TABLE a (id TEXT);", "m/0001_b.sql": "CREATE TABLE b (id TEXT);" });
    const at = ["--migrations", join(folder, "m")];
    const db = ["--sqlite", join(folder, "x.sqlite")];
    run(folder, 0, ["migrate", ...db, ...at]);
    const refused = run(folder, 3, ["check", "--record", ...at]);
    assert.match(refused.err, /0001_b\.sql has the same number as 0001_a\.sql: .*git mv.*check --record/);
    renameSync(join(folder, "m/0001_b.sql"), join(folder, "m/0002_b.sql"));
    run(folder, 1, ["check", "--record", ...at]);
    const migrated = run(folder, 0, ["migrate", "--json", ...db, ...at]).json;
    assert.deepEqual([migrated.applied, migrated.renamed], [[], ["0001_b.sql is now 0002_b.sql"]]);
    assert.deepEqual(run(folder, 0, ["status", "--json", ...db, ...at]).json.pending, []);
  }));

test("check --record corrects earlier snapshots that a merge left wrong", () =>
  inFolder((folder) => {
    files(folder, { "m/0001_a.sql": "CREATE TABLE a (id TEXT);" });
    const at = ["--migrations", join(folder, "m")];
    run(folder, 1, ["check", "--record", ...at]);
    const first = readFileSync(join(folder, "m/meta/0001_snapshot.json"), "utf8");
    files(folder, { "m/0002_b.sql": "CREATE TABLE b (id TEXT);" });
    assert.deepEqual(run(folder, 1, ["check", "--record", "--json", ...at]).json.corrected, []);
    // The side of the merge that was taken: a snapshot of both files under the number of the first.
    writeFileSync(
      join(folder, "m/meta/0001_snapshot.json"),
      readFileSync(join(folder, "m/meta/0002_snapshot.json"), "utf8"),
    );
    assert.deepEqual(run(folder, 1, ["check", "--record", "--json", ...at]).json.corrected, ["0001_snapshot.json"]);
    assert.equal(readFileSync(join(folder, "m/meta/0001_snapshot.json"), "utf8"), first);
  }));
