// What a failed build prints for its user: the compiler's errors first.
import assert from "node:assert/strict";
import { test } from "node:test";
import { diagnosticsOf } from "../../js-shim/watch/diagnostics.mjs";

test("an error comes first, with where it was included; progress and command lines are left out", () => {
  const output = `[1/3] Building CXX object CMakeFiles/app_functions.dir/src/notes.cpp.o
FAILED: CMakeFiles/app_functions.dir/src/notes.cpp.o
/usr/bin/em++  -DNDEBUG -O1 -o notes.cpp.o -c /p/src/notes.cpp
/p/src/notes.cpp:4:7: warning: unused variable 'a' [-Wunused-variable]
  int a;
      ^
In file included from /p/src/notes.cpp:1:
/p/src/notes.hpp:9:3: error: unknown type name 'Nots'
  Nots x;
  ^
/p/src/notes.hpp:2:8: note: did you mean 'Notes'?
1 warning and 1 error generated.
em++: error: '/usr/bin/clang++-14 -target wasm32-unknown-emscripten -c /p/src/notes.cpp -o notes.cpp.o' failed (returned 1)
ninja: build stopped: subcommand failed.
`;
  assert.deepEqual(diagnosticsOf(output).slice(0, 5), [
    "In file included from /p/src/notes.cpp:1:",
    "/p/src/notes.hpp:9:3: error: unknown type name 'Nots'",
    "  Nots x;",
    "  ^",
    "/p/src/notes.hpp:2:8: note: did you mean 'Notes'?",
  ]);
  assert.deepEqual(
    diagnosticsOf(output).at(5),
    "/p/src/notes.cpp:4:7: warning: unused variable 'a' [-Wunused-variable]",
  );
  assert.ok(!diagnosticsOf(output).some((line) => /FAILED|ninja|em\+\+|generated/.test(line)));
});
test("g++'s function above an error, a static assertion, the linker's and CMake's errors stay", () => {
  const output = `[2/9] Building CXX object x.o
src/a.cpp: In function 'int f()':
src/a.cpp:3:10: error: 'y' was not declared in this scope
    3 |   return y;
include/squall/sql/select.hpp:8:5: error: static assertion failed: no table of this query has the column
`;
  assert.equal(diagnosticsOf(output)[0], "src/a.cpp: In function 'int f()':");
  assert.match(diagnosticsOf(output).at(-1), /static assertion failed: no table/);
  assert.deepEqual(diagnosticsOf("[1/2] x\nwasm-ld: error: a.o: undefined symbol: f\n"), [
    "wasm-ld: error: a.o: undefined symbol: f",
  ]);
  const cmake = "-- Configuring\nCMake Error at CMakeLists.txt:7 (find_package):\n  no squall\n\n";
  assert.deepEqual(diagnosticsOf(cmake), [
    "CMake Error at CMakeLists.txt:7 (find_package):",
    "  no squall",
    "-- Configuring",
  ]);
  assert.deepEqual(
    diagnosticsOf("build/wasm/app.wasm: error: the module needs functions of an operating system:\n  env.f\n"),
    ["build/wasm/app.wasm: error: the module needs functions of an operating system:", "  env.f"],
  );
  assert.deepEqual(diagnosticsOf(""), []);
});
