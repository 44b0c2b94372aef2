// FetchContent (or add_subdirectory) takes the library and its functions, not the application of this repository.
//   node --test tests/package/fetch_content.test.mjs
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const folder = mkdtempSync(join(tmpdir(), "squall-fetched-"));
after(() => rmSync(folder, { recursive: true, force: true }));

function cmake(...args) {
  const { status, stdout, stderr } = spawnSync("cmake", args, { cwd: folder, encoding: "utf8" });
  assert.equal(status, 0, `cmake ${args.join(" ")}:\n${stdout}\n${stderr}`);
  return stdout;
}

test("a project that fetches squall has its functions, and builds its own module with them", () => {
  writeFileSync(
    join(folder, "CMakeLists.txt"),
    `cmake_minimum_required(VERSION 3.25)
project(fetched LANGUAGES C CXX)
include(FetchContent)
FetchContent_Declare(squall SOURCE_DIR ${root})
FetchContent_MakeAvailable(squall)
squall_add_worker_module(app HEADER src/all_functions.hpp FUNCTIONS app::all_functions SOURCES src/authors.cpp src/notes.cpp)
squall_add_tool(tool HEADER schema/schema.hpp TABLES app::schema::tables MODULE app)
`,
  );
  for (const part of ["schema", "src"]) cpSync(join(root, "template", part), join(folder, part), { recursive: true });
  cmake("-S", ".", "-B", "build", "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Debug");
  const targets = cmake("--build", "build", "--target", "help");
  for (const target of ["app_client", "app_functions", "tool", "squall_core"])
    assert.match(targets, new RegExp(`(^|/)${target}: phony`, "m"));
  assert.doesNotMatch(targets, /iofold|squall_tests|random_plans/);
  cmake("--build", "build", "--target", "app_functions");
});
