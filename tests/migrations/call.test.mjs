// squall call: a repository function by its name, with JSON in and out.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "./local_d1.mjs";
import { inFolder, program, squall } from "./tool.mjs";

const withDatabase = (body) =>
  inFolder((folder) => {
    const file = join(folder, "app.sqlite");
    assert.equal(squall(["migrate", "--sqlite", file]).code, 0);
    body(["--sqlite", file]);
  });
/** Sends lines, gives the answers and the exit code. */
const lines = (on, sent) => {
  const input = sent.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n");
  const ran = spawnSync(program, ["call", "--stdin", ...on], { cwd: root, encoding: "utf8", input });
  return {
    code: ran.status,
    answers: ran.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
  };
};
const now = Date.parse("2026-02-03T04:05:06.789Z");

test("a function is called, and what it gives is JSON", () =>
  withDatabase((on) => {
    const user = squall(["call", "users.create", '{"id": "user_1", "email": "ada@example.com"}', ...on]);
    assert.equal(user.code, 0);
    assert.equal(JSON.parse(user.out).result.email, "ada@example.com");
    const absent = squall(["call", "users.find_by_email", '{"email": "nobody@example.com"}', ...on]);
    assert.equal(absent.out, '{"result":null}\n');
    assert.deepEqual(
      squall(["call", "users.get", '{"id": "user_1"}', "--json", ...on]).json.result,
      JSON.parse(user.out).result,
    );
  }));

test("an error is an answer, with exit code 1; wrong usage is 2", () =>
  withDatabase((on) => {
    const refused = squall(["call", "jobs.start", '{"id": "job_0"}', ...on]);
    assert.equal(refused.code, 1);
    assert.deepEqual(JSON.parse(refused.out), {
      error: { kind: "not_found", message: "not_found: job", guard: "job", function: "jobs.start", retryable: false },
    });
    assert.equal(squall(["call", "users.nothing", ...on]).code, 2);
    assert.equal(squall(["call", "users.get", "{", ...on]).code, 2);
    assert.equal(squall(["call", "users.get", "{}", "--sqlite", "/nowhere/app.sqlite"]).code, 2);
  }));

test("a line a call, a line an answer; the clock and the ids can be fixed", () =>
  withDatabase((on) => {
    const { code, answers } = lines(on, [
      { call: "users.create", arguments: { email: "ada@example.com" }, now, uuid_from: 7 },
      { call: "users.create", arguments: { email: "ada@example.com" } },
      { call: "users.create", arguments: { mail: "x" } },
      { call: "users.destroy" },
      "not JSON",
      {
        sql: "INSERT INTO users (id, email) VALUES ('user_b', 'bob@example.com'); SELECT id, email FROM users ORDER BY id",
      },
      { sql: "INSERT INTO users (id, email) VALUES ('user_b', 'bob@example.com')" },
    ]);
    assert.equal(code, 1);
    const id = "user_00000000-0000-4000-8000-000000000007";
    assert.deepEqual(answers[0].result, { id, email: "ada@example.com", created_at: "2026-02-03T04:05:06.789Z" });
    assert.equal(answers[1].error.kind, "conflict");
    assert.deepEqual([answers[1].error.table, answers[1].error.columns], ["users", ["email"]]);
    assert.equal(answers[2].error.message, "invalid_argument: mail is not an argument of this function");
    assert.equal(answers[3].error.kind, "invalid_argument");
    assert.equal(answers[4].error.kind, "invalid_argument");
    assert.deepEqual(answers[5].result, [
      { id, email: "ada@example.com" },
      { id: "user_b", email: "bob@example.com" },
    ]);
    assert.equal(answers[6].error.kind, "conflict");
  }));

test("JSON values, numbers and lists go through as JavaScript writes them", () =>
  withDatabase((on) => {
    const metadata = {
      zero: -0,
      one: 1.0,
      tiny: 1e-7,
      huge: 1e21,
      half: 0.5,
      text: 'a "b"\n\u0007é',
      deep: [[], {}, [null, true]],
    };
    const { answers } = lines(on, [
      { call: "users.create", arguments: { id: "user_1", email: "ada@example.com" } },
      { call: "workspaces.create", arguments: { id: "ws_1", user_id: "user_1", name: "One" } },
      { call: "jobs.create", arguments: { id: "job_1", workspace_id: "ws_1", type: "import", metadata } },
      { sql: "SELECT metadata FROM jobs" },
      { sql: "UPDATE jobs SET metadata = '{ \"cut'" },
      { call: "jobs.get", arguments: { workspace_id: "ws_1", id: "job_1" } },
    ]);
    assert.deepEqual(answers[2].result.metadata, { ...metadata, zero: 0 });
    assert.equal(answers[3].result[0].metadata, JSON.stringify(metadata));
    assert.equal(answers[5].result.metadata, '{ "cut', "a cell that is no JSON comes as its text");
  }));

test("the list says what can be called", () => {
  const { functions } = squall(["call", "--list", "--json"]).json;
  assert.ok(functions.length >= 285);
  const get = functions.find((f) => f.name === "agents.get");
  assert.deepEqual(get.arguments[0], { name: "workspace_id", type: "text", required: true });
  assert.equal(get.result, "optional");
  const text = squall(["call", "--list"]).out.trimEnd().split("\n");
  assert.equal(text.length, functions.length);
  assert.ok(text.includes("agents.get workspace_id id"));
});

test("the plan says what would be sent, without a database", () => {
  const plan = squall(["call", "agents.get", '{"workspace_id": "ws", "id": "a"}', "--plan", "--json"]).json.result;
  assert.equal(plan.length, 1);
  assert.match(plan[0].sql, /^SELECT .* FROM agents WHERE /);
  assert.equal(plan[0].parameters, 2);
});

test("a cell of another type than the declared one is read as CAST does, and verify finds it", () =>
  withDatabase((on) => {
    assert.equal(squall(["seed", ...on]).code, 0);
    const { answers } = lines(on, [
      { sql: "SELECT id FROM evals ORDER BY id LIMIT 3" },
      {
        sql: "UPDATE evals SET created_at = 1767600000000, auto_execute_enabled = CASE rowid % 3 WHEN 0 THEN 'false' WHEN 1 THEN 'true' ELSE 2 END",
      },
      { sql: "SELECT id, auto_execute_enabled AS stored FROM evals" },
    ]);
    const stored = answers[2].result;
    assert.ok(stored.length > 3);
    for (const row of stored) {
      const { result } = lines(on, [{ call: "evals.get", arguments: { id: row.id } }]).answers[0];
      assert.equal(result.auto_execute_enabled, row.stored === 2, JSON.stringify(row));
      assert.equal(result.created_at, "1767600000000");
    }
    const problems = squall(["verify", "--json", ...on]).json.problems;
    assert.deepEqual(
      problems
        .filter((p) => p.table === "evals")
        .map((p) => `${p.column} ${p.problem}: ${p.count}`)
        .sort(),
      [
        `auto_execute_enabled is neither 0 nor 1: ${stored.length}`,
        `created_at is a number where ISO text is declared (squall/sql/unix_time.hpp has types for Unix times): ${stored.length}`,
      ],
    );
  }));
