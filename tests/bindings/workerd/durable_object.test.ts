// A Durable Object's own SQLite answers as D1 does: the same cases on both.
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { objectDatabase, type LocalDatabase } from "squall/durable-object";
import { open, SquallError } from "../../../dist/index.js";
import { cases, outcomeOf, startAnew, type DatabaseLike } from "../statements.js";

let made = 0;
/** Acts within a new object, on its database. */
function inObject<T>(act: (db: LocalDatabase, state: DurableObjectState) => Promise<T>): Promise<T> {
  const stub = env.OBJECTS.get(env.OBJECTS.idFromName(`object ${++made}`));
  return runInDurableObject(stub, (_object, state) => act(objectDatabase(state.storage), state));
}

describe("as D1", () => {
  const d1 = env.DB as unknown as DatabaseLike;
  it.each(cases)("%s", async (_name, act) => {
    await startAnew(d1);
    const there = await outcomeOf(() => act(d1));
    const here = await inObject(async (db) => {
      await startAnew(db as unknown as DatabaseLike);
      return outcomeOf(() => act(db as unknown as DatabaseLike));
    });
    expect(here).toEqual(there);
  });
});

describe("the client", () => {
  it("opens on it after the migrations, which one call applies", () =>
    inObject(async (database, state) => {
      const names = env.MIGRATIONS.map(({ name }) => name);
      expect(await state.blockConcurrencyWhile(() => database.applyMigrations(env.MIGRATIONS))).toEqual({
        applied: names,
      });
      expect(await database.applyMigrations(env.MIGRATIONS)).toEqual({ applied: [] });
      const db = open(database);
      const user = await db.users.create({ email: "e" });
      expect(await db.users.get({ id: user.id })).toEqual(user);
      const refused = await db
        .batch((q) => [q.users.create({ email: "f" }), q.users.create({ email: "e" })])
        .catch((e) => e);
      expect(refused).toBeInstanceOf(SquallError);
      expect(refused).toMatchObject({ kind: "conflict", table: "users", columns: ["email"] });
      expect(await database.prepare("SELECT email FROM users").raw()).toEqual([["e"]]);
    }));
  it("tells its listener what the object's SQLite counts", () =>
    inObject(async (database) => {
      await database.applyMigrations(env.MIGRATIONS);
      const heard: unknown[] = [];
      await open(database, { onQuery: (event) => heard.push(event) }).users.create({ email: "e" });
      expect(heard).toEqual([
        expect.objectContaining({ name: "users.create", round_trips: 1, rows_written: expect.any(Number) }),
      ]);
      expect((heard[0] as { rows_written: number }).rows_written).toBeGreaterThan(0);
    }));
  it("keeps what was written", async () => {
    const stub = env.OBJECTS.get(env.OBJECTS.idFromName("kept"));
    await runInDurableObject(stub, async (_object, { storage }) => {
      await objectDatabase(storage).applyMigrations(env.MIGRATIONS);
      await open(objectDatabase(storage)).users.create({ id: "user_kept", email: "e" });
    });
    const kept = await runInDurableObject(stub, (_object, { storage }) =>
      open(objectDatabase(storage)).users.get({ id: "user_kept" }),
    );
    expect(kept?.email).toBe("e");
  });
});

describe("a migration that fails", () => {
  it("is undone and named", () =>
    inObject(async (db) => {
      const broken = { name: "0001_broken.sql", sql: "CREATE TABLE a (id TEXT); INSERT INTO nowhere VALUES (1);" };
      await expect(db.applyMigrations([broken])).rejects.toThrow(
        "Migration 0001_broken.sql failed and was rolled back: no such table: nowhere",
      );
      expect(await db.prepare("SELECT name FROM sqlite_schema WHERE name = 'a'").raw()).toEqual([]);
    }));
  it("leaves no row without the row it refers to", () =>
    inObject(async (db) => {
      const sql =
        "PRAGMA defer_foreign_keys = on; CREATE TABLE p (id TEXT PRIMARY KEY); CREATE TABLE c (p TEXT REFERENCES p(id)); INSERT INTO c VALUES ('x');";
      await expect(db.applyMigrations([{ name: "0001_orphan.sql", sql }])).rejects.toThrow(
        "FOREIGN KEY constraint failed",
      );
      expect(await db.prepare("SELECT name FROM sqlite_schema WHERE name = 'p'").raw()).toEqual([]);
    }));
  it("may be longer than a statement may be", () =>
    inObject(async (db) => {
      const sql =
        "CREATE TABLE a (id TEXT);\n" + `INSERT INTO a VALUES ('${"x".repeat(1000)}');\n`.repeat(150) + "-- the end\n";
      expect((await db.applyMigrations([{ name: "0001_long.sql", sql }])).applied).toEqual(["0001_long.sql"]);
    }));
});

it("refuses a storage that has no SQLite", () => {
  expect(() => objectDatabase({} as never)).toThrow("new_sqlite_classes");
});
