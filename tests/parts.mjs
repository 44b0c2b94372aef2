// The parts of ./dev test: a name, what it tests, what must be built first, and its command.
// closing: how many of the runner's last lines are printed when the part passes.
// seconds: about how long it takes where two parts share two cores; longer parts are started earlier.
// alone: the part measures memory, or uses every core by itself, so nothing runs beside it.
// quick: the part belongs to ./dev test quick.
// within: a part that does all that this one does; beside that one, this one is left out.
// byName: the part takes minutes, and runs only when it is named.
import { availableParallelism } from "node:os";

/** Fuzzers that need no repositories: quick to build. */
export const quickFuzzers = [
  "error_texts",
  "cursors",
  "json_texts",
  "timestamps",
  "migration_files",
  "snapshots",
  "rest_answers",
];
export const allFuzzers = [...quickFuzzers, "hostile_databases", "rows", "arguments"];

const typed = [
  "tests/types",
  "tests/cases",
  "tests/fleet/d1",
  "tests/worker",
  "tests/budgets",
  "tests/bindings",
  "tests/bindings/workerd",
  "tests/shim",
  "tests/shop",
  "studio",
  "worker",
];
const cores = availableParallelism();

export const parts = [
  {
    name: "native",
    what: "native (Catch2 by ctest)",
    needs: ["native"],
    command: `ctest --preset native -j ${cores}`,
    closing: 2,
    alone: true,
    quick: true,
  },
  {
    name: "peers",
    what: "statements of other libraries, beside squall's",
    needs: ["native"],
    command: "node --test tests/peers/d1.test.mjs && build/native/tests/peers/squall_peers",
    closing: 1,
    seconds: 3,
    quick: true,
  },
  {
    name: "compile_fail",
    what: "programs that must not compile",
    needs: ["native"],
    command: "node tests/compile_fail/run.mjs",
    closing: 1,
    alone: true,
  },
  {
    name: "shim_types",
    what: "types of the shim (tsc --strict)",
    needs: ["dist"],
    command: 'tsc -p js-shim && echo "tsc: no errors"',
    closing: 1,
    seconds: 3,
    quick: true,
  },
  {
    name: "worker",
    what: "inside workerd (vitest)",
    needs: ["dist", "modules", "native"],
    command: "vitest run --config tests/worker/vitest.config.ts",
    closing: 4,
    seconds: 182,
  },
  {
    name: "shop",
    what: "the shop: its migrations, and its functions on D1 (vitest)",
    needs: ["modules", "native"],
    command:
      "build/native/shop/squall check --migrations worker/examples/shop/migrations && vitest run --config tests/shop/vitest.config.ts",
    closing: 4,
    seconds: 4,
    quick: true,
  },
  {
    name: "cases",
    what: "tables of cases on D1 and native SQLite",
    needs: ["dist", "tool"],
    command: 'node tests/bindings/suite/run.mjs --on "native SQLite"',
    closing: 4,
    seconds: 20,
    quick: true,
    within: "bindings",
  },
  {
    name: "cases_coverage",
    what: "cases of every function",
    needs: ["dist", "tool"],
    command: "node tests/cases/coverage.mjs",
    closing: 1,
    seconds: 1,
    quick: true,
  },
  {
    name: "soak",
    what: "memory over many calls, calls in flight (soak)",
    needs: ["dist"],
    command: "node tests/reliability/soak.mjs --calls 40000",
    closing: 4,
    alone: true,
  },
  {
    name: "kill",
    what: "batches whose process is killed",
    needs: ["dist"],
    command: "node tests/reliability/kill.mjs --kills 5",
    closing: 4,
    alone: true,
  },
  {
    name: "shim",
    what: "the shim in Node (vitest)",
    needs: ["dist", "modules"],
    command: "vitest run --config tests/shim/vitest.config.ts",
    closing: 4,
    seconds: 5,
  },
  {
    name: "sqlite_wasm",
    what: "sqlite-wasm in Node (vitest)",
    needs: ["dist", "modules", "tool"],
    command: "vitest run --config tests/bindings/vitest.config.ts",
    closing: 3,
    seconds: 64,
  },
  {
    name: "fleet",
    what: "a fleet of databases: classes, client, fence, moves, migrations (node --test)",
    needs: ["dist", "tool"],
    command: "node --test tests/fleet/*.test.mjs && vitest run --config tests/fleet/d1/vitest.config.ts",
    closing: 4,
    seconds: 145,
  },
  {
    name: "older_nodes",
    what: "dist/ on Node 22, and on Node 20 without SQLite's own locks (vitest)",
    needs: ["dist", "modules", "tool"],
    command:
      "tests/machines/with_node 22.23.5 node_modules/vitest/vitest.mjs run --config tests/shim/vitest.config.ts && " +
      "tests/machines/with_node 20.20.2 node_modules/vitest/vitest.mjs run --config tests/bindings/vitest.config.ts",
    closing: 4,
    seconds: 62,
  },
  {
    name: "function_schemas",
    what: "schemas of arguments and results, with Hono, tRPC, Ajv and OpenAPI (node --test)",
    needs: ["dist", "modules"],
    command:
      "{ [ tests/schema/peers/node_modules/.package-lock.json -nt tests/schema/peers/package-lock.json ] || " +
      "npm ci --prefix tests/schema/peers --ignore-scripts --no-audit --no-fund --silent; } && " +
      "node --test tests/schema/*.test.mjs tests/schema/peers/*.test.mjs",
    closing: 8,
    seconds: 12,
  },
  {
    name: "statements",
    what: "statements and tables of each function, read from the module; their costs (node --test)",
    needs: ["dist"],
    command: "node --test tests/statements/*.test.mjs tests/insights/*.test.mjs",
    closing: 8,
    seconds: 2,
  },
  {
    name: "bundlers",
    what: "the package in bundlers and frameworks, built and run (node --test)",
    needs: ["dist"],
    command:
      "npm ci --prefix tests/bundlers --ignore-scripts --no-audit --no-fund --silent && node --test tests/bundlers/*.test.mjs",
    closing: 8,
    alone: true,
    byName: true, // 840 MB of packages; 80 s, and 135 s on a machine that others use
  },
  {
    name: "symbols",
    what: "names in stack traces, imports of the module, errors of builds (node --test)",
    needs: ["dist", "modules"],
    command: "node --test tests/symbols/*.test.mjs tests/watch/*.test.mjs",
    closing: 8,
  },
  {
    name: "testing",
    what: "factories of rows (node --test)",
    needs: ["dist"],
    command: "node --test tests/testing/*.test.mjs",
    closing: 8,
    seconds: 1,
  },
  {
    name: "cache",
    what: "tags of cached responses, after every writing function (vitest)",
    needs: ["dist", "native"],
    command: "vitest run --config tests/cache/vitest.config.ts",
    closing: 5,
    seconds: 24,
  },
  {
    name: "durable_object",
    what: "a Durable Object's SQLite (vitest, inside workerd)",
    needs: ["dist", "modules"],
    command: "vitest run --config tests/bindings/workerd/vitest.config.ts",
    closing: 4,
    seconds: 13,
  },
  {
    name: "user_types",
    what: "types of their users (tsc --strict)",
    needs: ["dist", "modules"],
    // What tsc found is kept, and asked again where a file has changed.
    command:
      "mkdir -p build/tsc; " +
      typed
        .map((project) => `tsc -p ${project} --incremental --tsBuildInfoFile build/tsc/${project.replaceAll("/", "_")}`)
        .join(" && ") +
      ' && echo "tsc: no errors"',
    closing: 1,
    seconds: 17,
  },
  {
    name: "rest",
    what: "D1 from outside, over REST (node --test)",
    needs: ["dist", "native"],
    command: "node --test tests/bindings/*.test.mjs",
    closing: 8,
    seconds: 30,
  },
  {
    name: "browser",
    what: "sqlite-wasm in a browser (node --test)",
    needs: ["dist"],
    command: "node --test tests/browser/*.test.mjs",
    closing: 8,
    seconds: 9,
  },
  {
    name: "bindings",
    what: "one suite on five bindings",
    needs: ["dist", "modules", "tool"],
    command: "node tests/bindings/suite/run.mjs",
    closing: 9,
    seconds: 200,
  },
  {
    name: "studio",
    what: "the studio, in Chromium (node --test)",
    needs: ["dist", "tool"],
    command: "node --test tests/studio/*.test.mjs",
    closing: 8,
    seconds: 90,
  },
  {
    name: "every_function",
    what: "every function called under tsc --strict",
    needs: ["dist", "tool"],
    command: "node tests/types/every_function.mjs",
    closing: 1,
    seconds: 2,
  },
  {
    name: "reference",
    what: "reference pages and the contract (node --test)",
    needs: ["dist", "native"],
    command: "node --test tests/docs/*.test.mjs tests/coverage/*.test.mjs",
    closing: 8,
    seconds: 2,
  },
  {
    name: "migrations",
    what: "migrations (node --test)",
    needs: ["dist", "native"],
    command: "node --test tests/migrations/*.test.mjs",
    closing: 8,
    seconds: 162,
  },
  {
    name: "node_tool",
    what: "the squall command in Node (node --test)",
    needs: ["dist", "native", "node_tool"],
    // The suites of the native command that reach each part of Node's side: files, output, REST, the studio's server. The others
    // test the migration engine, which is the same code, or take minutes: SQUALL_TOOL=js-shim/squall.mjs node --test FILE.
    command:
      "node --test tests/node_tool/*.test.mjs && export SQUALL_TOOL=js-shim/squall.mjs && node --test " +
      [
        "migrations/command",
        "migrations/call",
        "migrations/export",
        "migrations/printed",
        "migrations/rest",
        "studio/access",
      ]
        .map((name) => `tests/${name}.test.mjs`)
        .join(" ") +
      ' && node --test --test-name-pattern "another host|no proxy|redirect|cut off" tests/bindings/d1_rest_hostile.test.mjs',
    closing: 8,
    seconds: 246,
  },
  {
    name: "fuzz",
    what: "fuzzers, with sanitizers (libFuzzer)",
    needs: ["fuzzers"],
    command: `tests/fuzz/run 30000runs ${quickFuzzers.join(" ")}`,
    closing: quickFuzzers.length,
    seconds: 48,
  },
  {
    name: "schemas",
    what: "random schemas with rows, exported, compared, pulled and changed",
    needs: ["native"],
    command: "node --test tests/fuzz/schemas/*.test.mjs && node tests/fuzz/schemas/run.mjs --schemas 100 --seed 7",
    closing: 9,
    seconds: 70,
  },
  {
    name: "init_from",
    what: "projects of public and hostile databases, compiled, compared, read and brought up to date (node --test)",
    needs: ["native"],
    // Each file compiles as many projects at a time as there are cores.
    command: "node --test --test-concurrency=1 tests/init_from/*.test.mjs",
    closing: 8,
    seconds: 60,
  },
  {
    name: "language",
    what: "random statements of the language on SQLite, D1 and an evaluator",
    needs: ["native"],
    command: "node tests/fuzz/language/run.mjs --statements 300 --seed 7",
    closing: 1,
    seconds: 50,
  },
  {
    name: "language_faults",
    what: "faults planted in the language, found by its fuzzer (node --test)",
    needs: ["native"],
    command: "node --test tests/fuzz/language/*.test.mjs",
    closing: 8,
    seconds: 8,
  },
  {
    name: "tidy",
    what: "clang-tidy",
    needs: ["native"],
    command: "tests/tidy src/core src/migrate bindings/sqlite bindings/d1_rest",
    closing: 1,
    alone: true,
  },
  {
    name: "reproduce",
    what: "a reproducible module",
    needs: ["dist", "modules"],
    command: "tests/reproduce/run wasm steps",
    closing: 1,
    seconds: 27,
  },
  {
    name: "pages",
    what: "pages: links and code",
    needs: ["dist", "modules", "native"],
    command: "node docs/check/check.mjs",
    closing: 1,
    seconds: 40,
  },
  {
    name: "npm_toolchain",
    what: "a new project built with the compiler from npm (node --test)",
    needs: ["dist", "native", "node_tool", "npm_toolchain"],
    command: "node --test tests/npm_toolchain/*.test.mjs",
    closing: 8,
    seconds: 169,
  },
  {
    name: "npm_cases",
    what: "cases of every function, compiled with the compiler from npm, on D1",
    needs: ["dist", "native", "npm_toolchain"],
    command:
      "node tests/npm_toolchain/build_iofold.mjs && SQUALL_DIST=build/npm_iofold/dist node tests/bindings/suite/run.mjs --on D1",
    closing: 4,
    alone: true,
    byName: true, // clang as WebAssembly compiles every function: 8 minutes of one core
  },
  {
    name: "package",
    what: "the package, and a new project of it (node --test)",
    needs: ["dist", "native", "npm_toolchain"],
    command: "node --test tests/package/*.test.mjs",
    closing: 8,
    seconds: 257,
  },
];
