// The repository functions through the studio.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { squall } from "../migrations/tool.mjs";
import { ask } from "./request.mjs";
import { startStudio } from "./studio.mjs";

let studio;
before(async () => (studio = await startStudio(["--rows", "20"])));
after(() => studio.stop());

test("all functions are there, with what their declarations say of the arguments", async () => {
  const { functions } = await ask(studio, "functions");
  const callable = squall(["call", "--list", "--json"]).json.functions;
  assert.deepEqual(
    functions.map((f) => [f.name, f.arguments.map((a) => [a.name, a.kind])]),
    callable.map((f) => [f.name, f.arguments.map((a) => [a.name, a.type])]),
  );
  const list = functions.find((f) => f.name === "jobs.list");
  const status = list.arguments.find((a) => a.name === "status");
  assert.equal(status.kind, "enum");
  assert.ok(status.values.includes("queued"));
  assert.ok(functions.every((f) => f.last === null));
});

test("a plan is made and not sent; a run is sent and costs", async () => {
  const [workspace, id] = (await ask(studio, "sql", { sql: "SELECT workspace_id, id FROM agents LIMIT 1" })).rows[0];
  const question = { name: "agents.delete", arguments: { workspace_id: workspace, id } };
  const { statements } = await ask(studio, "function_plan", question);
  assert.ok(statements.some((s) => s.writes && /^DELETE FROM agents/.test(s.sql) && s.values.includes(id)));
  assert.ok(statements.every((s) => Array.isArray(s.nodes)));
  assert.equal((await ask(studio, "row", { table: "agents", key: [id] })).key[0], id);
  const got = await ask(studio, "function_run", { name: "agents.get", arguments: { workspace_id: workspace, id } });
  assert.equal(got.result.id, id);
  assert.equal(got.cost.rows, 1);
  assert.equal(got.cost.changed, 0);
  const { functions } = await ask(studio, "functions");
  assert.deepEqual(functions.find((f) => f.name === "agents.get").last, got.cost);
});

test("what a function refuses is told as the library tells it, and undoes what it had begun", async () => {
  const run = (name, args) => ask(studio, "function_run", { name, arguments: args });
  assert.equal((await run("agents.nothing", {})).kind, "not_found");
  const missing = await run("agents.get", {});
  assert.equal(missing.kind, "invalid_argument");
  assert.match(missing.message, /workspace_id|id/);
  const [workspace, agent] = (await ask(studio, "sql", { sql: "SELECT workspace_id, id FROM agents LIMIT 1" })).rows[0];
  const promoted = await run("agent_versions.promote", { workspace_id: workspace, agent_id: agent, version: 999 });
  assert.equal(promoted.kind, "not_found");
  const orphan = await run("agents.create", { workspace_id: "workspace_nobody", name: "Nobody's" });
  assert.ok(["foreign_key", "not_found"].includes(orphan.kind), orphan.kind);
});

test("read only, a function that writes is refused, one that reads is not", async () => {
  const reading = await startStudio(["--rows", "5", "--read-only"]);
  try {
    const [id] = (await ask(reading, "sql", { sql: "SELECT id FROM workspaces LIMIT 1" })).rows[0];
    const refused = await ask(reading, "function_run", {
      name: "agents.create",
      arguments: { workspace_id: id, name: "New" },
    });
    assert.match(refused.message, /--read-only/);
    const read = await ask(reading, "function_run", { name: "agents.list", arguments: { workspace_id: id } });
    assert.ok(read.result);
  } finally {
    await reading.stop();
  }
});

test("a function that the time limit stops says so", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "studio-functions-")), "app.sqlite");
  after(() => rmSync(dirname(file), { recursive: true, force: true }));
  squall(["push", "--sqlite", file]);
  squall(["seed", "--sqlite", file, "--rows", "30"]);
  const slow = await startStudio(["--sqlite", file, "--time-limit", "1"]);
  try {
    // What the function calls is fast; a trigger behind it is not.
    const tables = Array.from({ length: 8 }, (_, i) => `agents AS a${i}`).join(", ");
    const trigger = `CREATE TRIGGER slow AFTER UPDATE ON agents BEGIN UPDATE users SET email = email WHERE (SELECT count(*) FROM ${tables}) < 0; END`;
    assert.equal((await ask(slow, "sql", { sql: trigger, write: true })).kind, undefined);
    const [workspace_id, id] = (await ask(slow, "sql", { sql: "SELECT workspace_id, id FROM agents LIMIT 1" })).rows[0];
    const question = { name: "agents.update", arguments: { workspace_id, id, patch: { name: "Another" } } };
    const got = await ask(slow, "function_run", question);
    assert.equal(got.kind, "limit", JSON.stringify(got));
    assert.match(got.message, /stopped: it took longer than 1 seconds/);
    const { rows } = await ask(slow, "sql", { sql: `SELECT count(*) FROM agents WHERE name = 'Another'` });
    assert.deepEqual(rows, [[0]]);
  } finally {
    await slow.stop();
  }
});
