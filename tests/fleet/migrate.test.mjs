// squall fleet migrate over 200 databases: one that fails, one that has drifted, a kill in the middle.
import assert from "node:assert/strict";
import test from "node:test";
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { localFile } from "../../js-shim/fleet/open_binding.mjs";
import { database, startServer } from "../migrations/rest_server.mjs";

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
    [["migrate"], /--list FILE, --folder DIR and --directory/],
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

/** A fleet of files: home, and shards with so many tenants. */
function fleetOf(name, shards) {
  const at = join(folder, name);
  mkdirSync(at);
  const list = join(at, "list");
  for (const one of ["home", ...Object.keys(shards)]) cpSync(file(1), join(at, `${one}.sqlite`));
  const home = join(at, "home.sqlite");
  sql(
    home,
    "CREATE TABLE squall_fleet_shards (shard TEXT PRIMARY KEY);" +
      "CREATE TABLE squall_fleet_tenants (tenant TEXT PRIMARY KEY, shard TEXT);" +
      "CREATE TABLE squall_fleet_moves (tenant TEXT PRIMARY KEY, source TEXT, target TEXT, step TEXT);" +
      Object.entries(shards)
        .map(
          ([shard, tenants]) =>
            `INSERT INTO squall_fleet_shards VALUES ('${shard}');` +
            Array.from(
              { length: tenants },
              (_, n) => `INSERT INTO squall_fleet_tenants VALUES ('${shard}_${n}', '${shard}');`,
            ).join(""),
        )
        .join(""),
  );
  const write = (...names) =>
    writeFileSync(list, names.map((one) => `${one} --sqlite ${join(at, `${one}.sqlite`)}\n`).join(""));
  write("home", ...Object.keys(shards));
  return { at, list, home, write };
}

test("the directory says what the fleet is: it names the targets, and a list may forget none of them", () => {
  const { list, home, write } = fleetOf("directed", { s1: 3, s2: 0, s3: 1 });
  const more = ["--no-state", "--migrations", migrations];
  const dry = fleet("migrate", "--directory", `--sqlite ${home}`, "--dry-run", ...more);
  // The fewest tenants first: that one is the canary. The home database comes last.
  assert.deepEqual(
    dry.output
      .trim()
      .split("\n")
      .map((line) => line.replace(/:.*/, "")),
    ["s2", "s3", "s1", "home"],
    dry.output,
  );
  const shown = fleet("status", "--directory", `--sqlite ${home}`, ...more);
  assert.equal(shown.code, 0, shown.output);
  write("home", "s1", "s3");
  for (const command of ["migrate", "status", "verify"])
    assert.match(
      fleet(command, "--list", list, ...more).output,
      /the directory has the shard s2 with 0 tenants, which the list does not name: add it, or pass --part/,
    );
  assert.equal(fleet("status", "--list", list, "--part", ...more).code, 0);
  // No migration while a tenant is on its way.
  write("home", "s1", "s2", "s3");
  sql(home, "INSERT INTO squall_fleet_moves VALUES ('s1_0', 's1', 's2', 'copy')");
  const moving = fleet("migrate", "--list", list, ...more);
  assert.equal(moving.code, 1);
  assert.match(moving.output, /s1_0 is being moved from s1 to s2 \(copy\): .*--abort/);
  assert.equal(fleet("status", "--list", list, ...more).code, 0);
  sql(home, "DELETE FROM squall_fleet_moves");
  assert.equal(fleet("migrate", "--list", list, ...more).code, 0);
  // A Durable Object reports by itself, and no command reaches it.
  const last = "0002_unique.sql";
  sql(
    home,
    "CREATE TABLE squall_fleet_reports (shard TEXT, migration TEXT, reported_at INTEGER);" +
      `INSERT INTO squall_fleet_shards VALUES ('object'); INSERT INTO squall_fleet_reports VALUES ('object', '${last}', 1)`,
  );
  const reported = fleet("status", "--list", list, ...more);
  assert.equal(reported.code, 0, reported.output);
  assert.match(reported.output, /object: a Durable Object, which has reported 0002_unique\.sql\n/);
  sql(home, "UPDATE squall_fleet_reports SET migration = '0001_first.sql'");
  const behind = fleet("status", "--list", list, ...more);
  assert.equal(behind.code, 1);
  assert.match(behind.output, /which has reported 0001_first\.sql, and not 0002_unique\.sql: .*fleet\.migrations\(\)/);
  for (const [directory, message, ...others] of [
    [`--sqlite ${file(2)}`, /has no directory of a fleet/],
    ["--remote --database-id x", /finds the shards by their bindings|CLOUDFLARE_ACCOUNT_ID/],
    ["--sqlite nowhere/home.sqlite", /has no directory of a fleet/],
    [`--sqlite ${home}`, /by one of --list FILE/, "--list", list],
  ])
    assert.match(fleet("status", "--directory", directory, ...more, ...others).output, message);
});

test("each remote database keeps a bookmark of its own before a file that removes something", async (t) => {
  const server = await startServer();
  t.after(() => server.stop());
  const two = join(folder, "two");
  mkdirSync(two);
  writeFileSync(join(two, "0001_a.sql"), "CREATE TABLE a (id INTEGER PRIMARY KEY, n INTEGER);\n");
  writeFileSync(join(two, "0002_b.sql"), "INSERT INTO a VALUES (1, 2);\nALTER TABLE a DROP COLUMN n;\n");
  const list = join(folder, "remote");
  writeFileSync(
    list,
    `near --sqlite ${join(folder, "near.sqlite")}\nhere --local ${join(folder, "state")} --database-id here\n` +
      `far --remote --database-id ${database}\n`,
  );
  const run = (...args) =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, ["js-shim/squall.mjs", "fleet", ...args], {
        env: { ...env, ...server.env },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let output = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
      child.on("close", (code) => resolve({ code, output }));
    });
  const args = ["--list", list, "--migrations", two, "--state", join(folder, "remote.json")];
  // Without a bookmark the file is not applied, and the other databases are done all the same.
  server.travel.fault = { status: 403, code: 10000, message: "Authentication error" };
  const refused = await run("migrate", ...args);
  assert.equal(refused.code, 1);
  assert.match(
    refused.output,
    /far: migrate failed[^]*0002_b\.sql removes or overwrites data and has not been applied/,
  );
  assert.match(refused.output, /2 of 3 databases are done; failed: far/);
  server.travel.fault = undefined;
  const done = await run("migrate", ...args);
  assert.equal(done.code, 0, done.output);
  const [{ bookmark }, ...others] = server.travel.given;
  assert.deepEqual(others, []);
  // The line that leads back is shown, and stands in the state file.
  assert.match(done.output, new RegExp(`far: bookmark before 0002_b\\.sql: ${bookmark}`));
  assert.match(done.output, new RegExp(`squall restore --remote --database-id ${database} ${bookmark}`));
  assert.deepEqual(JSON.parse(readFileSync(join(folder, "remote.json"), "utf8")).targets.far.bookmarks, {
    "0002_b.sql": bookmark,
  });
  assert.deepEqual((await server.db.prepare("SELECT file, bookmark FROM squall_bookmarks").all()).results, [
    { file: "0002_b.sql", bookmark },
  ]);
  assert.equal((await run("status", "--list", list, "--migrations", two)).code, 0);
  const inLocal = localFile(join(folder, "state"), "here");
  assert.deepEqual(
    sql(inLocal, "SELECT name FROM d1_migrations ORDER BY id").map(({ name }) => name),
    ["0001_a.sql", "0002_b.sql"],
  );
});

test("canaries run alone, and then as many at a time as was said", () => {
  const at = join(folder, "parallel");
  mkdirSync(at);
  for (let n = 0; n < 12; n++) cpSync(file(1), join(at, `p${n}.sqlite`));
  const log = join(folder, "runs");
  const tool = join(folder, "tool.sh");
  writeFileSync(tool, `#!/bin/sh\necho + >> ${log}\nsleep 0.05\necho - >> ${log}\n`, { mode: 0o755 });
  const { status } = spawnSync(
    process.execPath,
    ["js-shim/squall.mjs", "fleet", "migrate", "--folder", at, "--canary", "2", "--parallel", "3", "--no-state"],
    { env: { ...process.env, SQUALL_TOOL: tool } },
  );
  assert.equal(status, 0);
  const lines = readFileSync(log, "utf8").trim().split("\n");
  assert.deepEqual(lines.slice(0, 4), ["+", "-", "+", "-"]);
  assert.equal(lines.length, 24);
  let now = 0;
  const most = Math.max(...lines.map((line) => (now += line === "+" ? 1 : -1)));
  assert.ok(most > 1 && most <= 3, String(most));
});

test("a rollout: which client runs on which generation, and what goes first", () => {
  const at = join(folder, "rollout");
  const files = join(at, "migrations");
  mkdirSync(files, { recursive: true });
  writeFileSync(join(files, "0001_first.sql"), "CREATE TABLE t (id TEXT NOT NULL PRIMARY KEY, n INTEGER, old TEXT);\n");
  const put = "INSERT INTO t (id, n) VALUES (?1, ?2)";
  const client = (name, statements) => {
    mkdirSync(join(at, name), { recursive: true });
    writeFileSync(
      join(at, name, "statements.json"),
      JSON.stringify({ statements: Object.entries(statements).map(([fn, sql]) => ({ sql, functions: [fn] })) }),
    );
    return join(at, name);
  };
  const before = client("before", { "t.put": put, "t.get": "SELECT id, old FROM t WHERE id = ?1" });
  let number = 1;
  const rollout = (migration, dist, from = "0001_first.sql", deployed = before) => {
    const file = `000${++number}_next.sql`;
    writeFileSync(join(files, file), migration);
    const result = fleet("rollout", "--deployed", deployed, "--dist", dist, "--from", from, "--migrations", files);
    rmSync(join(files, file));
    return result;
  };
  const after = client("after", { "t.put": put, "t.get": "SELECT id, colour FROM t WHERE id = ?1" });
  const added = rollout("ALTER TABLE t ADD COLUMN colour TEXT;\n", after);
  assert.equal(added.code, 0, added.output);
  assert.match(added.output, /the deployed client on 0002_next\.sql: all 2 functions run/);
  assert.match(
    added.output,
    /the new client on 0001_first\.sql: 1 of 2 functions do not run\n {2}t\.get: no such column: colour/,
  );
  assert.match(added.output, /Migrate the databases first/);
  const without = client("without", { "t.put": put, "t.get": "SELECT id FROM t WHERE id = ?1" });
  const dropped = rollout("ALTER TABLE t DROP COLUMN old;\n", without);
  assert.equal(dropped.code, 0, dropped.output);
  assert.match(dropped.output, /Deploy the Worker first/);
  const renamed = rollout("ALTER TABLE t RENAME COLUMN old TO colour;\n", after);
  assert.equal(renamed.code, 1);
  assert.match(renamed.output, /No order serves every call/);
  assert.match(rollout("CREATE INDEX t_n ON t (n);\n", before).output, /in any order/);
  // A column that the deployed client does not fill.
  const required = rollout(
    "DROP TABLE t;\nCREATE TABLE t (id TEXT NOT NULL PRIMARY KEY, n INTEGER, old TEXT, colour TEXT NOT NULL);\n",
    client("filled", { "t.put": "INSERT INTO t (id, n, colour) VALUES (?1, ?2, ?3)" }),
  );
  assert.equal(required.code, 1);
  assert.match(required.output, /the deployed client on 0006_next\.sql.*\n {2}t\.put: t\.colour must have a value/);
  assert.match(rollout("SELECT 1;\n", before, "0009_none.sql").output, /has no file 0009_none\.sql/);
  assert.match(
    rollout("SELECT 1;\n", before, "0001_first.sql", after).output,
    /the deployed client does not run on its own migrations, up to 0001_first\.sql/,
  );
  assert.match(fleet("rollout", "--dist", before).output, /--deployed/);
  assert.match(fleet("rollout", "--deployed", before, "--migrations", files).output, /name the last by --from/);
  assert.match(
    fleet("rollout", "--deployed", folder, "--from", "0001_first.sql").output,
    /statements\.json is missing/,
  );
});
