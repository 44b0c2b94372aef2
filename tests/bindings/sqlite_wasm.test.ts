// sqlite-wasm in Node answers as D1 does: the same cases on both.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Miniflare } from "miniflare";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { openSqlite } from "squall/sqlite-wasm";
import { cases, outcomeOf, startAnew, type DatabaseLike } from "./statements.js";

const miniflare = new Miniflare({
  modules: true,
  script: "export default {}",
  d1Databases: ["DB"],
  compatibilityDate: "2026-11-01",
});
const d1 = (await miniflare.getD1Database("DB")) as unknown as DatabaseLike;
const sqlite = await openSqlite();
afterAll(async () => {
  await sqlite.close();
  await miniflare.dispose();
});

describe("as D1", () => {
  beforeEach(async () => {
    await startAnew(d1);
    await startAnew(sqlite as unknown as DatabaseLike);
  });
  it.each(cases)("%s", async (_name, act) => {
    const there = await outcomeOf(() => act(d1));
    expect(await outcomeOf(() => act(sqlite as unknown as DatabaseLike))).toEqual(there);
  });
});

describe("migrations", () => {
  const name = "0002_more.sql";
  const files = {
    "../migrations/0010_last.sql": "INSERT INTO a VALUES (';--'); -- the end\n",
    [`../migrations/${name}`]: "CREATE TABLE a (id TEXT);\nCREATE TABLE b (id TEXT);",
  };
  const names = async (db: Awaited<ReturnType<typeof openSqlite>>) =>
    (await db.prepare("SELECT name FROM d1_migrations ORDER BY id").raw()).flat();

  it("are applied by their number, once", async () => {
    const db = await openSqlite();
    expect(await db.applyMigrations(files)).toEqual({ applied: [name, "0010_last.sql"] });
    expect(await db.prepare("SELECT id FROM a").raw()).toEqual([[";--"]]);
    expect(await db.applyMigrations(files)).toEqual({ applied: [] });
    expect(await db.applyMigrations([{ name: "0011_c.sql", queries: ["CREATE TABLE c (id TEXT);"] }])).toEqual({
      applied: ["0011_c.sql"],
    });
    expect(await names(db)).toEqual([name, "0010_last.sql", "0011_c.sql"]);
    await db.close();
  });
  it("that fail are undone and named; those before them stay", async () => {
    const db = await openSqlite();
    const broken = { name: "0003_broken.sql", sql: "CREATE TABLE c (id TEXT);\nINSERT INTO nowhere VALUES (1);" };
    await expect(db.applyMigrations([broken, { name, sql: files[`../migrations/${name}`]! }])).rejects.toThrow(
      "Migration 0003_broken.sql failed and was rolled back: no such table: nowhere: SQLITE_ERROR",
    );
    expect(await names(db)).toEqual([name]);
    expect(await db.prepare("SELECT name FROM sqlite_schema WHERE name = 'c'").raw()).toEqual([]);
    await db.close();
  });
  it("that leave a row without the row it refers to are undone", async () => {
    const db = await openSqlite();
    const sql =
      "PRAGMA defer_foreign_keys = on; CREATE TABLE p (id TEXT PRIMARY KEY); CREATE TABLE c (p TEXT REFERENCES p(id)); INSERT INTO c VALUES ('x');";
    await expect(db.applyMigrations([{ name, sql }])).rejects.toThrow("FOREIGN KEY constraint failed");
    expect(await names(db)).toEqual([]);
    await db.close();
  });
  it("may hold triggers, and semicolons in texts, names and comments", async () => {
    const db = await openSqlite();
    const sql = `CREATE TABLE [a;b] (id TEXT DEFAULT ';', "c;" TEXT); /* ; */ -- ;
      CREATE TRIGGER t AFTER INSERT ON [a;b] BEGIN
        UPDATE [a;b] SET id = CASE WHEN id = ';' THEN 'it''s;' ELSE id END; -- END;
      END;;
      INSERT INTO [a;b] ("c;") VALUES ('x') -- the last`;
    await db.applyMigrations([{ name, sql }]);
    expect(await db.prepare("SELECT * FROM [a;b]").raw()).toEqual([["it's;", "x"]]);
    await db.close();
  });
  it("may be longer than a statement may be", async () => {
    const db = await openSqlite();
    const sql = "CREATE TABLE a (id TEXT);\n" + `INSERT INTO a VALUES ('${"x".repeat(1000)}');\n`.repeat(150);
    expect((await db.applyMigrations([{ name, sql }])).applied).toEqual([name]);
    await db.close();
  });
});

/** Kills itself when part of a transaction has gone into the file: SQLite's cache cannot hold that much. */
const diesWithin = `
  import initialise from "@sqlite.org/sqlite-wasm";
  import { openSqlite } from ${JSON.stringify(new URL("../../dist/sqlite-wasm-node.js", import.meta.url).href)};
  const db = await openSqlite({ file: process.env.FILE });
  const rows = Array.from({ length: 1500 }, (_, i) => db.prepare("INSERT INTO a VALUES (?1)").bind("x".repeat(30_000) + i));
  let looks = 0; // the batch looks at all texts before it begins
  rows.push({ get sql() { if (++looks > 1) process.kill(process.pid, "SIGKILL"); return "SELECT 1"; }, values: [] });
  await db.batch(rows);
`;

describe("a file", () => {
  const inFolder = async (act: (file: string) => Promise<void>) => {
    const folder = mkdtempSync(join(tmpdir(), "squall-file-"));
    try {
      await act(join(folder, "app.sqlite"));
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
  it("keeps what was written, in SQLite's own format, and leaves nothing beside it", () =>
    inFolder(async (file) => {
      const first = await openSqlite({ file });
      await first.batch(["CREATE TABLE a (id TEXT)", "INSERT INTO a VALUES ('kept')"].map((sql) => first.prepare(sql)));
      await first.close();
      const second = await openSqlite({ file });
      expect(await second.prepare("SELECT id FROM a").raw()).toEqual([["kept"]]);
      await second.close();
      expect(readFileSync(file).subarray(0, 16).toString()).toBe("SQLite format 3\0");
      expect(readdirSync(dirname(file))).toEqual(["app.sqlite"]);
    }));
  it("goes back to where it was when the process died within a transaction", () =>
    inFolder(async (file) => {
      const db = await openSqlite({ file });
      await db.batch([db.prepare("CREATE TABLE a (id TEXT)"), db.prepare("INSERT INTO a VALUES ('kept')")]);
      await db.close();
      const dies = spawnSync(process.execPath, ["--input-type=module", "--eval", diesWithin], {
        env: { ...process.env, FILE: file },
        encoding: "utf8",
      });
      expect(dies.stderr).toBe("");
      expect(dies.signal).toBe("SIGKILL");
      expect(readdirSync(dirname(file)).sort()).toEqual(["app.sqlite", "app.sqlite-journal", "app.sqlite-open"]);
      expect(statSync(file).size).toBeGreaterThan(10_000_000);
      const again = await openSqlite({ file });
      expect(await again.prepare("SELECT id FROM a").raw()).toEqual([["kept"]]);
      expect(await again.prepare("PRAGMA quick_check").raw()).toEqual([["ok"]]);
      await again.close();
      expect(readdirSync(dirname(file))).toEqual(["app.sqlite"]);
    }));
  // From 22.13 on Node has SQLite's own locks (node_files.test.ts).
  const hasLocks = process.getBuiltinModule?.("node:sqlite") !== undefined;
  it(hasLocks ? "is open as often as one likes" : "is open once at a time", () =>
    inFolder(async (file) => {
      const db = await openSqlite({ file });
      if (hasLocks) {
        await db.batch([db.prepare("CREATE TABLE a (id TEXT)"), db.prepare("INSERT INTO a VALUES ('one')")]);
        const beside = await openSqlite({ file });
        expect(await beside.prepare("SELECT id FROM a").raw()).toEqual([["one"]]);
        await beside.close();
      } else await expect(openSqlite({ file })).rejects.toThrow(/is open already, in process \d+/);
      await db.close();
      await (await openSqlite({ file })).close();
    }),
  );
  it("that cannot be made or is none is refused, and stays as it is", () =>
    inFolder(async (file) => {
      await expect(openSqlite({ file: join(file, "nowhere", "app.sqlite") })).rejects.toThrow("cannot be opened");
      writeFileSync(file, "no database".repeat(100));
      await expect(
        openSqlite({ file }).then((db) => db.prepare("SELECT * FROM sqlite_schema").all()),
      ).rejects.toThrow();
      expect(readFileSync(file, "utf8")).toBe("no database".repeat(100));
    }));
});

describe("a closed database", () => {
  it("refuses what comes after", async () => {
    const db = await openSqlite();
    const statement = db.prepare("SELECT 1");
    await db.close();
    await expect(statement.all()).rejects.toThrow("D1_ERROR: the database has been closed");
  });
});
