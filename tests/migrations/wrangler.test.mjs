// The migrations as wrangler runs them: with its own splitter, on an empty local database.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { migrations, root } from "./local_d1.mjs";

test("wrangler applies every migration and then has nothing left to apply", () => {
  const folder = mkdtempSync(join(tmpdir(), "squall-wrangler-"));
  const config = join(folder, "wrangler.json");
  const database = { binding: "DB", database_name: "squall-test", database_id: "00000000-0000-4000-8000-000000000000" };
  writeFileSync(
    config,
    JSON.stringify({
      name: "t",
      compatibility_date: "2026-11-01",
      d1_databases: [{ ...database, migrations_dir: join(root, "migrations") }],
    }),
  );
  const wrangler = (...args) =>
    execFileSync(
      join(root, "node_modules/.bin/wrangler"),
      ["d1", ...args, "--local", "--persist-to", join(folder, "state"), "--config", config],
      {
        cwd: folder,
        encoding: "utf8",
        env: { ...process.env, CI: "1", WRANGLER_SEND_METRICS: "false", XDG_CONFIG_HOME: folder },
      },
    );
  const query = (sql) => JSON.parse(wrangler("execute", "DB", "--json", "--command", sql))[0].results;
  try {
    wrangler("migrations", "apply", "DB");
    assert.match(wrangler("migrations", "list", "DB"), /No migrations to apply/);
    assert.deepEqual(
      query("SELECT name FROM d1_migrations ORDER BY id").map((r) => r.name),
      migrations,
    );
    assert.deepEqual(query("PRAGMA foreign_key_check"), []);
    assert.deepEqual(query("SELECT * FROM eval_comparison"), []);
    const [{ tables }] = query(
      "SELECT count(*) AS tables FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '!_cf!_%' ESCAPE '!' AND name NOT IN ('d1_migrations', 'sqlite_sequence')",
    );
    assert.equal(tables, 43 + 2, "the contract's tables and the two of orphans");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
