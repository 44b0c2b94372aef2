// squall/testing: databases in memory, and factories of every table.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, describe, it } from "node:test";
import { testDatabase } from "../../dist/testing.js";
import { migrations } from "../migrations/local_d1.mjs";

const opened = [];
async function database(options) {
  const t = await testDatabase(options);
  opened.push(t);
  return t;
}
after(() => Promise.all(opened.map((t) => t.close())));
const rows = async (t, sql) => (await t.binding.prepare(sql).bind().all()).results;

describe("a test database", () => {
  it("is empty, is its own, and its client has ids and times that are the same in every run", async () => {
    const [one, other] = [await database(), await database()];
    const made = await Promise.all([one, other].map((t) => t.db.users.create({ email: "ann@example.com" })));
    assert.deepEqual(made[0], made[1]);
    assert.match(made[0].id, /_00000000-0000-4000-8000-000000000001$/);
    assert.equal((await one.db.users.list({})).items.length, 1);
  });
  it("is a binding of the caller's, in Node too", async () => {
    const { openSqlite } = await import("../../dist/sqlite-wasm-node.js");
    const folder = new URL("../../migrations/", import.meta.url);
    const binding = await openSqlite();
    await binding.applyMigrations(
      migrations.map((name) => ({ name, sql: readFileSync(new URL(name, folder), "utf8") })),
    );
    const t = await testDatabase({ binding });
    const user = await t.make.users({ email: "ann@example.com" });
    assert.equal((await t.db.users.get({ id: user.id })).email, "ann@example.com");
    binding.close();
  });
  it("refuses a binding without the tables by name", async () => {
    const { openSqlite } = await import("../../dist/sqlite-wasm-node.js");
    await assert.rejects(
      testDatabase({ binding: await openSqlite() }),
      /the database has no table \w+; apply the migrations/,
    );
  });
});

describe("factories", () => {
  it("make a row of every table, three times, with valid references", async () => {
    const t = await database();
    for (const table of Object.keys(t.make)) for (let i = 0; i < 3; i++) await t.make[table]();
    assert.deepEqual(await rows(t, "PRAGMA foreign_key_check"), []);
    assert.ok(Object.keys(t.make).length > 40);
    for (const table of Object.keys(t.make))
      assert.ok((await rows(t, `SELECT count(*) AS n FROM ${table}`))[0].n >= 3, table);
  });
  it("fill in what is missing, keep what is given, and return the row as it is stored", async () => {
    const t = await database();
    const agent = await t.make.agents({ name: "x" });
    assert.equal(agent.name, "x");
    const workspace = await t.db.workspaces.get({ id: agent.workspace_id });
    assert.ok(workspace);
    assert.equal((await t.db.agents.get({ workspace_id: agent.workspace_id, id: agent.id })).name, "x");
    const version = await t.make.agent_versions({ agent_id: agent.id, variables: ["a", "b"] });
    assert.deepEqual(version.variables, ["a", "b"]);
    const [stored] = await t.db.agent_versions.list({ workspace_id: agent.workspace_id, agent_id: agent.id });
    assert.deepEqual(stored.variables, ["a", "b"]);
  });
  it("share ancestors: the agent and the trace of a feedback are of one workspace", async () => {
    const t = await database();
    const own = await t.make.agents();
    const other = await t.make.feedback({ agent_id: own.id });
    const [of] = await rows(t, `SELECT workspace_id FROM traces WHERE id = '${other.trace_id}'`);
    assert.equal(of.workspace_id, own.workspace_id);
  });
  it("make the same values in every run", async () => {
    const make = async () => {
      const t = await database();
      return { first: await t.make.jobs(), second: await t.make.jobs({ status: "running" }) };
    };
    const [one, other] = [await make(), await make()];
    assert.deepEqual(one, other);
    assert.notEqual(one.first.id, one.second.id);
    assert.equal(one.second.status, "running");
  });
  it("refuse a column and a parent that do not exist", async () => {
    const t = await database();
    await assert.rejects(t.make.agents({ colour: 1 }), /agents has no column colour; it has id, /);
    await assert.rejects(t.make.agents({ workspace_id: "nobody" }), /workspaces has no row whose id is nobody/);
  });
});
