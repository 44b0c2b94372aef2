// squall fleet move: over SQLite files, a local D1 and D1 over REST, killed and interrupted.
import assert from "node:assert/strict";
import { once } from "node:events";
import test from "node:test";
import { setTimeout } from "node:timers/promises";
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { open } from "../../dist/node.js";
import { openFleet, openMoves } from "../../dist/fleet.js";
import { openSqlite, readMigrations } from "../../dist/sqlite-wasm-node.js";
import { localFile } from "../../js-shim/fleet/open_binding.mjs";
import { openFile } from "../../js-shim/fleet/sqlite_binding.mjs";
import { apply, migrations } from "../migrations/local_d1.mjs";
import { account, database, startServer, token } from "../migrations/rest_server.mjs";
import { dump } from "./moves.mjs";
import { rows } from "./support.mjs";

const root = resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "squall-move-"));
test.after(() => rmSync(folder, { recursive: true, force: true }));
const empty = join(folder, "empty.sqlite");
const db = await openSqlite({ file: empty });
await db.applyMigrations(await readMigrations(join(root, "migrations")));
await db.close();

const start = (args, env = {}) =>
  spawn(process.execPath, ["js-shim/squall.mjs", "fleet", ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
/** Ends with { code, output }. */
const fleet = (args, env) =>
  new Promise((resolve) => {
    const child = start(args, env);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
    child.on("close", (code) => resolve({ code, output }));
  });

/** Rows of two tenants on s1. */
async function fill(all, agents = 30) {
  const { home, ...shards } = all;
  const one = openFleet(open, { home, shards });
  await one.prepare();
  for (const tenant of ["ws_a", "ws_b"]) {
    await one.home.users.create({ id: `user_${tenant}`, email: `${tenant}@example.com` });
    await one.create(tenant, { shard: "s1", refer: { users: [`user_${tenant}`] } });
    await one.of(tenant).workspaces.create({ user_id: `user_${tenant}`, name: tenant });
    for (let n = 0; n < agents; n++) await one.of(tenant).agents.create({ name: `agent ${n}` });
  }
  return one;
}
let lists = 0;
function files() {
  const of = join(folder, `fleet_${++lists}`);
  mkdirSync(of);
  const paths = Object.fromEntries(["home", "s1", "s2"].map((name) => [name, join(of, `${name}.sqlite`)]));
  for (const path of Object.values(paths)) cpSync(empty, path);
  const list = join(of, "list");
  writeFileSync(
    list,
    Object.entries(paths)
      .map(([name, path]) => `${name} --sqlite ${path}\n`)
      .join(""),
  );
  const opened = Object.entries(paths).map(([name, path]) => [name, openFile(path)]);
  return {
    list,
    paths,
    ...Object.fromEntries(opened.map(([name, { binding }]) => [name, binding])),
    close: () => opened.forEach(([, { close }]) => close()),
  };
}
const place = async (home) =>
  (await rows(home, "SELECT shard, state FROM squall_fleet_tenants WHERE tenant = 'ws_a'"))[0];

test("moves a tenant between files that are in use, and shows before what it would copy", async () => {
  const { list, home, s1, s2, close } = files();
  const client = await fill({ home, s1, s2 });
  const before = await dump(s1, "");
  const dry = await fleet(["move", "ws_a", "--to", "s2", "--list", list, "--dry-run"]);
  assert.equal(dry.code, 0, dry.output);
  assert.match(
    dry.output,
    /ws_a: from s1 to s2: 31 rows, \d+ bytes in 2 tables\n {2}workspaces +1 rows .*\n {2}agents +30 rows/,
  );
  assert.match(dry.output, /nothing was written/);
  assert.deepEqual(await dump(s1), before);
  assert.deepEqual(await place(home), ["s1", "active"]);
  const moved = await fleet(["move", "ws_a", "--to", "s2", "--list", list, "--grace", "0"]);
  assert.equal(moved.code, 0, moved.output);
  assert.match(moved.output, /ws_a is on s2, after .* its writes waited \d+ ms/);
  assert.deepEqual(await rows(s2, "SELECT count(*) FROM agents"), [[30]]);
  assert.deepEqual(await rows(s1, "SELECT count(*) FROM agents"), [[30]]);
  // A client with the old route follows.
  await client.of("ws_a").agents.create({ name: "after" });
  assert.deepEqual(await rows(s2, "SELECT count(*) FROM agents"), [[31]]);
  const again = await fleet(["move", "ws_a", "--to", "s2", "--list", list]);
  assert.equal(again.code, 0, again.output);
  close();
});

test("goes on after a kill, wherever it was", async () => {
  const { list, paths, home, s1, s2, close } = files();
  await fill({ home, s1, s2 }, 60);
  const args = ["move", "ws_a", "--to", "s2", "--list", list, "--grace", "0", "--page-rows", "2"];
  // Whoever holds a lock on the target keeps the move from its end.
  const target = new DatabaseSync(paths.s2);
  target.exec("BEGIN IMMEDIATE");
  const child = start(args);
  const ended = once(child, "close");
  while ((await place(home))[1] !== "moving") await setTimeout(5);
  child.kill("SIGKILL");
  await ended;
  target.exec("ROLLBACK");
  target.close();
  assert.deepEqual(await place(home), ["s1", "moving"]);
  const shown = await fleet(["moves", "--list", list]);
  assert.match(shown.output, /^ws_a: from s1 to s2: (capture|copy)/);
  const rest = await fleet(args);
  assert.equal(rest.code, 0, rest.output);
  assert.match(rest.output, /it goes on/);
  assert.deepEqual(await place(home), ["s2", "active"]);
  assert.deepEqual(await rows(s2, "SELECT count(*), count(DISTINCT name) FROM agents"), [[60, 60]]);
  assert.deepEqual(await rows(s1, "SELECT count(*) FROM agents WHERE workspace_id = 'ws_a'"), [[0]]);
  close();
});

test("a home over REST, a local D1 and a file; a failing network is tried again", async (t) => {
  const server = await startServer();
  t.after(() => server.stop());
  for (const file of migrations) await apply(server.db, file);
  const state = join(folder, "state");
  const local = localFile(state, "the-database");
  mkdirSync(dirname(local), { recursive: true });
  const target = join(folder, "target.sqlite");
  for (const path of [local, target]) cpSync(empty, path);
  const inWal = new DatabaseSync(local);
  inWal.exec("PRAGMA journal_mode = wal"); // as wrangler's are
  inWal.close();
  const s1 = openFile(local);
  const s2 = openFile(target);
  await fill({ home: server.db, s1: s1.binding, s2: s2.binding });
  const config = join(folder, "wrangler.jsonc");
  writeFileSync(
    config,
    `{ "name": "x", "compatibility_date": "2026-11-01", // a comment
      "d1_databases": [{ "binding": "ONE", "database_name": "one", "database_id": "the-database" }, { "binding": "TWO", "database_name": "two", "database_id": "2" }] }`,
  );
  const list = join(folder, "mixed");
  writeFileSync(
    list,
    `directory --remote --database-id ${database}\ns1 --local ${state} --binding ONE --config ${config}\ns2 --sqlite ${target}\n`,
  );
  const args = ["move", "ws_a", "--to", "s2", "--list", list, "--home", "directory", "--grace", "0"];
  server.faults.push({ status: 429, code: 7501, message: "slow down" }, "close");
  const moved = await fleet(args, server.env);
  assert.notEqual(moved.output.indexOf("ws_a is on s2"), -1, moved.output);
  assert.equal(moved.code, 0);
  assert.match(moved.output, /429 Too Many Requests; trying again/);
  assert.doesNotMatch(moved.output, new RegExp(token));
  assert.deepEqual(await rows(s2.binding, "SELECT count(*) FROM agents"), [[30]]);
  assert.equal(server.env.CLOUDFLARE_ACCOUNT_ID, account);
  s1.close();
  s2.close();
});

test("a move that is requested is done by whoever runs the moves; one that is begun can be undone", async () => {
  const { list, home, s1, s2, close } = files();
  await fill({ home, s1, s2 });
  const asked = await fleet(["move", "ws_a", "--to", "s2", "--list", list, "--request"]);
  assert.match(asked.output, /the move is requested/);
  assert.deepEqual(await place(home), ["s1", "moving"]);
  const moves = openMoves({ home, shards: { s1, s2 } });
  // As an alarm does it, with a short budget.
  let report;
  let calls = 0;
  do {
    report = await moves.run({ budget: 1, grace: 0 });
    calls++;
  } while (report.next_at !== undefined);
  assert.ok(calls > 3, String(calls));
  assert.deepEqual(report.failed, []);
  assert.deepEqual(await place(home), ["s2", "active"]);
  await moves.request("ws_b", "s2");
  assert.equal((await fleet(["move", "ws_b", "--abort", "--list", list])).code, 0);
  assert.deepEqual((await moves.run()).moves, []);
  assert.deepEqual(await rows(s1, "SELECT count(*) FROM agents"), [[30]]);
  close();
});

test("what is wrong is said before anything is written", async () => {
  const { list, home, s1, s2, close } = files();
  await fill({ home, s1, s2 }, 1);
  for (const [args, message] of [
    [["move", "--to", "s2", "--list", list], /name the tenant/],
    [["move", "ws_a", "--list", list], /name the shard by --to/],
    [["move", "ws_a", "--to", "s9", "--list", list], /there is no shard s9/],
    [["move", "ws_none", "--to", "s2", "--list", list], /not_found: tenant/],
    [["move", "ws_a", "--to", "s2", "--list", list, "--home", "h"], /the list names no h/],
    [["move", "ws_a", "--to", "s2", "--list", list, "--grace", "-1"], /0 or more/],
    [["move", "ws_a", "--to", "s2", "--list", list, "--fleet", "nothing.js"], /nothing\.js is missing/],
    [["move", "ws_a", "--to", "s2", "--list", list, "--nothing"], /no option/],
  ]) {
    const { code, output } = await fleet(args);
    assert.equal(code, 1, args.join(" "));
    assert.match(output, message);
  }
  assert.deepEqual(await place(home), ["s1", "active"]);
  close();
});
