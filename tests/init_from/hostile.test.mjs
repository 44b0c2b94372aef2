// Hostile schemas through squall pull --project: names, keys and clauses of every kind. The files compile without a warning, and what is
// not written is named. Those of tests/native/migrate/hostile, which the declarations are tested with, get functions here.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, before, describe, it } from "node:test";
import {
  clientOf,
  commandOf,
  compiles,
  emptyFolder,
  inParallel,
  makeDatabase,
  pull,
  run,
  Session,
} from "./project.mjs";

const folder = emptyFolder("hostile");
after(() => rmSync(folder, { recursive: true, force: true }));
const own = join(import.meta.dirname, "hostile");
const ofDeclarations = join(import.meta.dirname, "../native/migrate/hostile");
const filesIn = (path) => readdirSync(path).map((file) => join(path, file));

const made = {};
before(async () => {
  await inParallel(
    availableParallelism(),
    [...filesIn(own), ...filesIn(ofDeclarations)].map((file) => async () => {
      const name = (file.startsWith(own) ? "" : "declared_") + file.split("/").at(-1).slice(0, -".sql".length);
      const place = join(folder, name);
      mkdirSync(place);
      makeDatabase(join(place, "database.sqlite"), readFileSync(file, "utf8"));
      const project = join(place, "project");
      made[name] = { database: join(place, "database.sqlite"), project };
      made[name].pulled = pull(made[name].database, project);
      try {
        if (name === "names") made[name].client = await clientOf(project);
        if (name === "keys" || name === "clauses") made[name].command = await commandOf(project);
        else await compiles(project);
      } catch (error) {
        made[name].error = error;
      }
    }),
  );
});

it("every schema has functions that compile without a warning", () => {
  const failed = Object.entries(made).filter(([, one]) => one.error);
  assert.deepEqual(
    failed.map(([name, one]) => `${name}: ${one.error.message}`),
    [],
  );
  assert.ok(Object.keys(made).length >= 30);
});

it("what is not written is named with its reason", () => {
  assert.deepEqual(made.clauses.pulled.not_written, [
    "view broken: no functions: the database cannot read it",
    "virtual table ranked: no functions: it is declared as SQL",
    "table strict_parts: no create, create_many and upsert: the generated column b is NOT NULL, which an insert that leaves it out cannot express",
  ]);
  assert.deepEqual(made.keys.pulled.not_written, [
    "table rowid_gone: list has an offset in place of a cursor: its key has no order that a cursor keeps",
    "table rowid_gone: no get, update and delete: a row has no key, and no place for its rowid",
    "table four: list has an offset in place of a cursor: its key has no order that a cursor keeps",
    "table five: no update: every column belongs to the key",
    "table only_number: no update: every column belongs to the key",
  ]);
  const comment = readFileSync(join(made.keys.project, "src/all_functions.hpp"), "utf8");
  for (const line of made.keys.pulled.not_written) assert.ok(comment.includes(`// - ${line}\n`), line);
});

describe("names", () => {
  it("become domains that C++ and the client allow, each once", () => {
    const domains = Object.keys(made.names.client.domains);
    for (const domain of ["select", "order_details", "order_details_2", "table_batch", "schema_2", "app_2"])
      assert.ok(domains.includes(domain), `${domain}: ${domains}`);
    assert.equal(domains.length, 19);
    assert.ok(!domains.some((domain) => ["batch", "schema", "app", "con"].includes(domain)), String(domains));
  });
  it("and unique keys have a function each, also where their words are the same", () => {
    const gets = made.names.client.domains.keys.filter((name) => name.startsWith("get_by_"));
    assert.deepEqual(gets.sort(), ["get_by_a_and_b", "get_by_a_and_b_2", "get_by_user_id", "get_by_user_id_2"]);
  });
  it("and rows are interfaces, each with one name", () => {
    const names = [...made.names.client.types.matchAll(/^export interface (\w+)/gm)].map(([, name]) => name);
    assert.equal(new Set(names).size, names.length);
  });
});

describe("keys", () => {
  it("of every kind page through all rows, change one and delete it", async () => {
    const { command, database } = made.keys;
    assert.match(run(command, ["push", "--dry-run", "--sqlite", database]), /already has the schema/);
    const session = new Session(command, database);
    try {
      for (const v of ["a", "b", "c"]) await session.result("no_key.create", { a: v, b: 1 });
      const first = await session.result("no_key.list", { limit: 2, b: 1 });
      assert.deepEqual(
        first.items.map((row) => [row.rowid, row.a]),
        [
          [1, "a"],
          [2, "b"],
        ],
      );
      const second = await session.result("no_key.list", { limit: 2, b: 1, cursor: first.next_cursor });
      assert.deepEqual(second, { items: [{ rowid: 3, a: "c", b: 1 }], next_cursor: null });
      assert.deepEqual(await session.result("no_key.update", { rowid: 2, patch: { a: null } }), {
        rowid: 2,
        a: null,
        b: 1,
      });
      assert.equal(await session.result("no_key.delete", { rowid: 2 }), true);

      const taken = await session.result("rowid_taken.create", { rowid_: "mine", _rowid_: "too", v: 1 });
      assert.deepEqual(taken, { rowid: 1, rowid_: "mine", _rowid_: "too", v: 1 });

      await session.result("three.create_many", {
        items: [
          { a: "x", b: 1, c: 0.5 },
          { a: "x", b: 2, c: 0.5, v: "w" },
          { a: "y", b: 0, c: 1 },
        ],
      });
      const seen = [];
      for (let cursor; cursor !== null;) {
        const page = await session.result("three.list", { limit: 1, ...(cursor && { cursor }) });
        seen.push(...page.items);
        cursor = page.next_cursor;
      }
      assert.deepEqual(
        seen.map((row) => [row.a, row.b, row.v]),
        [
          ["x", 1, "v"],
          ["x", 2, "w"],
          ["y", 0, "v"],
        ],
      );
      for (const at of ["2026-01-01 10:00:00", "2026-01-01T09:00:00.000Z"])
        await session.result("of_day.create", { day: "2026-01-01", at });
      const days = await session.result("of_day.list", { limit: 1 });
      const more = await session.result("of_day.list", { limit: 1, cursor: days.next_cursor });
      assert.deepEqual(
        [...days.items, ...more.items].map((row) => row.at),
        ["2026-01-01 10:00:00", "2026-01-01T09:00:00.000Z"],
        "in the order of what is stored",
      );
      assert.equal(more.next_cursor, null);

      // No cursor keeps a boolean or an enum: such rows have SQLite's number beside their key.
      const flag = { rowid: 1, flag: false, v: "no" };
      assert.deepEqual(await session.result("of_flag.create", { flag: false, v: "no" }), flag);
      assert.deepEqual(await session.result("of_flag.get", { flag: false }), flag);
      const kind = { rowid: 1, kind: "in-progress", v: "1" };
      assert.deepEqual(await session.result("of_enum.upsert", { kind: kind.kind, v: "1" }), kind);
      assert.deepEqual(await session.result("of_enum.upsert", { kind: kind.kind, v: "2" }), { ...kind, v: "2" });
      assert.equal((await session.call("of_enum.create", { kind: "other" })).error.kind, "invalid_argument");
      const { id, n } = await session.result("of_default.create");
      assert.match(id, /^[0-9a-f]{16}$/);
      assert.equal(n, 3);

      assert.deepEqual(await session.result("only_number.create"), { id: 1 });
      await session.result("only_number.create_many", { items: [{}, { id: 7 }, {}] });
      assert.equal(await session.result("only_number.count"), 4);
      assert.deepEqual(await session.result("only_number.upsert", { id: 7 }), { id: 7 });
      await session.result("counted.create_many", { items: [{ v: "a" }, { id: 10, v: "b" }, { v: "c" }] });
      assert.equal(await session.result("counted.count"), 3);

      const root = await session.result("tree.create", {});
      const child = await session.result("tree.create", { parent_id: root.id, twin_id: root.id });
      assert.deepEqual(await session.result("tree.get_by_twin_id", { twin_id: root.id }), child);
      assert.deepEqual(await session.result("tree.upsert_by_twin_id", { twin_id: root.id }), {
        ...child,
        parent_id: null,
      });
      assert.deepEqual(await session.result("only_unique.upsert", { code: "c", a: 1, b: 2 }), {
        code: "c",
        a: 1,
        b: 2,
      });
      assert.deepEqual(await session.result("only_unique.upsert_by_a_and_b", { code: "d", a: 1, b: 2 }), {
        code: "c",
        a: 1,
        b: 2,
      });
      assert.deepEqual(await session.result("partly.get_by_a_and_b", { a: "x", b: "y" }), null);
    } finally {
      await session.close();
    }
  });
});

describe("clauses", () => {
  it("defaults are the database's own, generated columns are read, and values outside a list are refused", async () => {
    const { command, database } = made.clauses;
    assert.match(run(command, ["push", "--dry-run", "--sqlite", database]), /already has the schema/);
    const session = new Session(command, database);
    try {
      const row = await session.result("defaults.create");
      assert.deepEqual(
        { ...row, g: 0, j: 0, m: 0 },
        {
          ...{
            id: 1,
            a: "it's; -- $1 ? :x",
            b: "quoted",
            c: 1000,
            d: -1,
            e: true,
            f: null,
            g: 0,
            h: 31,
            i: "two\nlines",
          },
          ...{ j: 0, k: "", l: 3, m: 0 },
        },
      );
      await session.result("defaults.create_many", { items: [{ a: "given" }, {}] });
      assert.deepEqual(
        (await session.result("defaults.list")).items.map((one) => [one.a, one.c]),
        [
          ["it's; -- $1 ? :x", 1000],
          ["given", 1000],
          ["it's; -- $1 ? :x", 1000],
        ],
      );
      assert.deepEqual(await session.result("defaults.update", { id: 1, patch: { e: false, b: null } }), {
        ...row,
        e: false,
        b: null,
      });
      assert.deepEqual(await session.result("parts.create", { a: 1 }), { id: 1, a: 1, b: 2, c: "1x" });
      assert.deepEqual(await session.result("parts.get_by_b", { b: 2 }), { id: 1, a: 1, b: 2, c: "1x" });
      assert.equal((await session.result("kinds.create")).state, "in-progress");
      assert.equal((await session.result("kinds.list", { state: "in-progress" })).items.length, 1);
      assert.equal((await session.result("kinds.list", { state: "New" })).items.length, 0);
      assert.equal((await session.call("kinds.create", { n: 3 })).error.kind, "check");
      await session.result("logged.create", { v: "x" });
      assert.deepEqual(await session.result("fine.list"), [{ id: 1, "how many": 1, "max(v)": "x" }]);
    } finally {
      await session.close();
    }
  });
  it("full-text tables and R*Trees are searched and read, whatever their columns are called", async () => {
    const { command, database } = made.clauses;
    const db = new DatabaseSync(database);
    db.exec(`INSERT INTO areas VALUES (1, 0, 10, 0, 10, 'field', x'00ff'), (2, 20, 30, 5, 6, 'barn', NULL);
      INSERT INTO "Hidden Words" (rowid, "order", [page url]) VALUES (4, 'one a-b', '/x'), (5, 'two', '/y');
      INSERT INTO pages (url, "select", command_) VALUES ('/cats', 'cats sleep', NULL), ('/dogs', 'dogs', 'bark, sleep');
      INSERT INTO words VALUES ('running');
      INSERT INTO logged (v) VALUES ('zebra crossing')`);
    db.close();
    const session = new Session(command, database);
    try {
      const field = { id: 1, limit: 0, "max limit": 10, low: 0, high: 10, label: "field", picture: "00ff" };
      assert.deepEqual(
        await session.result("areas.overlapping", { limit_: 10, "max limit": 19, low: 5.5, high: 5.5 }),
        [field],
      );
      assert.equal(
        (await session.result("areas.overlapping", { limit_: 0, "max limit": 99, low: 6, high: 9 })).length,
        2,
      );
      assert.deepEqual(await session.result("areas.list", { limit: 1 }), [field]);
      assert.equal(await session.result("areas.count"), 2);
      assert.deepEqual(
        (await session.result("hidden_words.search", { text: "a-b" })).map((row) => [row.rowid, typeof row.rank]),
        [[4, "number"]],
      );
      const pages = await session.result("pages.search", { text: "sleep" });
      assert.deepEqual(pages.map((row) => row.url).sort(), ["/cats", "/dogs"]);
      assert.ok(pages[0].rank <= pages[1].rank);
      assert.equal((await session.result("pages.search", { text: "sleep", limit: 1, offset: 1 })).length, 1);
      assert.deepEqual(await session.result("pages.search", { text: '" OR *' }), []);
      assert.deepEqual(await session.result("pages.list", { offset: 1 }), [
        { rowid: 2, url: "/dogs", select: "dogs", command_: "bark, sleep", rank: null },
      ]);
      assert.deepEqual(
        (await session.result("words.search", { text: "runs" })).map((row) => row.word),
        ["running"],
      );
      assert.deepEqual(
        (await session.result("logged_words.search", { text: "zebra" })).map((row) => row.v),
        ["zebra crossing"],
      );
      assert.match(
        run(command, ["verify", "--sqlite", database, "--table", "areas", "--table", "pages"]),
        /all are as declared/,
      );
    } finally {
      await session.close();
    }
  });
});
