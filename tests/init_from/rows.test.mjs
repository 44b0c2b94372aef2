// A database with rows that another application wrote: what its columns store is read as it is, and no list begins again.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, before, describe, it } from "node:test";
import { commandOf, makeDatabase, pull, run, Session } from "./project.mjs";

const folder = mkdtempSync(join(tmpdir(), "squall-init-from-rows-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const database = join(folder, "database.sqlite");
const project = join(folder, "project");
let command, session;

const booking = {
  id: 1,
  ticket: "550e8400-e29b-41d4-a716-446655440000",
  begins: "09:30:00",
  every: "1 day",
  place: "1,2",
  host: "10.0.0.1",
  settings: '{"a":1}',
  notes: "12 apples",
  price: 12.5,
  seats: 3,
  year: 2026,
};
before(async () => {
  makeDatabase(
    database,
    `CREATE TABLE bookings (id INTEGER PRIMARY KEY, ticket UUID UNIQUE, begins TIME, every INTERVAL, place POINT, host INET, settings JSONB,
       notes STRING, price DECIMAL(10, 2), seats UNSIGNED, year YEAR);
     INSERT INTO bookings VALUES (${Object.values(booking)
       .map((value) => (typeof value === "string" ? `'${value}'` : value))
       .join(", ")});
     CREATE TABLE options (name TEXT PRIMARY KEY, value TEXT);
     INSERT INTO options VALUES (NULL, 'first'), (NULL, 'second'), ('', 'empty'), ('a', 'third');
     CREATE VIEW totals AS SELECT count(*) AS n FROM bookings;`,
  );
  pull(database, project);
  command = await commandOf(project);
  session = new Session(command, database);
});
after(() => session?.close());

const stored = (sql) => {
  const db = new DatabaseSync(database, { readOnly: true });
  const rows = db.prepare(sql).all();
  db.close();
  return rows.map((row) => ({ ...row }));
};

describe("types that name no number", () => {
  it("are texts, and the database has their schema", async () => {
    assert.match(run(command, ["push", "--dry-run", "--sqlite", database]), /already has the schema/);
    assert.match(
      run(command, ["verify", "--sqlite", database], { expect: 1 }),
      /options.name is NULL: 2[^]*: 1 problem/,
    );
    assert.deepEqual(await session.result("bookings.get", { id: 1 }), booking);
    assert.deepEqual(await session.result("bookings.get_by_ticket", { ticket: booking.ticket }), booking);
  });
  it("and a row that is written as it was read is as it was", async () => {
    const { id, ...patch } = booking;
    assert.deepEqual(await session.result("bookings.update", { id, patch }), booking);
    assert.deepEqual(await session.result("bookings.upsert", booking), booking);
    assert.deepEqual(stored("SELECT * FROM bookings"), [booking]);
  });
});

describe("a key that is NULL in several rows", () => {
  it("ends the list with an error: nothing tells the rows apart", async () => {
    const whole = await session.result("options.list");
    assert.deepEqual(
      whole.items.map((row) => row.value),
      ["first", "second", "empty", "third"],
    );
    const first = await session.result("options.list", { limit: 1 });
    const second = await session.call("options.list", { limit: 1, cursor: first.next_cursor });
    assert.equal(second.error?.message, "invalid_argument: cursor is of a row whose key is NULL");
  });
});

describe("the generated test", () => {
  it("expects no empty view: count(*) has a row where its table has none", () => {
    const text = readFileSync(join(project, "tests/client.test.ts"), "utf8");
    assert.ok(
      text.includes("expect(await db.totals.list()).toHaveLength(Math.min(await db.totals.count(), 50));"),
      text,
    );
    assert.ok(text.includes("expect(await db.bookings.count()).toBe(0);"), text);
  });
});
