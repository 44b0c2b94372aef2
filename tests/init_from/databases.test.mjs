// Public database shapes through squall pull --project: the files compile without a warning, push finds nothing to do, the baseline is
// recorded without drift, and every row that seed has written is read through the generated functions and written again.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, before, describe, it } from "node:test";
import { commandOf, emptyFolder, inParallel, makeDatabase, pull, run, Session, squall } from "./project.mjs";

const folder = emptyFolder("databases");
after(() => rmSync(folder, { recursive: true, force: true }));
const sources = join(import.meta.dirname, "databases");
const names = readdirSync(sources).map((file) => file.slice(0, -".sql".length));

/** What cannot be written of these shapes; everything else is. */
const notWritten = {
  chinook: ["table PlaylistTrack: no update: every column belongs to the key"],
  drizzle: ["table post_tag: no update: every column belongs to the key"],
  employees: [],
  fediverse: [],
  forum: ["table Badges: no update: every column belongs to the key"],
  mail: [],
  northwind: ["table EmployeeTerritories: no update: every column belongs to the key"],
  prisma: ["table _CategoryToPost: no update: every column belongs to the key"],
  pubs: [],
  sakila: [],
  shop: [],
  world: [],
};

const made = {};
before(async () => {
  await inParallel(
    availableParallelism(),
    names.map((name) => async () => {
      const own = join(folder, name);
      mkdirSync(own);
      const database = join(own, "database.sqlite");
      makeDatabase(database, readFileSync(join(sources, `${name}.sql`), "utf8"));
      const project = join(own, "project");
      const pulled = pull(database, project);
      made[name] = { database, project, pulled };
      made[name].command = await commandOf(project).catch((error) => assert.fail(`${name}: ${error.message}`));
    }),
  );
});

const quoted = (name) => `"${name.replaceAll('"', '""')}"`;
/** A cell as squall call prints it: booleans are true and false, blobs are hexadecimal digits. */
const isSame = (cell, value) => {
  if (typeof value === "boolean") return Number(value) === cell;
  return cell instanceof Uint8Array ? Buffer.from(cell).toString("hex") === value : value === cell;
};
const withoutNulls = (row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));

/** A full-text index, whose function reads the rows of its table: those with a word that begins with the last one. */
async function searchAll(session, index, db) {
  db.exec(`CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', '${index}', 'instance')`);
  const words = db
    .prepare(
      `SELECT term, (SELECT count(DISTINCT w.doc) FROM words AS w WHERE substr(w.term, 1, length(words.term)) = words.term) AS rows
       FROM words GROUP BY term ORDER BY count(*) DESC LIMIT 5`,
    )
    .all();
  db.exec("DROP TABLE temp.words");
  assert.ok(words.length > 0, `${index} has no words`);
  for (const { term, rows } of words)
    assert.equal((await session.result(`${index}.search`, { text: term, limit: 500 })).length, rows, term);
}

async function readAll(session, domain, hasCursor) {
  const rows = [];
  const limit = 7;
  if (!hasCursor)
    for (let page; (page = await session.result(`${domain}.list`, { limit, offset: rows.length })).length > 0;)
      rows.push(...page);
  else
    for (let cursor; cursor !== null;) {
      const page = await session.result(`${domain}.list`, { limit, ...(cursor && { cursor }) });
      rows.push(...page.items);
      cursor = page.next_cursor;
    }
  return rows;
}

for (const name of names)
  describe(name, () => {
    it("has a project whose functions are all there but those that are named", () => {
      assert.deepEqual(made[name].pulled.not_written, notWritten[name]);
      assert.deepEqual(made[name].pulled.kept, [], "every clause is declared");
    });
    it("equals the declarations, and its baseline is recorded without drift", () => {
      const { command, database, project } = made[name];
      assert.match(run(command, ["push", "--dry-run", "--sqlite", database]), /already has the schema/);
      const migrations = ["--migrations", join(project, "migrations")];
      assert.match(run(command, ["generate", ...migrations]), /Nothing has changed/);
      run(command, ["migrate", "--baseline", "--sqlite", database, ...migrations]);
      assert.match(run(command, ["check", "--sqlite", database, ...migrations]), /agree/);
      run(squall, ["diff", database, join(project, "migrations/0001_baseline.sql")]);
    });
    it("is read row by row through its functions, and takes each row again", async () => {
      const { command, database } = made[name];
      run(command, ["seed", "--rows", "25", "--sqlite", database]);
      assert.match(run(command, ["verify", "--sqlite", database]), /all are as declared/);
      const functions = JSON.parse(run(command, ["call", "--list", "--json"])).functions;
      const has = (full) => functions.some((f) => f.name === full);
      const db = new DatabaseSync(database);
      const session = new Session(command, database);
      const domains = [...new Set(functions.map((f) => f.name.split(".")[0]))];
      const relations = db
        .prepare(
          "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'view', 'virtual') AND name NOT GLOB 'sqlite_*'" +
            " AND name NOT IN ('d1_migrations', 'squall_migrations', '__drizzle_migrations', '_prisma_migrations')",
        )
        .all()
        .map((r) => r.name);
      assert.equal(domains.length, relations.length);
      try {
        for (const domain of domains) {
          const list = functions.find((f) => f.name === `${domain}.list`);
          if (!list) {
            await searchAll(session, domain, db);
            continue;
          }
          const rows = await readAll(
            session,
            domain,
            list.arguments.some((a) => a.name === "cursor"),
          );
          const table = relations.find((r) => domain === domainOf(r));
          assert.ok(table, domain);
          const stored = db.prepare(`SELECT * FROM ${quoted(table)}`).all();
          assert.equal(rows.length, stored.length, domain);
          assert.equal(await session.result(`${domain}.count`), stored.length);
          const left = [...stored];
          for (const row of rows) {
            const at = left.findIndex((r) => Object.keys(r).every((column) => isSame(r[column], row[column])));
            assert.ok(at >= 0, `${domain}: ${JSON.stringify(row)}`);
            left.splice(at, 1);
          }
          if (!has(`${domain}.get`)) continue;
          assert.ok(stored.length > 0, `${domain} has no rows`);
          await roundTrip(session, domain, functions, rows);
        }
      } finally {
        await session.close();
        db.close();
      }
    });
  });

/** As the tool makes it; the shapes have no collisions. */
const domainOf = (table) =>
  table
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "");

const pick = (row, names) => Object.fromEntries(names.map((name) => [name, row[name]]));

/** get, update with nothing, upsert of the row itself, a second create, create_many, and delete where nothing refers to the row. */
async function roundTrip(session, domain, functions, rows) {
  const argumentsOf = (name) => functions.find((f) => f.name === `${domain}.${name}`)?.arguments.map((a) => a.name);
  const keys = argumentsOf("get");
  for (const row of rows.slice(0, 3)) {
    const key = pick(row, keys);
    assert.deepEqual(await session.result(`${domain}.get`, key), row);
    if (argumentsOf("update")) {
      const updated = await session.result(`${domain}.update`, { ...key, patch: {} });
      assert.deepEqual(Object.keys(updated), Object.keys(row));
    }
    if (argumentsOf("upsert")) {
      const put = await session.result(`${domain}.upsert`, withoutNulls(pick(row, argumentsOf("upsert"))));
      assert.deepEqual(pick(put, keys), key);
    }
    if (!keys.includes("rowid")) {
      const again = await session.call(`${domain}.create`, withoutNulls(pick(row, argumentsOf("create"))));
      assert.equal(again.error?.kind, "conflict", `${domain}: ${JSON.stringify(again)}`);
    }
  }
  const last = rows.at(-1);
  const removed = await session.call(`${domain}.delete`, pick(last, keys));
  if (removed.error) {
    assert.equal(removed.error.kind, "foreign_key", JSON.stringify(removed));
    return;
  }
  assert.equal(removed.result, true);
  assert.equal(await session.result(`${domain}.get`, pick(last, keys)), null);
  assert.equal(await session.result(`${domain}.delete`, pick(last, keys)), false);
  await session.result(`${domain}.create_many`, { items: [withoutNulls(pick(last, argumentsOf("create")))] });
  const count = await session.result(`${domain}.count`);
  assert.ok(count >= 1);
}
