// squall insights: costs by function, and indexes that are declared or not.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { insights } from "../../js-shim/insights/run_insights.mjs";
import { readIndex } from "../../js-shim/insights/indexes.mjs";
import { openSchema } from "../../js-shim/statements/schema.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const { statements } = JSON.parse(readFileSync(`${root}dist/statements.json`, "utf8"));
const sqlOf = (name) => statements.filter(({ functions }) => functions.includes(name)).map(({ sql }) => sql);
const cost = (query, numberOfTimesRun, totalRowsRead, totalRowsWritten = 0) => ({
  query,
  numberOfTimesRun,
  totalRowsRead,
  totalRowsWritten,
  totalDurationMs: totalRowsRead / 100,
});

let folder;
const file = (name) => join(folder, name);
before(() => {
  folder = mkdtempSync(join(tmpdir(), "squall-insights-"));
  cpSync(`${root}migrations`, file("migrations"), { recursive: true });
});
after(() => rmSync(folder, { recursive: true }));

async function run(document, ...args) {
  writeFileSync(file("insights.json"), JSON.stringify(document));
  const lines = [];
  const paths = ["--dist", `${root}dist`, "--migrations", file("migrations")];
  const code = await insights([file("insights.json"), ...paths, ...args], (line) => lines.push(line));
  return { code, text: lines.join("\n") };
}
const runJson = async (document, ...args) => JSON.parse((await run(document, "--json", ...args)).text);

describe("costs", () => {
  it("are of functions: all statements of one, variants, guards, and texts that D1 has trimmed", async () => {
    const [first, ...rest] = sqlOf("agent_versions.promote");
    const { functions, unknown } = await runJson([
      cost(first, 10, 30),
      ...rest.map((sql) => cost(sql.replaceAll(" ", "\n  "), 10, 20, 10)),
      cost("SELECT EXISTS (SELECT id FROM agents WHERE id = ?1) AS value", 5, 5), // agents.exists without a workspace
      cost("SELECT EXISTS (SELECT id FROM agents WHERE id = ?1 AND workspace_id = ?2) AS value;", 5, 5),
      cost("SELECT count(*) FROM agents", 1, 1000),
    ]);
    assert.deepEqual(
      functions.map(({ functions, runs, rows_read, statements }) => [functions.join(), runs, rows_read, statements]),
      [
        ["agent_versions.promote", 10, 30 + 20 * rest.length, 1 + rest.length],
        ["agents.exists", 5, 10, 2],
      ],
    );
    assert.deepEqual(
      unknown.map(({ sql }) => sql),
      ["SELECT count(*) FROM agents"],
    );
  });
  it("are read from the analytics API too", async () => {
    const group = {
      sum: { rowsRead: 7, rowsWritten: 0, queryDurationMs: 1 },
      count: 7,
      dimensions: { query: sqlOf("users.get")[0] },
    };
    const { functions } = await runJson({ data: { viewer: { accounts: [{ d1QueriesAdaptiveGroups: [group] }] } } });
    assert.deepEqual(functions[0].functions, ["users.get"]);
    assert.equal(functions[0].rows_read, 7);
  });
  it("of another document are an error that says what is expected", async () => {
    for (const document of [{}, [1], [{ sql: "SELECT 1" }], "text"])
      assert.equal((await run(document)).code, 1, JSON.stringify(document));
    assert.equal(await insights(["--dist", `${root}dist`]), 2);
    assert.equal(await insights(["--nonsense"]), 2);
  });
  it("come from Cloudflare with --remote", async () => {
    const seen = [];
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (data) => (body += data));
      request.on("end", () => {
        seen.push({ url: request.url, token: request.headers.authorization, ...JSON.parse(body) });
        const group = { sum: { rowsRead: 3 }, count: 1, dimensions: { query: sqlOf("users.get")[0] } };
        response.end(JSON.stringify({ data: { viewer: { accounts: [{ d1QueriesAdaptiveGroups: [group] }] } } }));
      });
    });
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    const before = { ...process.env };
    Object.assign(process.env, {
      CLOUDFLARE_ACCOUNT_ID: "account",
      CLOUDFLARE_API_TOKEN: "token",
      CLOUDFLARE_D1_DATABASE_ID: "database",
      CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${server.address().port}`,
    });
    try {
      const lines = [];
      const args = ["--remote", "--days", "7", "--json", "--dist", `${root}dist`, "--migrations", file("migrations")];
      assert.equal(await insights(args, (line) => lines.push(line)), 0);
      assert.equal(JSON.parse(lines.join("\n")).functions[0].rows_read, 3);
      assert.equal(seen[0].token, "Bearer token");
      assert.equal(seen[0].variables.account, "account");
      assert.equal(seen[0].variables.filter.AND[0].databaseId, "database");
      assert.equal(await insights(["--remote", "--days", "99"]), 1);
    } finally {
      process.env = before;
      server.close();
    }
  });
});

describe("recommended indexes", () => {
  const document = [
    { ...cost(sqlOf("users.get")[0], 1, 1), recommendation: "CREATE INDEX x ON agents (workspace_id)" },
    {
      ...cost(sqlOf("jobs.get")[0], 1, 1),
      recommendation: { sql: "CREATE INDEX IF NOT EXISTS y ON [jobs](error_category, created_at DESC)" },
    },
  ];
  it("are declared, or the line that declares them is printed", async () => {
    const { code, text } = await run(document);
    assert.equal(code, 0);
    assert.match(text, /agents \(workspace_id\): idx_agents_workspace_id\w* is there/);
    assert.match(text, /jobs \(error_category, created_at DESC\): not declared/);
    assert.match(text, /index<"idx_jobs_error_category_created_at">\(jobs.error_category, jobs.created_at.desc\(\)\)/);
  });
  it("that a key serves are there", async () => {
    const { indexes } = await runJson([{ query: "x", advice: "CREATE UNIQUE INDEX z ON users (email)" }]);
    assert.equal(indexes[0].declared, "the key of users");
  });
  it("--write writes the migration of those that are missing, which the database takes", async () => {
    const { migration } = await runJson(document, "--write");
    assert.match(migration, /0025_recommended_indexes.sql$/);
    assert.equal(
      readFileSync(migration, "utf8"),
      "CREATE INDEX idx_jobs_error_category_created_at ON jobs (error_category, created_at DESC);\nPRAGMA optimize;\n",
    );
    const { indexes } = await openSchema(file("migrations"));
    assert.ok(indexes.has("idx_jobs_error_category_created_at"));
    const again = await runJson(document, "--write");
    assert.equal(again.migration, undefined);
  });
  it("are read in every form", () => {
    for (const [sql, index] of [
      ["CREATE INDEX a ON t(b)", { name: "a", table: "t", columns: ["b"], unique: false, where: undefined }],
      [
        'create unique index if not exists "a b" on [t u] ("c d" asc, e desc) where e is not null;',
        { name: "a b", table: "t u", columns: ["c d", "e DESC"], unique: true, where: "where e is not null" },
      ],
    ])
      assert.deepEqual(readIndex(sql), index);
    assert.equal(readIndex("DROP INDEX a"), undefined);
  });
});
