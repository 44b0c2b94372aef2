// squall fleet bindings: TOML, JSON and JSONC, with what is there already.
import assert from "node:assert/strict";
import test from "node:test";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeBindings } from "../../js-shim/fleet/bindings_command.mjs";
import { readDatabases } from "../../js-shim/fleet/open_binding.mjs";

const folder = mkdtempSync(join(tmpdir(), "squall-bindings-"));
test.after(() => rmSync(folder, { recursive: true, force: true }));
const list = join(folder, "list");
writeFileSync(
  list,
  "home --remote --database-id id-0\ns1 --remote --database-id id-1\neu-2 --remote --binding TWO --database-id id-2\nnew --remote\n",
);
const run = async (...args) => {
  const lines = [];
  const { log } = console;
  console.log = (line) => lines.push(line);
  try {
    await writeBindings(["--list", list, ...args]);
  } finally {
    console.log = log;
  }
  return lines.join("\n");
};
const bindings = async (config, env) =>
  (await readDatabases(config, env)).map(({ binding, database_id }) => [binding, database_id]);
const all = [
  ["HOME", "id-0"],
  ["SHARD_S1", "id-1"],
  ["TWO", "id-2"],
  ["SHARD_NEW", undefined],
];

const texts = {
  "wrangler.toml": `# the Worker\nname = "x"\ncompatibility_date = "2026-11-01" # keep\n\n[[d1_databases]]\nbinding = "HOME" # home\ndatabase_name = "h"\ndatabase_id = "id-0"\n\n[vars]\nA = "1"\n`,
  "wrangler.jsonc": `{\n  // the Worker\n  "name": "x",\n  "compatibility_date": "2026-11-01", /* keep */\n  "d1_databases": [\n    // home\n    { "binding": "HOME", "database_name": "h", "database_id": "id-0" }\n  ]\n}\n`,
  "wrangler.json": `{ "name": "x", "compatibility_date": "2026-11-01" }\n`,
};
for (const [name, text] of Object.entries(texts))
  test(`${name} gets what is missing, and keeps the rest`, async () => {
    const config = join(folder, name);
    writeFileSync(config, text);
    await run("--config", config, "--dry-run");
    assert.equal(readFileSync(config, "utf8"), text);
    const shown = await run("--config", config);
    assert.match(shown, /shards: \{ "s1": env\.SHARD_S1, "eu-2": env\.TWO, "new": env\.SHARD_NEW \}/);
    assert.deepEqual((await bindings(config)).sort(), all.toSorted());
    const written = readFileSync(config, "utf8");
    for (const comment of ["the Worker", "keep", "home"])
      if (text.includes(comment)) assert.ok(written.includes(comment), written);
    assert.match(await run("--config", config), /0 of 4 bindings were written/);
    assert.equal(readFileSync(config, "utf8"), written);
  });

test("an environment, another id, and a file that cannot take them", async () => {
  const config = join(folder, "env.toml");
  writeFileSync(config, `name = "x"\ncompatibility_date = "2026-11-01"\n[env.live.vars]\nA = "1"\n`);
  await run("--config", config, "--env", "live", "--prefix", "app-");
  assert.deepEqual((await bindings(config, "live")).sort(), all.toSorted());
  assert.deepEqual(await bindings(config), []);
  assert.match(readFileSync(config, "utf8"), /database_name = "app-eu-2"/);
  writeFileSync(config, texts["wrangler.toml"].replace("id-0", "other"));
  await assert.rejects(run("--config", config), /HOME is the database other, and the list says id-0/);
  const inline = `name = "x"\ncompatibility_date = "2026-11-01"\nd1_databases = [{ binding = "A", database_name = "a", database_id = "a" }]\n`;
  writeFileSync(config, inline);
  await assert.rejects(run("--config", config), /stays as it was/);
  assert.equal(readFileSync(config, "utf8"), inline);
  writeFileSync(list, "a-b --remote\na_b --remote\n");
  await assert.rejects(run("--config", config), /two databases have the binding SHARD_A_B/);
});
