// squall upgrade in a project, and a tarball that has changed: node --test tests/package/upgrade.test.mjs
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = mkdtempSync(join(tmpdir(), "squall-upgrade-"));
const project = join(folder, "notes");
after(() => rmSync(folder, { recursive: true, force: true }));

const squall = (...args) =>
  spawnSync(process.execPath, [join(root, "js-shim/squall.mjs"), ...args], { cwd: folder, encoding: "utf8" });
const read = (file) => readFileSync(join(project, file), "utf8");
const manifest = () => JSON.parse(read("package.json"));
const template = JSON.parse(readFileSync(join(root, "template/package.json"), "utf8"));

before(() => assert.equal(squall("init", project).status, 0));

test("a project of an older library gets this one, its versions, and what has been renamed", () => {
  const old = manifest();
  delete old.devDependencies["@cloudflare/vitest-plugin"];
  delete old.overrides;
  Object.assign(old.devDependencies, {
    "@cloudflare/vitest-pool-workers": "0.12.13",
    "@vitest/runner": "3.2.4",
    vitest: "3.2.4",
    "left-alone": "1.2.3",
  });
  old.scripts = { mine: "true" };
  writeFileSync(join(project, "package.json"), JSON.stringify(old));
  writeFileSync(join(project, "vendor/squall.tgz"), "an older library");
  writeFileSync(join(project, "scripts/setup.sh"), "# older\n");
  rmSync(join(project, ".npmrc"));
  appendFileSync(join(project, "vitest.config.ts"), "// mine\n");
  for (const [file, header] of [
    ["src/old.hpp", "core/plan.hpp"],
    ["schema/old.hpp", "sql/table.hpp"],
    ["src/tests_old.cpp", "bindings/sqlite/sqlite_database.hpp"],
    ["src/mine.cpp", "sqlite/mine.hpp"],
  ])
    writeFileSync(join(project, file), `#include "${header}"\n`);

  const { status, stdout } = squall("upgrade", project);
  assert.equal(status, 0);
  const now = manifest();
  assert.deepEqual(now.devDependencies, { ...template.devDependencies, "left-alone": "1.2.3" });
  assert.deepEqual(now.overrides, template.overrides);
  assert.deepEqual(now.scripts, { mine: "true" });
  assert.equal(now.name, "notes");
  assert.equal(read(".npmrc"), readFileSync(join(root, "template/npmrc"), "utf8"));
  assert.match(stdout, /^\.npmrc is new/m);
  assert.equal(read("scripts/setup.sh"), readFileSync(join(root, "scripts/setup.sh"), "utf8"));
  assert.match(
    execFileSync("tar", ["-tzf", join(project, "vendor/squall.tgz")], { encoding: "utf8" }),
    /include\/squall\/sql\/sql\.hpp/,
  );
  assert.match(read("vitest.config.ts"), /\/\/ mine\n$/);
  assert.match(stdout, /vitest-pool-workers is @cloudflare\/vitest-plugin now/);
  assert.match(stdout, /^vitest 3\.2\.4 -> /m);
  assert.match(stdout, /^vitest\.config\.ts is not the template's/m);
  assert.doesNotMatch(stdout, /^dev is not/m);
  assert.match(stdout, /squall\/squall\.hpp.* in schema\/old\.hpp, src\/old\.hpp, src\/tests_old\.cpp$/m);
});
test("a second upgrade has nothing to change", () => {
  const { stdout } = squall("upgrade", project);
  assert.doesNotMatch(stdout, /->|is not needed any more|vitest-plugin now/);
});
test("an .npmrc of the project's own is left alone, and named where it runs install scripts", () => {
  const theirs = read(".npmrc");
  for (const [text, is_named] of [
    ["fund=false\n", true],
    ["ignore-scripts = true\nfund=false\n", false],
  ]) {
    writeFileSync(join(project, ".npmrc"), text);
    assert.equal(/^\.npmrc lacks ignore-scripts=true/m.test(squall("upgrade", project).stdout), is_named);
    assert.equal(read(".npmrc"), text);
  }
  writeFileSync(join(project, ".npmrc"), theirs);
});
test("a folder that is no such project is left alone", () => {
  const other = join(folder, "other");
  mkdirSync(other);
  for (const text of [undefined, "{}", '{"dependencies": {"squall": "^1.0.0"}}']) {
    if (text !== undefined) writeFileSync(join(other, "package.json"), text);
    const { status, stderr } = squall("upgrade", other);
    assert.equal(status, 1);
    assert.match(stderr, /no project that squall init made/);
    assert.ok(!existsSync(join(other, "vendor")));
    if (text !== undefined) assert.equal(readFileSync(join(other, "package.json"), "utf8"), text);
  }
});
test("./dev installs a tarball that has changed, although its name and version are the same", () => {
  // set_up of the project's ./dev, on a project whose only package is the library.
  const only = manifest();
  delete only.devDependencies;
  delete only.overrides;
  writeFileSync(join(project, "package.json"), JSON.stringify(only));
  const setUp = () => {
    const done = spawnSync("bash", ["-c", ". ./dev >/dev/null; set_up", "./dev"], { cwd: project, encoding: "utf8" });
    assert.equal(done.status, 0, done.stdout + done.stderr);
    return done.stdout;
  };
  setUp();
  assert.ok(existsSync(join(project, "node_modules/squall/include/squall/sql/sql.hpp")));
  assert.doesNotMatch(setUp(), /installing/);

  const changed = join(folder, "changed");
  mkdirSync(changed);
  execFileSync("tar", ["-xzf", join(project, "vendor/squall.tgz"), "-C", changed]);
  appendFileSync(join(changed, "package/include/squall/sql/sql.hpp"), "// a changed line\n");
  execFileSync("tar", ["-czf", join(project, "vendor/squall.tgz"), "-C", changed, "package"]);
  assert.match(setUp(), /installing/);
  assert.match(read("node_modules/squall/include/squall/sql/sql.hpp"), /a changed line/);
  assert.doesNotMatch(setUp(), /installing/);
});
