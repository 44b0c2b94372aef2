// What somebody installs who only calls the client: the package and nothing else, with no script run and no registry asked.
//   node --test tests/package/install.test.mjs
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { checkLinks } from "../../docs/check/links.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = mkdtempSync(join(tmpdir(), "squall-install-"));
const project = join(folder, "application");
const installed = join(project, "node_modules/squall");
after(() => rmSync(folder, { recursive: true, force: true }));

/** npm with an empty cache and no network: whatever is not in the tarball fails. */
const npm = (...args) =>
  execFileSync("npm", [...args, "--offline", "--cache", join(folder, "cache")], { cwd: project, encoding: "utf8" });
const read = (file) => readFileSync(join(project, file), "utf8");

before(() => {
  mkdirSync(project);
  execFileSync("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], { cwd: root, stdio: "ignore" });
  npm("install", join(folder, "squall-0.1.0.tgz"));
});

test("npm installs the package alone, without a registry", () => {
  const { packages } = JSON.parse(read("package-lock.json"));
  assert.deepEqual(Object.keys(packages), ["", "node_modules/squall"]);
  assert.deepEqual(
    readdirSync(join(project, "node_modules")).filter((name) => !name.startsWith(".")),
    ["squall"],
  );
  const own = packages["node_modules/squall"];
  for (const kind of ["dependencies", "optionalDependencies", "bundleDependencies", "hasInstallScript"])
    assert.equal(own[kind], undefined, kind);
  assert.deepEqual(own.peerDependenciesMeta, { "@sqlite.org/sqlite-wasm": { optional: true } });
  assert.deepEqual(Object.keys(own.peerDependencies), ["@sqlite.org/sqlite-wasm"]);
});
test("no script runs: the package has none, and no binding.gyp for which npm makes one up", () => {
  const { scripts } = JSON.parse(read("node_modules/squall/package.json"));
  assert.equal(scripts, undefined);
  assert.ok(!existsSync(join(installed, "binding.gyp")));
});
test("the entries that need no Worker load from it", () => {
  const script =
    'import { httpStatusOf } from "squall/errors"; import "squall/shadow"; console.log(typeof httpStatusOf);';
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: project,
    encoding: "utf8",
  });
  assert.equal(stdout, "function\n", stderr);
});
test("every link of its pages leads to a file of the package", () => {
  const pages = readdirSync(installed, { recursive: true }).filter((file) => file.endsWith(".md"));
  assert.ok(pages.length > 50);
  assert.deepEqual(checkLinks(installed, pages), []);
});
test("wrangler applies the migrations of the package", () => {
  writeFileSync(
    join(project, "wrangler.toml"),
    `name = "application"
compatibility_date = "2026-11-01"
[[d1_databases]]
binding = "DB"
database_name = "application"
database_id = "application"
migrations_dir = "node_modules/squall/migrations"
`,
  );
  const wrangler = (...args) =>
    execFileSync(process.execPath, [join(root, "node_modules/wrangler/bin/wrangler.js"), "d1", ...args], {
      cwd: project,
      env: { ...process.env, CI: "true", NO_COLOR: "1", WRANGLER_SEND_METRICS: "false" },
      encoding: "utf8",
    });
  wrangler("migrations", "apply", "DB", "--local");
  const names = readdirSync(join(root, "migrations")).filter((name) => name.endsWith(".sql"));
  const rows = wrangler(
    "execute",
    "DB",
    "--local",
    "--json",
    "--command",
    "SELECT name FROM d1_migrations ORDER BY id",
  );
  assert.deepEqual(
    JSON.parse(rows)[0].results.map((row) => row.name),
    names.sort(),
  );
});

test("the package's command migrates a file with them, and checks them, with Node alone", () => {
  const squall = (...args) =>
    execFileSync(join(project, "node_modules/.bin/squall"), args, { cwd: project, encoding: "utf8" });
  assert.match(squall("migrate", "--sqlite", "application.sqlite"), /migrations applied to application\.sqlite/);
  assert.match(squall("check"), /Schema, snapshots and files agree/);
});

// A project that compiles C++ has the build inputs itself.
const compiling = join(folder, "compiling");
function configured(devDependencies) {
  rmSync(compiling, { recursive: true, force: true });
  cpSync(installed, join(compiling, "node_modules/squall"), { recursive: true });
  writeFileSync(join(compiling, "package.json"), JSON.stringify({ devDependencies }));
  writeFileSync(
    join(compiling, "CMakeLists.txt"),
    `cmake_minimum_required(VERSION 3.25)
project(user LANGUAGES C CXX)
find_package(squall REQUIRED CONFIG PATHS node_modules/squall NO_DEFAULT_PATH)
`,
  );
  const { status, stderr } = spawnSync("cmake", ["-S", ".", "-B", "build", "-G", "Ninja"], {
    cwd: compiling,
    encoding: "utf8",
  });
  assert.notEqual(status, 0);
  return stderr.replaceAll(/\s+/g, " ");
}
const { devDependencies: pinned } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

test("CMake names the packages that a project lacks, with the command that installs them", () => {
  const message = configured({});
  const packages = `@nozbe/simdjson@${pinned["@nozbe/simdjson"]} better-sqlite3@${pinned["better-sqlite3"]}`;
  assert.ok(message.includes("does not have: @nozbe/simdjson, better-sqlite3."), message);
  assert.ok(message.includes(`Run npm install --save-dev --save-exact --ignore-scripts ${packages}`), message);
});
test("where package.json has them, the command is npm ci", () => {
  const message = configured({ "@nozbe/simdjson": "3.9.4", "better-sqlite3": "12.11.1" });
  assert.match(message, /Run npm ci --ignore-scripts \(\.\/dev build does\)/);
});
test("squall bundle names esbuild", () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(installed, "js-shim/squall.mjs"), "bundle", "a", "b", "c"],
    {
      cwd: project,
      encoding: "utf8",
    },
  );
  assert.equal(status, 1);
  assert.equal(
    stderr,
    `squall: esbuild is missing. Run npm install --save-dev --save-exact --ignore-scripts esbuild@${pinned.esbuild}\n`,
  );
});
test("a new project runs no install script, however its packages are installed", () => {
  const fresh = join(folder, "fresh");
  execFileSync(process.execPath, [join(installed, "js-shim/squall.mjs"), "init", fresh], { cwd: folder });
  for (const place of [fresh, root]) {
    const set = execFileSync("npm", ["config", "get", "ignore-scripts"], { cwd: place, encoding: "utf8" });
    assert.equal(set.trim(), "true", place);
  }
});
