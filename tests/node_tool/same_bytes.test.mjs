// The command in Node prints what the native one prints, byte for byte, and leaves the same databases and files.
import assert from "node:assert/strict";
import { copyFileSync, cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { lastSnapshot } from "../migrations/local_d1.mjs";
import { inFolder } from "../migrations/tool.mjs";
import { inNode, native, root, run } from "./tools.mjs";

const migrations = ["--migrations", join(root, "migrations")];

/** Runs both; the same exit code and the same bytes. */
function same(args, options) {
  const [a, b] = [native, inNode].map((program) => run(program, args, options));
  const shown = ({ code, out, err }) => ({
    code,
    out: out.toString("latin1").replace(`Usage: ${native} `, "Usage: squall "),
    err: err.toString("latin1"),
  });
  assert.deepEqual(shown(b), shown(a), `squall ${args.join(" ")}`);
  return a;
}
/** Databases as they may be found, each made in `folder`. */
const databases = {
  "an empty file": (file) => writeFileSync(file, ""),
  "no database": (file) => writeFileSync(file, "a text that is long enough to be looked at as a database ".repeat(20)),
  "the whole schema, seeded": (file) => {
    assert.equal(run(native, ["migrate", "--sqlite", file, ...migrations]).code, 0);
    assert.equal(run(native, ["seed", "--sqlite", file, "--rows", "30"]).code, 0);
  },
  "another application's": (file) => {
    const db = new DatabaseSync(file);
    db.exec(`
      PRAGMA foreign_keys = off;
      CREATE TABLE "odd name" ("a b" TEXT COLLATE NOCASE, n NUMERIC DEFAULT (1 + 1), CHECK (n > 0));
      CREATE TABLE blobs (id INTEGER PRIMARY KEY AUTOINCREMENT, data BLOB, real REAL, big INTEGER);
      INSERT INTO blobs (data, real, big) VALUES (x'00ff80', 1e21, 9007199254740993), (NULL, 0.1, -9223372036854775808),
        (zeroblob(5000), 5e-324, 0), (CAST(x'ff41' AS TEXT), -0.0, 1), ('π 😀' || char(8238), 123456789.125, 2);
      DELETE FROM blobs WHERE id = 3;
      CREATE VIRTUAL TABLE words USING fts5(text);
      INSERT INTO words VALUES ('some words'), ('other words');
      CREATE VIEW seen AS SELECT "a b" AS ab FROM "odd name";
      CREATE TRIGGER kept AFTER INSERT ON blobs BEGIN UPDATE blobs SET real = 1 WHERE id = new.id; END;
      CREATE TABLE parent (id INTEGER PRIMARY KEY);
      CREATE TABLE child (parent INTEGER REFERENCES parent);
      INSERT INTO child VALUES (7);
    `);
    db.close();
  },
  "a part of the schema, in WAL mode": (file) => {
    assert.equal(run(native, ["push", "--sqlite", file]).code, 0);
    const db = new DatabaseSync(file);
    db.exec(
      "PRAGMA journal_mode = wal; DROP TABLE agents; ALTER TABLE users ADD COLUMN phone TEXT; DROP INDEX idx_jobs_type",
    );
    db.close();
  },
};

for (const [name, make] of Object.entries(databases))
  test(`of ${name}, status, check, verify, pull, export and diff say the same`, () =>
    inFolder((folder) => {
      const file = join(folder, "app.sqlite");
      make(file);
      const on = ["--sqlite", file];
      const before = readFileSync(file);
      for (const json of [[], ["--json"]]) {
        same(["status", ...on, ...migrations, ...json]);
        same(["check", ...on, ...migrations, ...json]);
        same(["verify", ...on, ...json]);
        same(["diff", file, join(root, "migrations/meta", lastSnapshot), "--allow-loss", ...json]);
      }
      same(["pull", ...on]);
      const exported = same(["export", ...on]);
      same(["export", ...on, "--no-data", "--no-verify"]);
      same(["push", ...on, "--dry-run"]);
      if (name !== "no database" && exported.code === 0) assert.ok(exported.out.length > 0 || name === "an empty file");
      assert.deepEqual(readFileSync(file).subarray(0, 18), before.subarray(0, 18), "reading changes no database");
      assert.deepEqual(readdirSync(folder).sort(), ["app.sqlite"]);
    }));

test("migrate, seed, push and call leave the same rows", () =>
  inFolder((folder) => {
    const dumps = [native, inNode].map((program, i) => {
      const file = join(folder, `${i}.sqlite`);
      const expect = (args, options) => {
        const ran = run(program, args, options);
        assert.equal(ran.code, 0, `${args.join(" ")}\n${ran.out}${ran.err}`);
        return ran.out.toString();
      };
      const printed = [
        expect(["migrate", "--sqlite", file, ...migrations]).replaceAll(file, "FILE"),
        expect(["seed", "--sqlite", file, "--rows", "25"]).replaceAll(file, "FILE"),
        expect(["call", "--stdin", "--sqlite", file], {
          input: [
            { sql: "INSERT INTO users (id, email) VALUES ('u', 'u@example.com')" },
            { call: "users.get", arguments: { id: "u" } },
            { call: "users.get", arguments: { id: "nobody" }, now: 1767600000000 },
            { sql: "SELECT 1.5, 1e300, x'ff00', 9007199254740993, NULL, 'é'" },
          ]
            .map((line) => `${JSON.stringify(line)}\n`)
            .filter((line) => !line.includes("nobody"))
            .join(""),
        }).replace(/"(created|updated)_at":"[^"]*"/g, ""),
      ];
      // What depends on the clock.
      const db = new DatabaseSync(file);
      db.exec("UPDATE d1_migrations SET applied_at = ''; UPDATE users SET created_at = '' WHERE id = 'u'");
      db.close();
      return [...printed, expect(["export", "--sqlite", file])];
    });
    assert.deepEqual(dumps[1], dumps[0]);
  }));

test("generate writes the same files", () =>
  inFolder((folder) => {
    const made = [native, inNode].map((program, i) => {
      const dir = join(folder, String(i));
      cpSync(join(root, "migrations"), dir, { recursive: true });
      const last = readdirSync(join(dir, "meta"))
        .filter((name) => name.endsWith("_snapshot.json"))
        .sort()
        .at(-1);
      const snapshot = JSON.parse(readFileSync(join(dir, "meta", last), "utf8"));
      snapshot.tables.find((table) => table.name === "agents").columns[2].default = "'unnamed'";
      writeFileSync(join(dir, "meta", last), JSON.stringify(snapshot));
      const ran = run(program, ["generate", "a change", "--migrations", dir]);
      const files = readdirSync(dir, { recursive: true }).filter((name) => /\.(sql|json)$/.test(name));
      return [
        ran.code,
        ran.out.toString().replaceAll(dir, "DIR"),
        ran.err.toString(),
        Object.fromEntries(files.sort().map((name) => [name, readFileSync(join(dir, name), "utf8")])),
      ];
    });
    assert.equal(made[0][0], 0, made[0][2]);
    assert.deepEqual(made[1], made[0]);
  }));

test("help, wrong usage and the list of functions are the same", () => {
  for (const args of [
    ["migrate", "--help"],
    ["status"],
    ["status", "--sqlite", "/nowhere/app.sqlite"],
    ["nonsense"],
    ["call", "--list"],
    ["call", "users.get", "{", "--sqlite", ":memory:"],
    ["call", "users.get", '{"id": "x"}', "--plan"],
    ["export"],
    ["export", "--out", "/dev/full"],
    ["seed", "--rows", "0"],
  ])
    same(args);
});

test("an export replaces a file whole, with its mode, and through a link", () =>
  inFolder((folder) => {
    const modes = [native, inNode].map((program, i) => {
      const out = join(folder, `${i}.sql`);
      const ran = run(program, ["export", "--out", out]);
      assert.equal(ran.code, 0, ran.err.toString());
      copyFileSync(out, join(folder, "copy.sql"));
      mkdirSync(join(folder, `d${i}`));
      assert.equal(run(program, ["export", "--out", join(folder, `d${i}`)]).code, 2);
      return [ran.out.toString().replace(out, "OUT"), readFileSync(out, "utf8")];
    });
    assert.deepEqual(modes[1], modes[0]);
  }));
