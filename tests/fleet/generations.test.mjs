// Databases of a fleet that are at an earlier or a later migration than the client.
import assert from "node:assert/strict";
import test from "node:test";
import { reportMigration } from "../../dist/durable-object.js";
import { facts } from "../../dist/fleet.js";
import { fails, newFleet, newTenant, rows } from "./support.mjs";

/** A database as it is before or after this client's last migration. */
const change = (binding, ...texts) => binding.db.batch(texts.map((sql) => binding.db.prepare(sql)));
const toOlder = (binding) =>
  change(
    binding,
    "ALTER TABLE agents DROP COLUMN description",
    `DELETE FROM d1_migrations WHERE name = '${facts.migration}'`,
  );

test("a shard that is older than the client: what it has goes on, what it lacks is refused by name", async () => {
  const { fleet, home, shards } = await newFleet();
  for (const n of [1, 2, 3]) await newTenant(fleet, `ws_${n}`, `s${n}`);
  await toOlder(shards.s2);
  const agent = await fleet.of("ws_1").agents.create({ name: "Here" });
  assert.equal((await fleet.of("ws_1").agents.get({ id: agent.id })).name, "Here");
  await fleet.of("ws_2").jobs.create({ type: "import" });
  assert.equal(await fleet.every.jobs.count(), 1);
  const older = new RegExp(
    `the shard s2 does not have the migration ${facts.migration} yet, which this call needs \\(.*description.*run squall fleet migrate`,
  );
  const isOlder = (error) => {
    fails("unavailable", older)(error);
    assert.equal(error.retryable, true);
    assert.equal(error.mayHaveHappened, false);
    return true;
  };
  await assert.rejects(fleet.of("ws_2").agents.create({ name: "There" }), isOlder);
  await assert.rejects(fleet.of("ws_2").agents.get({ id: agent.id }), isOlder);
  await assert.rejects(
    fleet.of("ws_2").batch((q) => [q.jobs.create({ type: "import" }), q.agents.create({ name: "There" })]),
    isOlder,
  );
  assert.equal(await fleet.every.jobs.count(), 1, "nothing of the batch has happened");
  // On every shard the one that is older is named; the others answer where that is asked for.
  await change(shards.s3, "UPDATE workspaces SET user_id = 'user_ws_3'");
  await change(shards.s2, "ALTER TABLE workspaces RENAME COLUMN name TO title");
  await assert.rejects(
    fleet.every.workspaces.list({ user_id: "user_ws_3" }),
    fails("unavailable", /the shard s2 does not/),
  );
  const { result, failed } = await fleet.partial.workspaces.list({ user_id: "user_ws_3" });
  assert.deepEqual([result.map(({ id }) => id), failed.map(({ shard }) => shard)], [["ws_3"], ["s2"]]);
  await change(home, "ALTER TABLE users RENAME COLUMN email TO address");
  await change(home, `DELETE FROM d1_migrations WHERE name = '${facts.migration}'`);
  await assert.rejects(
    fleet.home.users.find_by_email({ email: "x" }),
    fails("unavailable", /the home database does not have the migration/),
  );
});

test("a shard that is newer than the client serves it as long as nothing is missing", async () => {
  const { fleet, shards } = await newFleet();
  for (const n of [1, 2]) await newTenant(fleet, `ws_${n}`, `s${n}`);
  await change(
    shards.s2,
    "ALTER TABLE agents ADD COLUMN colour TEXT",
    "ALTER TABLE jobs ADD COLUMN weight INTEGER NOT NULL DEFAULT 1",
    "CREATE TABLE colours (id TEXT PRIMARY KEY)",
    "INSERT INTO d1_migrations (name) VALUES ('9998_colours.sql')",
  );
  for (const n of [1, 2]) {
    const agent = await fleet.of(`ws_${n}`).agents.create({ name: "One" });
    assert.deepEqual(await fleet.of(`ws_${n}`).agents.get({ id: agent.id }), agent);
    await fleet.of(`ws_${n}`).jobs.create({ type: "import" });
  }
  assert.equal(await fleet.every.jobs.count(), 2);
  // The step after it takes something away, or asks for what this client does not know.
  await change(
    shards.s2,
    "ALTER TABLE agents RENAME COLUMN name TO title",
    "DROP TABLE job_retry_history",
    "DROP TABLE jobs",
    "CREATE TABLE jobs (id TEXT PRIMARY KEY, workspace_id TEXT, type TEXT, status TEXT, queue TEXT NOT NULL)",
    "INSERT INTO d1_migrations (name) VALUES ('9999_titles.sql')",
  );
  const newer =
    /the shard s2 has the migration 9999_titles\.sql, which is newer than this client's .*deploy the Worker/;
  const isNewer = (error) => {
    fails("unavailable", newer)(error);
    assert.equal(error.retryable, false);
    return true;
  };
  await assert.rejects(fleet.of("ws_2").agents.create({ name: "Two" }), isNewer);
  await assert.rejects(fleet.of("ws_2").jobs.create({ type: "import" }), isNewer);
  await fleet.of("ws_1").agents.create({ name: "Two" });
});

test("a reference row is copied with the columns that the home database has, also those of a newer schema", async () => {
  const { fleet, home, shards } = await newFleet();
  const newer = [
    "ALTER TABLE users ADD COLUMN colour TEXT",
    "INSERT INTO d1_migrations (name) VALUES ('9999_colour.sql')",
  ];
  for (const db of [home, shards.s1]) await change(db, ...newer);
  await fleet.home.users.create({ id: "u", email: "u@example.com" });
  await change(home, "UPDATE users SET colour = 'red'");
  await fleet.create("ws_1", { shard: "s1", refer: { users: ["u"] } });
  assert.deepEqual(await rows(shards.s1, "SELECT id, colour FROM users"), [["u", "red"]]);
  // A shard that is behind does not take it without its colour. The tenant is there, and has its row when the shard is migrated.
  await assert.rejects(
    fleet.create("ws_2", { shard: "s2", refer: { users: ["u"] } }),
    fails("unavailable", /has no column users\.colour, which the home database has: run squall fleet migrate/),
  );
  await change(shards.s2, ...newer);
  await fleet.create("ws_2", { refer: { users: ["u"] } });
  assert.deepEqual(await rows(shards.s2, "SELECT id, colour FROM users"), [["u", "red"]]);
  // It comes along with a tenant that is moved.
  await change(shards.s3, ...newer);
  await fleet.of("ws_1").workspaces.create({ user_id: "u", name: "One" });
  await fleet.moves.move("ws_1", "s3", { grace: 0 });
  assert.deepEqual(await rows(shards.s3, "SELECT id, colour FROM users"), [["u", "red"]]);
});

test("an error of the schema that no migration explains stays what it is", async () => {
  const { fleet, shards } = await newFleet();
  await newTenant(fleet, "ws_1", "s1");
  await change(shards.s1, "ALTER TABLE agents DROP COLUMN description");
  await assert.rejects(fleet.of("ws_1").agents.create({ name: "One" }), fails("internal"));
  await change(shards.s1, "DROP TABLE d1_migrations");
  await assert.rejects(fleet.of("ws_1").agents.create({ name: "One" }), fails("internal"));
});

test("the fleet says which migration each database has; an object reports its own to the home database", async () => {
  const { fleet, home, shards } = await newFleet();
  await change(shards.s2, `DELETE FROM d1_migrations WHERE name = '${facts.migration}'`);
  await change(shards.s3, "INSERT INTO d1_migrations (name) VALUES ('9999_later.sql')");
  const last = (await rows(shards.s2, "SELECT name FROM d1_migrations ORDER BY id DESC LIMIT 1"))[0][0];
  assert.deepEqual(await fleet.migrations(), [
    { database: "home", migration: facts.migration, generation: "same" },
    { database: "s1", migration: facts.migration, generation: "same" },
    { database: "s2", migration: last, generation: "older" },
    { database: "s3", migration: "9999_later.sql", generation: "newer" },
  ]);
  const reported = async () => await rows(home, "SELECT shard, migration FROM squall_fleet_reports ORDER BY shard");
  await reportMigration(home, "s1", shards.s1.db);
  await reportMigration(home, "s2", shards.s2.db);
  assert.deepEqual(await reported(), [
    ["s1", facts.migration],
    ["s2", last],
  ]);
  await change(shards.s2, `INSERT INTO d1_migrations (name) VALUES ('${facts.migration}')`);
  const before = (await rows(home, "SELECT total_changes()"))[0][0];
  await reportMigration(home, "s1", shards.s1.db);
  assert.equal((await rows(home, "SELECT total_changes()"))[0][0], before, "nothing is written twice");
  await reportMigration(home, "s2", shards.s2.db);
  assert.deepEqual((await reported())[1], ["s2", facts.migration]);
});

test("Durable Objects migrate when they start, and report it", async () => {
  const { fleet, home, close } = await newFleet({ shards: 2, engine: "objects" });
  try {
    assert.deepEqual(await rows(home, "SELECT shard, migration FROM squall_fleet_reports ORDER BY shard"), [
      ["s1", facts.migration],
      ["s2", facts.migration],
    ]);
    assert.deepEqual(
      (await fleet.migrations()).map(({ database, generation }) => `${database} ${generation}`),
      ["home same", "s1 same", "s2 same"],
    );
  } finally {
    await close();
  }
});
