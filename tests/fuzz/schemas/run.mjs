// Random schemas with rows through the squall command: node tests/fuzz/schemas/run.mjs [--schemas N] [--seed N] [--keep-going]
//
// Each schema is written twice, in two spellings, and filled. Then
//   - export makes a dump that SQLite loads into the same database: objects, rows, stored types, sqlite_sequence;
//   - diff finds no change between the two spellings;
//   - pull writes declarations (with --compile they are compiled);
//   - diff to a changed schema is applied: it must make that schema, and keep every row that it does not name. SQLite may refuse
//     it because of rows that a new constraint forbids.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { parseArgs } from "node:util";
import { Random } from "../language/random.mjs";
import { quoted, RandomSchema } from "./random_schema.mjs";

const root = join(import.meta.dirname, "../../..");
const { values: options } = parseArgs({
  options: {
    schemas: { type: "string", default: "200" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
    compile: { type: "boolean", default: false },
    "keep-going": { type: "boolean", default: false },
  },
});
const squall = process.env.SQUALL_TOOL ?? join(root, "build/native/bin/squall");
if (!existsSync(squall)) throw new Error(`${squall} is missing: ./dev build`);
const folder = mkdtempSync(join(tmpdir(), "squall-schemas-"));
const failures = join(root, "build/fuzz/schemas");

const VALUES = [
  null,
  0,
  1,
  -7,
  42,
  2.5,
  -0.125,
  1e300,
  "",
  "x",
  "one",
  "it's",
  "é😀",
  " 12",
  "3.5",
  "0x1f",
  "a\r\nb",
  "2026-01-02 03:04:05",
];
const BLOBS = [new Uint8Array([0, 255, 1]), new Uint8Array()];

/** What SQLite may say where rows do not fit a new constraint, and what the SQL of a migration itself refuses. */
const REFUSED = /constraint failed|cannot store|foreign key mismatch|bad JSON path: 'squall: /;

class Fault extends Error {}
const fault = (what, detail) => {
  throw new Fault(`${what}\n${detail}`);
};

function open(path) {
  const db = new DatabaseSync(path);
  db.exec("PRAGMA foreign_keys = on");
  return db;
}
function run(args) {
  const ran = spawnSync(squall, args, { encoding: "utf8", env: { ...process.env, CI: "1" }, maxBuffer: 1 << 28 });
  return { code: ran.status, out: ran.stdout, err: ran.stderr };
}

function make(path, statements) {
  const db = open(path);
  try {
    for (const sql of statements) db.exec(sql);
    return db;
  } catch (error) {
    db.close();
    rmSync(path);
    throw error;
  }
}
const tableColumns = (db, table) =>
  db.prepare("SELECT name, hidden, pk FROM pragma_table_xinfo(?) WHERE hidden <> 1").all(table);

function fill(db, schema, random) {
  for (const t of schema.tables) {
    const columns = tableColumns(db, t.name).filter((c) => c.hidden === 0);
    const insert = db.prepare(
      `INSERT OR IGNORE INTO ${quoted(t.name)} (${columns.map((c) => quoted(c.name)).join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
    );
    for (let i = random.below(12); i > 0; --i) {
      const row = columns.map((c) => {
        const key = t.keys.find((k) => k.from === c.name);
        if (key && random.chance(0.7)) {
          const to = key.to ?? "id";
          return (
            db.prepare(`SELECT ${quoted(to)} AS v FROM ${quoted(key.table)} ORDER BY random() LIMIT 1`).get()?.v ?? null
          );
        }
        if (c.pk > 0 && t.columns.find((o) => o.name === c.name)?.type === "INTEGER")
          return random.chance(0.6) ? null : random.below(900);
        return random.chance(0.1) ? random.pick(BLOBS) : random.pick(VALUES);
      });
      try {
        insert.run(...row);
      } catch {
        // a value of the wrong type in a STRICT table, or a reference to no row
      }
    }
    try {
      if (random.chance(0.3) && !t.withoutRowid) db.exec(`DELETE FROM ${quoted(t.name)} WHERE rowid % 3 = 0`);
    } catch {
      // other rows refer to it
    }
  }
}

/** Rows of a table with what is stored, in the order of their texts. */
function rows(db, table, columns) {
  const list = columns.map((c) => `typeof(${quoted(c)}) || ' ' || quote(${quoted(c)})`).join(` || '|' || `);
  return columns.length === 0
    ? []
    : db
        .prepare(`SELECT ${list} AS row FROM ${quoted(table)} ORDER BY 1`)
        .all()
        .map((r) => r.row);
}
const objects = (db) =>
  db
    .prepare(
      "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY 1, 2",
    )
    .all();
function dump(db) {
  // Without the tables behind a full-text index: an export builds the index anew.
  const tables = db
    .prepare(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY 1",
    )
    .all();
  const all = { objects: objects(db), rows: {} };
  for (const { name } of tables)
    all.rows[name] = rows(
      db,
      name,
      tableColumns(db, name).map((c) => c.name),
    );
  if (db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'").get())
    all.sequence = db.prepare("SELECT name, seq FROM sqlite_sequence WHERE seq > 0 ORDER BY 1").all();
  return all;
}
function mustBeEqual(what, before, after) {
  const [a, b] = [before, after].map((v) => JSON.stringify(v, null, 1));
  if (a === b) return;
  const [one, other] = [a.split("\n"), b.split("\n")];
  const at = one.findIndex((line, i) => line !== other[i]);
  fault(
    what,
    `before: ${one.slice(Math.max(0, at - 2), at + 3).join("\n")}\nafter: ${other.slice(Math.max(0, at - 2), at + 3).join("\n")}`,
  );
}

function exports(path, db) {
  const out = join(folder, "dump.sql");
  const ran = run(["export", "--sqlite", path, "--out", out]);
  if (ran.code !== 0) fault(`export: exit ${ran.code}`, ran.err);
  rmSync(join(folder, "loaded.sqlite"), { force: true });
  const loaded = new DatabaseSync(join(folder, "loaded.sqlite"), { enableDoubleQuotedStringLiterals: true });
  try {
    // D1 runs a file in one transaction too.
    try {
      loaded.exec(`PRAGMA foreign_keys = on; BEGIN; ${readFileSync(out, "utf8")}; COMMIT`);
    } catch (error) {
      fault("export: the dump does not load", error.message);
    }
    mustBeEqual("export: the loaded dump is another database", dump(db), dump(loaded));
  } finally {
    loaded.close();
  }
}
function pulls(path) {
  const header = join(folder, "pulled.hpp");
  const ran = run(["pull", "--sqlite", path, "--out", header]);
  if (ran.code !== 0 && ran.code !== 1) fault(`pull: exit ${ran.code}`, ran.err);
  if (!options.compile) return;
  const compiled = spawnSync(
    "g++",
    ["-std=c++20", "-fsyntax-only", `-I${join(root, "include")}`, "-x", "c++", header],
    { encoding: "utf8" },
  );
  if (compiled.status !== 0) fault("pull: the header does not compile", compiled.stderr.slice(0, 3000));
}

function sameInAnotherSpelling(path, sql) {
  const other = join(folder, "same.sql");
  writeFileSync(other, `${sql.join(";\n")};\n`);
  const ran = run(["diff", path, other, "--json"]);
  if (ran.code !== 0) fault(`diff of two spellings: exit ${ran.code}`, ran.err || ran.out);
  const { changes, sql: printed } = JSON.parse(ran.out);
  if (changes !== 0) fault("diff of two spellings finds a change", printed);
}

const counts = { schemas: 0, changed: 0, refused: 0, lossy: 0 };

function changes(path, before, after, sql) {
  const target = join(folder, "target.sql");
  writeFileSync(target, `${sql.join(";\n")};\n`);
  let ran = run(["diff", path, target, "--json"]);
  const isLossy = ran.code === 3;
  if (isLossy) ran = run(["diff", path, target, "--json", "--allow-loss"]);
  if (ran.code !== 0) fault(`diff: exit ${ran.code}`, ran.err || ran.out);
  counts.lossy += isLossy;
  const script = JSON.parse(ran.out).sql;
  const copy = join(folder, "copy.sqlite");
  rmSync(copy, { force: true });
  const source = open(path);
  source.exec(`VACUUM INTO '${copy.replaceAll("'", "''")}'`);
  const db = new DatabaseSync(copy, { enableDoubleQuotedStringLiterals: true });
  try {
    db.exec("PRAGMA foreign_keys = on; BEGIN");
    try {
      db.exec(script);
      db.exec("COMMIT");
    } catch (error) {
      db.exec("ROLLBACK");
      if (!REFUSED.test(error.message)) fault("the SQL of diff fails", `${error.message}\n${script}`);
      counts.refused += 1;
      return;
    }
    counts.changed += 1;
    const again = run(["diff", copy, target, "--json"]);
    if (again.code !== 0 || JSON.parse(again.out).changes !== 0)
      fault("after the SQL of diff the schema is another one", `${again.err}${again.out}\n${script}`);
    for (const t of before.tables) {
      const same = after.tables.find((o) => o.name === t.name);
      if (!same) continue;
      const kept = t.columns.filter((c) => {
        const now = same.columns.find((o) => o.name === c.name);
        const isSame = now && !c.generated && !now.generated && now.type === c.type;
        return isSame && !!t.strict === !!same.strict && !(now.notNull === "ON CONFLICT REPLACE" && !c.notNull);
      });
      const names = kept.map((c) => c.name);
      mustBeEqual(`rows of ${t.name} after the SQL of diff`, rows(source, t.name, names), rows(db, t.name, names));
    }
  } finally {
    db.close();
    source.close();
  }
}

let faults = 0;
const first = Number(options.seed);
mkdirSync(failures, { recursive: true });
for (let i = 0; i < Number(options.schemas); ++i) {
  const seed = (first + i * 7919) >>> 0;
  const random = new Random(seed);
  const writer = new RandomSchema(random);
  const path = join(folder, "before.sqlite");
  rmSync(path, { force: true });
  const schema = writer.schema();
  let db;
  try {
    db = make(path, writer.statements(schema));
  } catch {
    continue; // SQLite has a rule that the generator does not know
  }
  fill(db, schema, random);
  const other = writer.statements(schema);
  const next = writer.change(schema);
  const nextSql = writer.statements(next);
  let isPossible = true;
  try {
    const file = join(folder, "next.sqlite");
    rmSync(file, { force: true });
    make(file, nextSql).close();
  } catch {
    isPossible = false;
  }
  counts.schemas += 1;
  try {
    exports(path, db);
    sameInAnotherSpelling(path, other);
    pulls(path);
    if (isPossible) changes(path, schema, next, nextSql);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    faults += 1;
    const kept = join(failures, `${seed}.sql`);
    writeFileSync(
      kept,
      `${run(["export", "--sqlite", path, "--no-verify"]).out}\n-- becomes\n${nextSql.join(";\n")};\n`,
    );
    console.log(`schemas: seed ${seed}: ${error.message}\n(${kept})\n`);
    if (!options["keep-going"]) break;
  } finally {
    db.close();
  }
}
rmSync(folder, { recursive: true, force: true });
console.log(
  `schemas: ${counts.schemas} random schemas from seed ${first}; ${counts.changed} changed (${counts.lossy} with --allow-loss), ` +
    `${counts.refused} changes refused because of their rows; ${faults} faults`,
);
process.exitCode = faults > 0 ? 1 : 0;
