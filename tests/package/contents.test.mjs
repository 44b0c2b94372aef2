// What npm packs: the library with all that it takes to build with it; and of this repository's application what its Worker and
// its database need (module, types, migrations), with the pages about both. No sources of its functions, no tests.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const [packed] = JSON.parse(
  execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], { cwd: root, encoding: "utf8" }),
);
const files = packed.files.map((file) => file.path).sort();
const under = (folder) => files.filter((file) => file.startsWith(`${folder}/`));
const trackedOf = (folder) =>
  execFileSync("git", ["ls-files", folder], { cwd: root, encoding: "utf8" }).trim().split("\n").sort();

test("the package holds the language, plans, bindings, the engine, the tool and the shim, whole", () => {
  for (const folder of [
    "include",
    "src/core",
    "src/migrate",
    "src/studio",
    "src/tool",
    "studio",
    "bindings",
    "wasm",
    "js-shim",
    "cmake",
    "template",
    "template_adopt",
  ]) {
    assert.deepEqual(
      trackedOf(folder).filter((file) => !files.includes(file)),
      [],
      folder,
    );
  }
});
test("and of the application its module, types, migrations and declarations, and the query plan of each statement", () => {
  for (const file of ["squall.wasm", "index.js", "module.js", "index.d.ts", "parts/client.js", "parts/objects.json"])
    assert.ok(files.includes(`dist/${file}`), file);
  for (const [folder, pattern] of [
    ["migrations", /./],
    ["schema", /./],
    ["src/repositories", /\.hpp$/],
    ["tests/plans", /./],
    ["worker/examples", /./],
  ])
    assert.deepEqual(
      under(folder),
      trackedOf(folder).filter((file) => pattern.test(file)),
      folder,
    );
});
test("the library compiled for the compiler from npm, with Boost.PFR's headers and their license", () => {
  for (const file of ["key", "library.a.br", "pfr/boost/pfr.hpp", "pfr/boost/pfr/core.hpp", "pfr/LICENSE_1_0.txt"])
    assert.ok(files.includes(`dist/npm_toolchain/${file}`), `${file} is missing: run ./dev build`);
});
test("the pages, with the reference", () => {
  const pages = trackedOf("docs").filter((file) => /^docs\/([^/]+|guide\/.*|reference\/.*)\.md$/.test(file));
  const left = ["docs/FINDINGS.md"];
  assert.ok(pages.length > 50);
  assert.deepEqual(
    pages.filter((page) => !files.includes(page)),
    left,
  );
  for (const page of ["README.md", "CHANGELOG.md", "SECURITY.md", "LICENSE"]) assert.ok(files.includes(page), page);
});
test("no tests, tools of this checkout or pictures that no page shows", () => {
  for (const folder of ["bench", "node_modules", "build", "docs/check", "docs/generate", "docker", ".github"])
    assert.deepEqual(under(folder), [], folder);
  assert.deepEqual(
    under("tests").filter((file) => !file.startsWith("tests/plans/")),
    [],
  );
  const pages = files.filter((file) => file.startsWith("docs/") && file.endsWith(".md"));
  const shown = pages.flatMap((page) =>
    [...readFileSync(join(root, page), "utf8").matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, path]) => `docs/${path}`),
  );
  assert.deepEqual(
    files.filter((file) => /\.(png|svg)$/.test(file)),
    shown.sort(),
  );
});
// 0.12 MB of it is the editor of SQL in the studio's page.
test("its tarball has at most 2.6 MB, of which the command takes one", () =>
  assert.ok(packed.size <= 2_600_000, `${packed.size} bytes`));
test("every entry of package.json is a file of it", () => {
  const { exports, bin } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const paths = (entry) => (typeof entry === "string" ? [entry] : Object.values(entry).flatMap(paths));
  for (const path of [...paths(exports), ...Object.values(bin)].map((path) => path.replace("./", ""))) {
    assert.ok(existsSync(join(root, path)), `${path} is missing: run ./dev build`);
    assert.ok(files.includes(path), path);
  }
});
test("a project gets the build inputs and the packages of its tests at the versions that are tested here", () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  assert.equal(dependencies, undefined);
  const template = JSON.parse(readFileSync(join(root, "template/package.json"), "utf8"));
  assert.deepEqual(Object.keys(template.dependencies), ["squall"]);
  const codeMirror = ["autocomplete", "commands", "lang-sql", "language", "state", "view"].map(
    (n) => `@codemirror/${n}`,
  );
  const page = [...codeMirror, "@dagrejs/dagre", "@lezer/highlight", "preact"];
  for (const name of [...page, "@nozbe/simdjson", "better-sqlite3", "esbuild"])
    assert.match(template.devDependencies[name], /^\d/, name);
  for (const [name, version] of Object.entries(template.devDependencies))
    assert.equal(version, devDependencies[name], name);
});
