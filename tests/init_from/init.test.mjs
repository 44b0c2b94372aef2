// squall init --from: what the project has beside the files of squall pull.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { initFrom } from "../../js-shim/init.mjs";
import { makeDatabase, squall } from "./project.mjs";

const folder = mkdtempSync(join(tmpdir(), "squall-init-from-project-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const root = join(import.meta.dirname, "../..");
const database = join(folder, "database.sqlite");
const project = join(folder, "Shop Client");
const read = (file) => readFileSync(join(project, file), "utf8");
/** The native command in place of the one in Node: they are the same sources. */
const pull = (args) => spawnSync(squall, args, { encoding: "utf8" }).status;

before(async () => {
  makeDatabase(
    database,
    "CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT); CREATE VIEW names AS SELECT name FROM items",
  );
  assert.equal(await initFrom(project, ["--sqlite", database, "--database-id", "0a1b-2c3d"], pull), 0);
});

it("has the scripts, the configuration and the workflow of a project", () => {
  const own = JSON.parse(read("package.json"));
  assert.equal(own.name, "shop-client");
  for (const script of ["build", "test", "dev", "deploy", "db:generate", "db:migrate", "db:push", "db:studio"])
    assert.ok(own.scripts[script], script);
  assert.deepEqual(own.squall, { views: "app::schema::views", others: "app::schema::others" });
  assert.match(read("CMakeLists.txt"), /VIEWS app::schema::views OTHERS app::schema::others MODULE app/);
  assert.match(read("wrangler.toml"), /^name = "shop-client"$[^]*^database_id = "0a1b-2c3d"$/m);
  assert.match(read("CMakeLists.txt"), /^project\(shop-client /m);
  assert.match(read("README.md"), /migrate --baseline --remote/);
  assert.match(read(".gitignore"), /compile_commands\.json/);
  assert.match(read(".github/workflows/ci.yml"), /npm test/);
  assert.match(read("README.md"), /^# shop-client/);
  assert.ok(existsSync(join(project, "vendor/squall.tgz")));
  assert.ok(statSync(join(project, "dev")).mode & 0o100);
});
it("has nothing of the template's application", () => {
  for (const file of ["demo.mjs", "tests/notes.test.ts", "src/notes.cpp", "src/authors.cpp"])
    assert.ok(!existsSync(join(project, file)), file);
  assert.doesNotMatch(read("dev"), /demo/);
  assert.doesNotMatch(read("worker/index.ts"), /authors/);
  assert.match(read("tests/client.test.ts"), /db\.items\.list\(\)\)\.toEqual\(\{ items: \[\], next_cursor: null \}\)/);
  assert.match(
    read("tests/client.test.ts"),
    /db\.names\.list\(\)\)\.toHaveLength\(Math\.min\(await db\.names\.count\(\), 50\)\)/,
  );
});
it("is a folder in which npx squall runs the command that was built there", () => {
  const own = join(project, "build/native/bin");
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, "squall"), '#!/bin/sh\necho "own command: $*"\nexit 3\n', { mode: 0o755 });
  mkdirSync(join(project, "node_modules"));
  symlinkSync(root, join(project, "node_modules/squall"));
  const run = (env = {}) =>
    spawnSync(process.execPath, [join(project, "node_modules/squall/js-shim/squall.mjs"), "status", "--json"], {
      cwd: project,
      encoding: "utf8",
      env: { ...process.env, ...env },
    });
  const { stdout, status } = run();
  assert.equal(stdout, "own command: status --json\n");
  assert.equal(status, 3);
  assert.doesNotMatch(run({ SQUALL_TOOL_MODULE: "missing.wasm" }).stdout, /own command/);
  // A later build with the compiler from npm is the newer one.
  mkdirSync(join(project, "build/npm/generated"), { recursive: true });
  writeFileSync(join(project, "build/npm/generated/schema.json"), "{}");
  const later = new Date(Date.now() + 5000);
  utimesSync(join(project, "build/npm/generated/schema.json"), later, later);
  assert.doesNotMatch(run().stdout, /own command/);
});
it("leaves nothing where the database cannot be read", async () => {
  const none = join(folder, "none");
  assert.notEqual(await initFrom(none, ["--sqlite", join(folder, "missing.sqlite")], pull), 0);
  assert.ok(!existsSync(none));
});
it("says how it is used", () => {
  const run = (...args) =>
    spawnSync(process.execPath, [join(root, "js-shim/squall.mjs"), "init", ...args], { encoding: "utf8" });
  const help = run("--help");
  assert.equal(help.status, 0);
  for (const word of ["--from FILE", "--local [DIR]", "--remote", "--database-id"])
    assert.ok(help.stdout.includes(word), word);
  for (const wrong of [[], ["--from", "x"], ["a", "b"]]) assert.equal(run(...wrong).status, 2, wrong.join(" "));
  assert.equal(run(project, "--from", database).status, 1);
});
