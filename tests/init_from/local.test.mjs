// squall init --local: a project from a database that wrangler keeps in its local state, as its own configuration names it.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { initFrom } from "../../js-shim/init.mjs";
import { commandOf, emptyFolder, makeDatabase, run, Session, squall } from "./project.mjs";

const root = join(import.meta.dirname, "../..");
const application = mkdtempSync(join(tmpdir(), "squall-init-local-"));
after(() => rmSync(application, { recursive: true, force: true }));

const shop =
  "CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT NOT NULL); INSERT INTO items VALUES (1, 'a'), (7, 'b')";
const mail = "CREATE TABLE letters (id TEXT PRIMARY KEY, body TEXT); INSERT INTO letters VALUES ('x', NULL)";
const d1 = (binding, name, id, more = {}) => ({ binding, database_name: name, database_id: id, ...more });
const configuration = {
  name: "application",
  compatibility_date: "2026-11-01",
  d1_databases: [
    d1("SHOP", "shop-production", "11111111-aaaa-4aaa-8aaa-111111111111"),
    d1("MAIL", "mail-production", "22222222-aaaa-4aaa-8aaa-222222222222", {
      preview_database_id: "33333333-aaaa-4aaa-8aaa-333333333333",
    }),
  ],
  env: { staging: { d1_databases: [d1("SHOP", "shop-staging", "44444444-aaaa-4aaa-8aaa-444444444444")] } },
};

/** wrangler's own command, which fills .wrangler/state. */
const wrangler = (...args) =>
  execFileSync(process.execPath, [join(root, "node_modules/wrangler/bin/wrangler.js"), "d1", "execute", ...args], {
    cwd: application,
    env: { ...process.env, WRANGLER_SEND_METRICS: "false", CI: "true" },
    stdio: "pipe",
  });
const init = async (name, ...args) => {
  const project = join(emptyFolder(`local_${name}`), name);
  const pull = (words) => spawnSync(squall, words, { cwd: application, stdio: "inherit" }).status;
  const code = await initFrom(project, ["--local", ...args], pull);
  return { code, project, wrangler: () => readFileSync(join(project, "wrangler.toml"), "utf8") };
};

before(() => {
  writeFileSync(join(application, "wrangler.jsonc"), `// what the team has\n${JSON.stringify(configuration, null, 2)}`);
  wrangler("SHOP", "--local", "--command", shop);
  wrangler("MAIL", "--local", "--command", mail);
  wrangler("SHOP", "--local", "--env", "staging", "--command", shop.replaceAll("'a'", "'of staging'"));
});

it("reads the rows, finds nothing to push, and deploys to the database that the configuration names", async () => {
  const { code, project, wrangler } = await init("shop", "--binding", "SHOP");
  assert.equal(code, 0);
  assert.match(
    wrangler(),
    /^database_name = "shop-production"\ndatabase_id = "11111111-aaaa-4aaa-8aaa-111111111111"$/m,
  );
  assert.doesNotMatch(wrangler(), /preview_database_id|00000000/);

  const command = await commandOf(project);
  // The new configuration names the same local database.
  const database = ["--local", join(application, ".wrangler/state"), "--config", join(project, "wrangler.toml")];
  assert.match(run(command, ["push", "--dry-run", ...database]), /already has the schema/);
  const session = new Session(command, ...database);
  const { items } = await session.result("items.list");
  await session.close();
  assert.deepEqual(items, [
    { id: 1, name: "a" },
    { id: 7, name: "b" },
  ]);
});
it("keeps the id of the preview database, which is the local one", async () => {
  const { code, project, wrangler } = await init("mail", "--binding", "MAIL");
  assert.equal(code, 0);
  assert.match(
    wrangler(),
    /^database_name = "mail-production"\ndatabase_id = "22222222-aaaa-4aaa-8aaa-222222222222"\npreview_database_id = "33333333-aaaa-4aaa-8aaa-333333333333"$/m,
  );
  assert.match(readFileSync(join(project, "schema/schema.hpp"), "utf8"), /letters/);
});
it("takes the environment that is named", async () => {
  const { code, wrangler } = await init("staging", "--env", "staging");
  assert.equal(code, 0);
  assert.match(wrangler(), /^database_name = "shop-staging"\ndatabase_id = "44444444-/m);
});
it("asks which of several it is, and leaves nothing", async () => {
  const { code, project } = await init("several");
  assert.notEqual(code, 0);
  assert.ok(!existsSync(project));
});
it("keeps the ids when the files are brought up to date from elsewhere", async () => {
  const { project, wrangler } = await init("updated", "--binding", "SHOP");
  const copy = join(application, "copy.sqlite");
  makeDatabase(copy, `${shop}; CREATE TABLE orders (id INTEGER PRIMARY KEY)`);
  run(squall, ["pull", "--update", "--project", project, "--sqlite", copy]);
  const { database, files } = JSON.parse(readFileSync(join(project, "schema/pulled.json"), "utf8"));
  assert.ok(files["src/orders.cpp"]);
  assert.deepEqual(database, {
    database_name: "shop-production",
    database_id: "11111111-aaaa-4aaa-8aaa-111111111111",
  });
  assert.match(wrangler(), /shop-production/);
});
