// squall init in an empty folder, its two commands there with the registries alone, and find_package in an installed prefix.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { followSecondHour } from "./second_hour.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = mkdtempSync(join(tmpdir(), "squall-template-"));
const project = join(folder, "my-notes");
after(() => rmSync(folder, { recursive: true, force: true }));

const environment = { ...process.env, CCACHE_BASEDIR: project, CCACHE_NOHASHDIR: "1" };
if (spawnSync("ccache", ["--version"]).status === 0)
  for (const language of ["C", "CXX"]) environment[`CMAKE_${language}_COMPILER_LAUNCHER`] = "ccache";
function run(command, args, cwd) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env: environment, encoding: "utf8" });
  assert.equal(status, 0, `${command} ${args.join(" ")}:\n${stdout}\n${stderr}`);
  return stdout;
}

test("a new project is made once, under its own name", () => {
  const made = run(process.execPath, [join(root, "js-shim/squall.mjs"), "init", project], folder);
  assert.match(made, /\.\/dev demo/);
  assert.equal(JSON.parse(readFileSync(join(project, "package.json"), "utf8")).name, "my-notes");
  assert.match(readFileSync(join(project, "wrangler.toml"), "utf8"), /name = "my-notes"/);
  const again = spawnSync(process.execPath, [join(root, "js-shim/squall.mjs"), "init", project], { encoding: "utf8" });
  assert.equal(again.status, 1);
  assert.match(again.stderr, /is not empty/);
});
test("./dev demo asks a Worker that answers from its own two tables", () => {
  const shown = run("./dev", ["demo"], project);
  assert.match(shown, /POST \/authors -> 201 \{"id":"author_/);
  assert.match(shown, /POST \/authors -> 409 /);
  assert.match(shown, /GET .*pinned=true -> 200 \[\{.*"text":"Buy milk","pinned":true/);
});
test("./dev test passes", () => {
  assert.match(run("./dev", ["test"], project), /Tests\s+5 passed/);
});
test("its studio shows its own tables and calls its own functions", async () => {
  const squall = join(project, "build/native/bin/squall");
  const child = spawn(squall, ["studio", "--rows", "5"], { cwd: project, stdio: ["ignore", "pipe", "inherit"] });
  try {
    let shown = "";
    for await (const part of child.stdout) if (/http:\S+\s/.test((shown += part))) break;
    const [address] = shown.match(/http:\S+/);
    const ask = async (what) => {
      const answer = await fetch(`${address}api/${what}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: "{}",
      });
      return await answer.json();
    };
    assert.match(await (await fetch(address)).text(), /<title>/);
    assert.ok((await (await fetch(`${address}studio.js`)).text()).length > 20_000);
    const { tables } = await ask("schema");
    assert.deepEqual(tables.map((t) => [t.name, t.declared, t.rows > 0]).sort(), [
      ["authors", true, true],
      ["notes", true, true],
    ]);
    assert.ok((await ask("functions")).functions.some((f) => f.name.startsWith("notes.")));
  } finally {
    child.kill("SIGTERM");
  }
});
test("compile_flags.txt has what an editor's clangd needs before the first build", () => {
  const flags = readFileSync(join(project, "compile_flags.txt"), "utf8").trim().split("\n");
  for (const file of ["src/notes.cpp", "src/authors.hpp", "schema/schema.hpp"])
    run("g++", ["-x", "c++", "-fsyntax-only", ...flags, file], project);
});
test("every line of the second hour is run: watch, an error, a column, a migration, a query, a trace, a test, a deployment", async () => {
  assert.ok((await followSecondHour(root, project, environment)) >= 20);
});
test("its squall command knows its tables, and writes a migration for a new column", () => {
  const squall = join(project, "build/native/bin/squall");
  assert.match(run(squall, ["check"], project), /agree/);
  const schema = join(project, "schema/schema.hpp");
  const last = "};\ninline constexpr squall::table<notes_table";
  const column = '    column<"title", std::optional<std::string>> title{};\n';
  writeFileSync(schema, readFileSync(schema, "utf8").replace(last, column + last));
  run("cmake", ["--build", "--preset", "native", "--target", "tool"], project);
  run(squall, ["generate", "titles"], project);
  assert.match(
    readFileSync(join(project, "migrations/0003_titles.sql"), "utf8"),
    /ALTER TABLE notes ADD COLUMN title TEXT/,
  );
});
test("an installed library is found with its targets and functions", () => {
  const prefix = join(folder, "prefix");
  run("cmake", ["--install", join(root, "build/native"), "--prefix", prefix], folder);
  const user = join(folder, "user");
  mkdirSync(user);
  writeFileSync(
    join(user, "CMakeLists.txt"),
    `cmake_minimum_required(VERSION 3.25)
project(user LANGUAGES C CXX)
find_package(squall 0.1 REQUIRED)
foreach(target squall::sql squall::core squall::sqlite)
  if(NOT TARGET \${target})
    message(FATAL_ERROR "\${target} is missing")
  endif()
endforeach()
foreach(function squall_add_worker_module squall_add_tool)
  if(NOT COMMAND \${function})
    message(FATAL_ERROR "\${function} is missing")
  endif()
endforeach()
add_library(user OBJECT user.cpp)
target_link_libraries(user PRIVATE squall::core)
`,
  );
  writeFileSync(
    join(user, "user.cpp"),
    '#include "squall/core/plan.hpp"\n#include "squall/sql/sql.hpp"\nint main() { return squall::plan<squall::nothing>{}.refused() != nullptr; }\n',
  );
  // The installed prefix has no node_modules; a project brings its own.
  run("ln", ["-s", join(project, "node_modules"), join(user, "node_modules")], user);
  run("cmake", ["-S", user, "-B", join(user, "build"), "-G", "Ninja", `-DCMAKE_PREFIX_PATH=${prefix}`], user);
  run("cmake", ["--build", join(user, "build"), "--target", "user"], user);
  const wrong = join(user, "wrong");
  mkdirSync(wrong);
  writeFileSync(
    join(wrong, "CMakeLists.txt"),
    "cmake_minimum_required(VERSION 3.25)\nproject(wrong LANGUAGES CXX)\nfind_package(squall 7 REQUIRED)\n",
  );
  const refused = spawnSync("cmake", ["-S", wrong, "-B", join(wrong, "build"), `-DCMAKE_PREFIX_PATH=${prefix}`], {
    encoding: "utf8",
  });
  assert.notEqual(refused.status, 0);
});
