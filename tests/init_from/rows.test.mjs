// A database with rows that another application wrote: what its columns store is read as it is, and no list begins again.
import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, before, describe, it } from "node:test";
import { commandOf, emptyFolder, makeDatabase, pull, run, Session } from "./project.mjs";

const folder = emptyFolder("rows");
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
     CREATE TABLE guests (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT NOT NULL COLLATE NOCASE, age INTEGER,
       joined TIMESTAMP NOT NULL, created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP);
     CREATE INDEX by_joined ON guests (joined);
     CREATE INDEX by_creation ON guests (created_at);
     CREATE INDEX by_name ON guests (name);
     CREATE INDEX by_age ON guests (age);
     INSERT INTO guests VALUES (1, 'c', 'b', 5, '2026-01-03T00:00:00.000Z', '2026-01-01 10:00:00'),
       (2, 'a', 'B', NULL, '2026-01-01T00:00:00.000Z', '2026-01-01T09:00:00.000Z'),
       (3, 'b', 'a', 5, '2026-01-02T00:00:00.000Z', '2026-01-02 00:00:00');
     CREATE TABLE lines (text TEXT, "order" INTEGER NOT NULL);
     CREATE INDEX by_order ON lines ("order");
     INSERT INTO lines VALUES ('x', 2), ('y', 1), ('z', 2);
     CREATE TABLE places (id INTEGER PRIMARY KEY, name TEXT NOT NULL, parent_id INTEGER REFERENCES places, guest_id INTEGER NOT NULL
       REFERENCES guests (id), data BLOB, guests TEXT);
     INSERT INTO places VALUES (1, 'house', NULL, 2, NULL, NULL), (2, 'room', 1, 1, x'00ff', 'two'), (3, 'hall', 1, 2, NULL, NULL);
     CREATE TABLE tags (place_id TEXT NOT NULL REFERENCES places (id), tag TEXT NOT NULL, PRIMARY KEY (place_id, tag));
     CREATE TABLE stays (place_id INTEGER NOT NULL REFERENCES places (id), night TEXT NOT NULL, first_guest INTEGER REFERENCES guests (id),
       second_guest INTEGER REFERENCES guests (id), PRIMARY KEY (place_id, night));
     INSERT INTO stays VALUES (2, 'b', 1, 2), (2, 'a', 3, NULL);
     CREATE VIEW totals AS SELECT count(*) AS n FROM bookings;
     CREATE TABLE guilds (id INTEGER PRIMARY KEY, name TEXT, owner_id INTEGER);
     CREATE INDEX by_owner ON guilds (owner_id);
     INSERT INTO guilds VALUES (1146539204517769216, 'second', 9223372036854775807), (9007199254740993, 'first', NULL),
       (9223372036854775807, 'last', 5);
     CREATE TABLE roles (guild_id BIGINT NOT NULL REFERENCES guilds (id), n INTEGER NOT NULL, parent BIGINT REFERENCES guilds,
       PRIMARY KEY (guild_id, n));
     INSERT INTO roles VALUES (9007199254740993, 1, 1146539204517769216), (9007199254740993, 2, NULL);
     CREATE TABLE bans (guild_id INTEGER NOT NULL REFERENCES guilds (id), reason TEXT);
     CREATE TABLE logins (id TEXT PRIMARY KEY NOT NULL, at DATE NOT NULL, until DATETIME, day TIMESTAMP, ok BOOLEAN, ms DATETIME, score INT,
       part DATE, photo BLOB, mixed DATE, size INTEGER, flag BOOL);
     CREATE INDEX by_at ON logins (at);
     INSERT INTO logins VALUES
       ('a', '2026-01-01T10:00:00.000Z', '2026-01-01 10:00:00.123456', '2026-01-01', 't', 1767261600000, 0.5, '2026-01-01', 'A', '2026', 'S', 2),
       ('b', '2026-01-01T11:00:00.000Z', '2026-01-02 10:00:00.5', '2026-01-02', 'f', 1767261600001, 1, '2026-01-02', 'B', 5, 'M', 0),
       ('c', 'later', NULL, NULL, NULL, NULL, NULL, 'no day', NULL, 'x', NULL, NULL);
     CREATE VIEW latest AS SELECT id, at, ms FROM logins ORDER BY at DESC;`,
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
  const own = ["bookings", "options", "guests", "lines", "places", "tags", "stays"];
  it("are texts, and the database has their schema", async () => {
    assert.match(run(command, ["push", "--dry-run", "--sqlite", database]), /already has the schema/);
    assert.match(
      run(command, ["verify", "--sqlite", database, ...own.flatMap((table) => ["--table", table])], { expect: 1 }),
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

describe("a list in an order that the call chooses", () => {
  const walk = async (name, args, key) => {
    const seen = [];
    for (let cursor = null; ;) {
      const page = await session.result(name, { ...args, cursor });
      seen.push(...page.items.map((row) => row[key]));
      if (page.next_cursor === null) return seen;
      cursor = page.next_cursor;
    }
  };
  it("has each row once, whatever the size of its pages", async () => {
    for (const limit of [1, 2, 500]) {
      for (const [order, ids] of [
        ["id", [1, 2, 3]],
        ["id_desc", [3, 2, 1]],
        ["email", [2, 3, 1]],
        ["email_desc", [1, 3, 2]],
        ["name", [3, 1, 2]],
        ["name_desc", [2, 1, 3]],
        ["joined", [2, 3, 1]],
        ["joined_desc", [1, 3, 2]],
      ])
        assert.deepEqual(await walk("guests.list", { order, limit }, "id"), ids, `${order}, ${limit}`);
      assert.deepEqual(await walk("lines.list", { order: "order", limit }, "text"), ["y", "x", "z"]);
      assert.deepEqual(await walk("lines.list", { order: "order_desc", limit, order_: 2 }, "text"), ["z", "x"]);
      assert.deepEqual(await walk("guests.list", { limit, age: 5 }, "id"), [1, 3]);
    }
  });
  it("takes no cursor of another order, and no order that has no index or may be NULL", async () => {
    const { next_cursor } = await session.result("guests.list", { limit: 1 });
    for (const order of ["id_desc", "email"])
      assert.equal(
        (await session.call("guests.list", { order, limit: 1, cursor: next_cursor })).error?.message,
        "invalid_argument: cursor is not a cursor that this list gave",
      );
    // created_at may hold a time in two forms, age may be NULL.
    for (const order of ["created_at", "age", "text"])
      assert.match(
        (await session.call("guests.list", { order })).error?.message ?? "",
        /^invalid_argument: order must be one of id, id_desc, joined, joined_desc, /,
      );
  });
  it("lies in a range of time, in both forms of a stored time", async () => {
    const ids = async (range) => (await session.result("guests.list", range)).items.map((row) => row.id);
    assert.deepEqual(await ids({ created_at_from: "2026-01-01T09:30:00Z" }), [1, 3]);
    assert.deepEqual(
      await ids({ created_at_from: "2026-01-01T09:00:00Z", created_at_before: "2026-01-01T10:00:00Z" }),
      [2],
    );
    assert.deepEqual(await ids({ joined_before: "2026-01-03T00:00:00Z" }), [2, 3]);
    assert.equal(await session.result("guests.count", { created_at_before: "2026-01-02T00:00:00Z" }), 2);
  });
});

describe("rows that are not of the declared types of their columns", () => {
  const declared = (table) =>
    Object.fromEntries(
      [
        ...readFileSync(join(project, "schema/schema.hpp"), "utf8")
          .match(new RegExp(`struct ${table}_(?:table|view) \\{[^]*?\\n\\};`))[0]
          .matchAll(/column<"(\w+)", (?:std::optional<)?([\w:]+)/g),
      ].map(([, column, type]) => [column, type]),
    );
  it("make the declarations follow them, where most are of another type", () => {
    assert.deepEqual(declared("logins"), {
      id: "std::string",
      at: "squall::timestamp",
      until: "std::string",
      day: "squall::date",
      ok: "std::string",
      ms: "std::int64_t",
      score: "std::int64_t",
      part: "squall::date",
      photo: "std::string",
      mixed: "squall::date",
      size: "std::string",
      flag: "bool",
    });
    assert.deepEqual(declared("latest"), { id: "std::string", at: "squall::timestamp", ms: "std::int64_t" });
    const found = run(command, ["verify", "--sqlite", database, "--table", "logins"], { expect: 1 });
    for (const one of [
      "at is not a timestamp of either form: 1  \\(c",
      "part is not a date: 1",
      "score is not an integer: 1",
      "flag is neither 0 nor 1: 1",
    ])
      assert.match(found, new RegExp(`logins.${one}`));
    assert.match(found, /mixed is a number[^]*mixed is not a date/);
    assert.doesNotMatch(found, /until|day|\.ok|\.ms|photo|size/);
  });
  it("are read and written as they are", async () => {
    const row = await session.result("logins.get", { id: "b" });
    assert.deepEqual([row.at, row.ok, row.ms, row.day], ["2026-01-01T11:00:00.000Z", "f", 1767261600001, "2026-01-02"]);
    assert.equal(row.mixed, "5", "a number among texts is read as text");
    const { id, mixed, ...patch } = row;
    const before = stored("SELECT * FROM logins WHERE id = 'b'");
    await session.result("logins.update", { id, patch: { ...patch, photo: null } });
    assert.deepEqual(stored("SELECT * FROM logins WHERE id = 'b'"), [{ ...before[0], photo: null }]);
    assert.deepEqual(
      (
        await session.result("logins.list", { at_from: "2026-01-01T10:30:00Z", at_before: "2026-01-02T00:00:00Z" })
      ).items.map((one) => one.id),
      ["b"],
    );
  });
});

describe("integers beyond 2^53 - 1", () => {
  it("make bigints of their columns, and of those that refer to them", () => {
    const text = readFileSync(join(project, "schema/schema.hpp"), "utf8");
    for (const column of [
      'column<"id", squall::bigint, squall::primary_key>',
      'column<"owner_id", std::optional<squall::bigint>>',
      'column<"guild_id", squall::bigint, squall::type_name<"BIGINT">',
      'column<"parent", std::optional<squall::bigint>, squall::type_name<"BIGINT">',
      'column<"n", std::int64_t>',
      'column<"guild_id", squall::bigint, squall::references',
    ])
      assert.ok(text.includes(column), column);
  });
  it("are keys, filters and cursors, exactly", async () => {
    const ids = [];
    for (let cursor; cursor !== null;) {
      const page = await session.result("guilds.list", { limit: 1, ...(cursor && { cursor }) });
      ids.push(...page.items.map((row) => row.id));
      cursor = page.next_cursor;
    }
    assert.deepEqual(ids, ["9007199254740993", "1146539204517769216", "9223372036854775807"]);
    assert.equal((await session.result("guilds.get", { id: "1146539204517769216" })).name, "second");
    assert.equal(await session.result("guilds.get", { id: "1146539204517769217" }), null);
    assert.equal((await session.result("guilds.list", { owner_id: "9223372036854775807" })).items.length, 1);
    const nested = await session.result("guilds.get_nested", { id: "9007199254740993" });
    assert.deepEqual(
      [nested.roles_by_guild_id ?? nested.roles, nested.bans].map((rows) => rows.length),
      [2, 0],
    );
    const role = await session.result("roles.update", {
      guild_id: "9007199254740993",
      n: 2,
      patch: { parent: "9223372036854775807" },
    });
    assert.equal(role.parent, "9223372036854775807");
    const first = await session.result("roles.list", { limit: 1 });
    const second = await session.result("roles.list", { limit: 1, cursor: first.next_cursor });
    assert.deepEqual(
      [...first.items, ...second.items].map((one) => one.n),
      [1, 2],
    );
    assert.equal((await session.result("guilds.create", { id: "-9223372036854775808" })).id, "-9223372036854775808");
  });
});

describe("a row with the rows around it", () => {
  it("has what it refers to, and what refers to it", async () => {
    const place = await session.result("places.get_nested", { id: 1 });
    assert.equal(place.parent, null);
    assert.equal(place.guest.email, "a");
    assert.deepEqual(
      place.places.map((row) => row.name),
      ["room", "hall"],
    );
    const room = await session.result("places.get_nested", { id: 2 });
    assert.deepEqual([room.parent.name, room.data, room.guests], ["house", "00ff", "two"]);
    assert.deepEqual(
      room.stays.map((row) => row.night),
      ["a", "b"],
    );
    assert.equal(await session.result("places.get_nested", { id: 9 }), null);
  });
  it("names a table that refers to it twice by its columns", async () => {
    const guest = await session.result("guests.get_nested", { id: 1 });
    assert.deepEqual(
      [guest.places.length, guest.stays_by_first_guest.length, guest.stays_by_second_guest.length],
      [1, 1, 0],
    );
    const stay = await session.result("stays.get_nested", { place_id: 2, night: "a" });
    assert.deepEqual([stay.first_guest_.name, stay.second_guest_, stay.place.name], ["a", null, "room"]);
  });
  it("leaves out, by name, what the language does not compare", () => {
    assert.match(
      readFileSync(join(project, "src/all_functions.hpp"), "utf8"),
      /table places: get_nested leaves out tags: the columns of the foreign key are not both texts or both numbers/,
    );
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
