// The same local D1 by wrangler and by squall: either goes on where the other stopped.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { lastSnapshot, migrations, root } from "./local_d1.mjs";
import { inFolder, program, squall } from "./tool.mjs";
import { wranglerIn } from "./wrangler.mjs";

test("wrangler first, with its own splitter: squall finds nothing to do, and check and verify are clean", () =>
  inFolder((folder) => {
    const wrangler = wranglerIn(folder);
    wrangler.apply();
    const here = { cwd: folder };
    const status = squall(["status", "--local", "--json"], here);
    assert.equal(status.code, 0, status.out + status.err);
    assert.deepEqual([status.json.applied, status.json.pending, status.json.drift], [migrations, [], []]);
    assert.deepEqual(squall(["migrate", "--local", "--json"], here).json.applied, []);
    for (const command of ["check", "verify"]) {
      const ran = squall([command, "--local"], here);
      assert.equal(ran.code, 0, ran.out + ran.err);
    }
    assert.match(wrangler.list(), /No migrations to apply/);
    const [applied, orphans, comparison, [{ tables }]] = wrangler.query(
      "SELECT name FROM d1_migrations ORDER BY id",
      "PRAGMA foreign_key_check",
      "SELECT * FROM eval_comparison",
      `SELECT count(*) AS tables FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '!_cf!_%' ESCAPE '!'
         AND name NOT IN ('d1_migrations', 'squall_migrations', 'sqlite_sequence')`,
    );
    assert.deepEqual(
      applied.map(({ name }) => name),
      migrations,
    );
    assert.deepEqual([orphans, comparison], [[], []]);
    assert.equal(tables, 43 + 2, "the contract's tables and the two of orphans");
  }));

test("squall first: wrangler finds nothing to do, and reads what squall seeded", () =>
  inFolder((folder) => {
    const wrangler = wranglerIn(folder);
    const here = { cwd: folder };
    assert.deepEqual(squall(["migrate", "--local", "--json"], here).json.applied, migrations);
    assert.equal(squall(["seed", "--local", "--rows", "30"], here).code, 0);
    assert.match(wrangler.list(), /No migrations to apply/);
    const [[agents], orphans] = wrangler.query(
      "SELECT count(*) AS n FROM agents",
      "PRAGMA foreign_key_check",
      "INSERT INTO users (id, email) VALUES ('by wrangler', 'w@example.com')",
    );
    assert.deepEqual([agents.n, orphans], [30, []]);
    const verified = squall(["verify", "--local", "--json"], here);
    assert.equal(verified.code, 0, verified.out);
    assert.ok(verified.json.rows > 30 * 40);
  }));

test("each in turn", () =>
  inFolder((folder) => {
    const wrangler = wranglerIn(folder);
    const here = { cwd: folder };
    const aside = migrations.slice(2);
    for (const f of aside) renameSync(join(folder, "migrations", f), join(folder, f));
    wrangler.apply();
    renameSync(join(folder, aside[0]), join(folder, "migrations", aside[0]));
    assert.deepEqual(squall(["migrate", "--local", "--json"], here).json.applied, [aside[0]]);
    for (const f of aside.slice(1)) renameSync(join(folder, f), join(folder, "migrations", f));
    wrangler.apply();
    const status = squall(["status", "--local", "--json"], here);
    assert.equal(status.code, 0, status.out + status.err);
    assert.deepEqual(status.json.applied, migrations);
  }));

test("docker/init-db.sh works twice", () =>
  inFolder((folder) => {
    const file = join(folder, "dev.sqlite");
    const run = () =>
      execFileSync(join(root, "docker/init-db.sh"), ["--sqlite", file], {
        encoding: "utf8",
        env: { ...process.env, SQUALL: program },
      });
    assert.match(run(), new RegExp(`^${migrations.length} migrations applied[^]*rows inserted into 43 tables`, "m"));
    assert.match(run(), /Nothing to apply[\s\S]*All rows exist already/);
    assert.equal(squall(["verify", "--sqlite", file]).code, 0);
  }));

test("a rebuild that squall wrote is applied by wrangler, with its own splitter, and every row stays", () =>
  inFolder((folder) => {
    const wrangler = wranglerIn(folder);
    const here = { cwd: folder };
    // As if agents.name had had another default: agents is made anew, with all that hangs on it.
    const file = join(folder, "migrations/meta", lastSnapshot);
    const snapshot = JSON.parse(readFileSync(file, "utf8"));
    snapshot.tables.find((t) => t.name === "agents").columns[2].default = "'unnamed'";
    wrangler.apply();
    assert.equal(squall(["seed", "--local"], here).code, 0);
    const rows = () => squall(["verify", "--local", "--json"], here).json;
    const before = rows();
    writeFileSync(file, JSON.stringify(snapshot));
    const made = squall(["generate", "rebuild", "--json"], here).json;
    assert.deepEqual(made.rebuilds, ["agents"]);
    wrangler.apply();
    assert.deepEqual([rows().rows, rows().problems], [before.rows, []]);
    assert.equal(squall(["check", "--local"], here).code, 0);
  }));
