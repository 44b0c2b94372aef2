// squall fleet migrate over 200 databases: one that fails, one that has drifted, a kill in the middle.
import assert from "node:assert/strict";
import test from "node:test";
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";

const count = Number(process.env.FLEET_DATABASES ?? 200);
const native = resolve("build/native/bin/squall");
const env = { ...process.env, ...(existsSync(native) ? { SQUALL_TOOL: native } : {}) };
const fleet = (...args) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["js-shim/squall.mjs", "fleet", ...args], {
    encoding: "utf8",
    env,
  });
  return { code: status, output: stdout + stderr };
};
const sql = (file, text) => {
  const db = new DatabaseSync(file, { timeout: 10_000 }); // a killed run leaves children that end by themselves
  try {
    return text.startsWith("SELECT") ? db.prepare(text).all() : db.exec(text);
  } finally {
    db.close();
  }
};
const folder = mkdtempSync(join(tmpdir(), "squall-fleet-"));
test.after(() => rmSync(folder, { recursive: true, force: true }));
const migrations = join(folder, "migrations");
const data = join(folder, "data");
const state = join(folder, "state.json");
const file = (n) => join(data, `t${String(n).padStart(3, "0")}.sqlite`);
const common = ["--folder", data, "--state", state, "--migrations", migrations];

test("a fleet is migrated canary first, stops at a failure, goes on after a kill, and lists what it has left", async () => {
  mkdirSync(migrations);
  mkdirSync(data);
  writeFileSync(join(migrations, "0001_first.sql"), "CREATE TABLE t (id TEXT PRIMARY KEY, n INTEGER);\n");
  sql(join(folder, "one"), "SELECT 1");
  const seed = join(folder, "seed.sqlite");
  assert.equal(
    spawnSync(env.SQUALL_TOOL ?? process.execPath, [
      ...(env.SQUALL_TOOL ? [] : ["js-shim/squall.mjs"]),
      "migrate",
      "--sqlite",
      seed,
      "--migrations",
      migrations,
    ]).status,
    0,
  );
  sql(seed, "INSERT INTO t VALUES ('a', 1), ('b', 2)");
  for (let n = 0; n < count; n++) cpSync(seed, file(n));
  // One cannot be migrated, one has a column that no migration made.
  sql(file(40), "INSERT INTO t VALUES ('c', 1)");
  sql(file(60), "ALTER TABLE t ADD COLUMN extra TEXT");
  writeFileSync(join(migrations, "0002_unique.sql"), "CREATE UNIQUE INDEX t_n ON t (n);\n");
  const applied = () => {
    let all = 0;
    for (let n = 0; n < count; n++)
      if (sql(file(n), "SELECT name FROM d1_migrations").some(({ name }) => name === "0002_unique.sql")) all++;
    return all;
  };

  // Killed in the middle.
  const child = spawn(process.execPath, ["js-shim/squall.mjs", "fleet", "migrate", ...common, "--drift"], {
    env,
    stdio: "ignore",
  });
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (
      existsSync(state) &&
      Object.values(JSON.parse(readFileSync(state, "utf8")).targets).filter((t) => t.state === "done").length >= 10
    )
      break;
    assert.equal(child.exitCode, null);
  }
  child.kill("SIGKILL");
  await new Promise((resolve) => child.on("close", resolve));
  const atKill = applied();
  assert.ok(atKill >= 10 && atKill < count, String(atKill));

  // It goes on, and stops at the one that fails.
  const stopped = fleet("migrate", ...common, "--drift");
  assert.equal(stopped.code, 1);
  assert.match(stopped.output, /databases are done already/);
  assert.match(stopped.output, /t040: migrate failed \(\d\):\n[^]*UNIQUE constraint failed: t\.n/);
  assert.match(stopped.output, /0002_unique\.sql/);
  assert.match(stopped.output, /failed: t040/);
  assert.match(stopped.output, /not begun: \d+/);
  assert.ok(applied() < count - 2);

  // Its data is mended; the one with drift is left, and listed.
  sql(file(40), "DELETE FROM t WHERE id = 'c'");
  const rest = fleet("migrate", ...common, "--drift");
  assert.equal(rest.code, 1);
  assert.match(rest.output, /t060: left as it is: it has drifted/);
  assert.match(rest.output, new RegExp(`${count - 1} of ${count} databases are done; left as they are: t060`));
  assert.equal(applied(), count - 1);
  sql(file(60), "ALTER TABLE t DROP COLUMN extra");
  const last = fleet("migrate", ...common, "--drift");
  assert.equal(last.code, 0, last.output);
  assert.equal(applied(), count);
  assert.equal(fleet("migrate", ...common).code, 0);
});

test("a canary that fails stops everything", () => {
  writeFileSync(join(migrations, "0003_bad.sql"), "CREATE TABLE u (id TEXT);\nINSERT INTO nothing VALUES (1);\n");
  const { code, output } = fleet("migrate", ...common, "--canary", "2");
  assert.equal(code, 1);
  assert.match(output, /t000: migrate failed/);
  assert.match(output, new RegExp(`0 of ${count} databases are done; failed: t000; not begun: ${count - 1}`));
  rmSync(join(migrations, "0003_bad.sql"));
});

test("lists, status, verify and export", () => {
  const list = join(folder, "list.txt");
  writeFileSync(list, `# two of them\none --sqlite ${file(1)}\n\ntwo  --sqlite ${file(2)}\n`);
  const dry = fleet("migrate", "--list", list, "--dry-run", "--no-state");
  assert.equal(dry.output.trim().split("\n").length, 2);
  assert.match(dry.output, /^one: squall migrate --sqlite /);
  const shown = fleet("status", "--list", list, "--migrations", migrations);
  assert.equal(shown.code, 0, shown.output);
  assert.match(shown.output, /one: .*up to date/);
  const out = join(folder, "dumps");
  assert.equal(fleet("export", "--list", list, "--out", out).code, 0);
  assert.match(readFileSync(join(out, "two.sql"), "utf8"), /INSERT INTO/);
  for (const [args, message] of [
    [["migrate"], /--list FILE or by --folder/],
    [["migrate", "--list", list, "--parallel", "0"], /1 or more/],
    [["migrate", "--list", list, "--nothing"], /no option/],
    [["export", "--list", list], /--out DIR/],
    [["status", "--list", list, "--drift"], /belongs to migrate/],
    [["other"], /Usage/],
  ]) {
    const { code, output } = fleet(...args);
    assert.notEqual(code, 0);
    assert.match(output, message);
  }
  writeFileSync(list, `one --sqlite ${file(1)}\none --sqlite ${file(2)}\n`);
  assert.match(fleet("status", "--list", list).output, /one is named twice/);
});
