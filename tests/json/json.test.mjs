// squall/json: the text of each result is the JSON of what open()'s client returns, and errors are the same.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { openJson } from "../../dist/json.js";
import { open, SquallError } from "../../dist/node.js";
import { openSqlite } from "../../dist/sqlite-wasm-node.js";
import { openJson as openValueTypesJson } from "../../build/value_types/json.js";
import { open as openValueTypes } from "../../build/value_types/node.js";
import { migrations, root } from "../migrations/local_d1.mjs";
import { statements } from "../bindings/suite/client_runner.mjs";
import { casesOf } from "../bindings/suite/play_cases.mjs";
import { loadCases } from "../cases/native.mjs";
import { jsonClientOf } from "../../js-shim/json_client.mjs";

const outcome = (promise) =>
  promise.then(
    (value) => ({ value }),
    (error) => {
      assert.ok(error instanceof SquallError, String(error.stack));
      const { kind, message, guard, function: of, committed } = error;
      return { error: { kind, message, guard, of, committed } };
    },
  );
/** What JSON.stringify says of a result, as a value: text of the client must say the same. */
const asJson = (value) => JSON.parse(JSON.stringify(value) ?? "null");

const texts = migrations.map((name) => ({ name, sql: readFileSync(join(root, "migrations", name), "utf8") }));

describe("the JSON client", () => {
  it("answers the cases of every function as open()'s client does", async () => {
    const cases = await loadCases();
    const database = await openSqlite();
    await database.applyMigrations(texts);
    const { execute, changes } = statements(database);
    const options = () => {
      let ids = 0;
      return {
        now: () => Date.parse(cases.now),
        uuid: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, "0")}`,
      };
    };
    const played = new Map();
    let known;
    let count = 0;
    let same = 0;
    for (const { fn, one } of cases.allParts.flatMap(casesOf)) {
      const [domain, name] = fn.split(".");
      // A refusal comes before there is a result, so it is the same call.
      if (one.refuses !== undefined || played.get(fn) === 2) continue;
      played.set(fn, (played.get(fn) ?? 0) + 1);
      const answers = [];
      for (const client of [open(database, options()), openJson(open, database, options())]) {
        if ((await changes()) !== known) {
          await execute(cases.seedStatements);
          known = await changes();
          if (one.when !== undefined) await execute([one.when]);
        }
        answers.push(await client[domain][name](one.args));
      }
      const [value, text] = answers;
      count++;
      if (text === (JSON.stringify(value) ?? "null")) same++;
      assert.deepEqual(JSON.parse(text), asJson(value), `${fn} ${one.it}`);
    }
    database.close();
    console.log(`${count} texts of ${played.size} functions, ${same} of them byte for byte what JSON.stringify writes`);
    assert.ok(played.size > 250 && same > 0.95 * count);
  });

  /** A binding that answers with these rows whatever it is asked, in the form of raw() and of all(). */
  const answering = (rows) => {
    const statement = {
      bind: () => statement,
      raw: async () => rows,
      all: async () => ({ results: rows, success: true }),
    };
    return { prepare: () => statement, batch: async (all) => all.map(() => ({ results: rows, success: true })) };
  };
  const awkward = [
    null,
    "",
    'a "quoted" \\ text',
    "line\nbreak\u0000\u001f\u007f\u2028",
    "\ud83d\ude00 \ud800",
    "[1, 2]",
    "{not json",
    '{"a": 1.50, "b": [true]}',
    "12abc",
    0,
    -0,
    1,
    2.5,
    1e21,
    -1e-7,
    Infinity,
    NaN,
    2 ** 53,
    true,
    [1, 2],
  ];
  it("writes cells of any type as open()'s client reads them", async () => {
    const { rows, functions } = JSON.parse(readFileSync(join(root, "dist/functions.json"), "utf8"));
    let tried = 0;
    for (const [domain, name, args] of [
      ["agents", "get", { workspace_id: "w", id: "a" }],
      ["agents", "list", { workspace_id: "w" }],
      ["agent_versions", "list", { workspace_id: "w", agent_id: "a" }],
      ["integrations", "get", { workspace_id: "w", id: "a" }],
      ["evals", "get", { workspace_id: "w", id: "a" }],
    ]) {
      const { result } = functions[`${domain}.${name}`];
      const width = rows[result.row ?? result.of.row].length;
      for (let i = 0; i < 3 * awkward.length; i++) {
        const cells = Array.from({ length: width }, (_, c) => awkward[(i * 7 + c * (1 + (i % 5))) % awkward.length]);
        const binding = answering([cells, cells]);
        const [expected, got] = await Promise.all(
          [open(binding), openJson(open, binding)].map((client) => outcome(client[domain][name](args))),
        );
        tried++;
        if (expected.error) assert.deepEqual(got, expected);
        else assert.deepEqual(JSON.parse(got.value), asJson(expected.value), JSON.stringify(cells));
      }
    }
    assert.equal(tried, 15 * awkward.length);
  });
  it("keeps a JSON column as it is stored, numbers beyond a double's included", async () => {
    const stored = '[ "a",  12345678901234567890 ]';
    const cells = ["v", "a", 1, "p", stored, "manual", null, 0.5, "active", "2026-01-01T00:00:00.000Z"];
    const text = await openJson(open, answering([cells])).agent_versions.list({ workspace_id: "w", agent_id: "a" });
    assert.ok(text.includes(`"variables":${stored},`), text);
  });
  it("says null for a function that returns nothing, and sends a batch as one", async () => {
    const database = await openSqlite();
    await database.applyMigrations(texts);
    const json = openJson(open, database);
    const [user, all] = await json.batch((q) => [q.users.create({ email: "ann@example.com" }), q.users.list({})]);
    assert.equal(JSON.parse(user).email, "ann@example.com");
    assert.equal(JSON.parse(all).items.length, 1);
    await database.prepare("INSERT INTO workspaces (id, user_id, name) SELECT 'w', id, 'w' FROM users").run();
    const agent = JSON.parse(await json.agents.create({ workspace_id: "w", name: "Triage" }));
    assert.equal(await json.agents.archive({ workspace_id: "w", id: agent.id }), "null");
    assert.ok(json.bookmark() === null);
    database.close();
  });
  it("refuses a function whose result has a blob or a bigint by name, before anything is sent", async () => {
    let sent = 0;
    const binding = { prepare: () => (sent++, undefined), batch: () => (sent++, undefined) };
    const json = openValueTypesJson(openValueTypes, binding);
    for (const [domain, name, args] of [
      ["files", "get", { id: 1n }],
      ["files", "data_of", { id: 1n }],
      ["files", "totals", {}],
      ["folders", "tree", { key: new Uint8Array(1) }],
    ])
      await assert.rejects(json[domain][name](args), (error) => {
        assert.equal(error.kind, "invalid_argument");
        assert.match(
          error.message,
          new RegExp(`^invalid_argument: ${domain}\\.${name} returns a blob or a bigint, .* open\\(\\)$`),
        );
        return true;
      });
    assert.equal(sent, 0);
  });
  it("is not made of a client that has another form", () => {
    assert.throws(() => jsonClientOf("const Agent = (r) => ({ id: f(r[0]) });"), /mapper of Agent has another form/);
    assert.throws(() => jsonClientOf("const Agent = (r) => [r[0]];"), /a mapper has another form/);
  });
});
