// A project of squall init, built with the compiler from npm and tested; its client and module are compared with those of Emscripten's
// build. Its packages are this checkout's.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "squall-npm-toolchain-"));
const project = join(folder, "my-notes");
after(() => rmSync(folder, { recursive: true, force: true }));

const environment = { ...process.env, CI: "true", NO_COLOR: "1", CCACHE_BASEDIR: project, CCACHE_NOHASHDIR: "1" };
if (spawnSync("ccache", ["--version"]).status === 0)
  for (const language of ["C", "CXX"]) environment[`CMAKE_${language}_COMPILER_LAUNCHER`] = "ccache";
const run = (command, args, env = {}) =>
  spawnSync(command, args, { cwd: project, env: { ...environment, ...env }, encoding: "utf8" });
function passes(command, args, env) {
  const { status, stdout, stderr } = run(command, args, env);
  assert.equal(status, 0, `${command} ${args.join(" ")}:\n${stdout}\n${stderr}`);
  return stdout;
}
const squall = (...args) => [process.execPath, [join(project, "node_modules/squall/js-shim/squall.mjs"), ...args]];
const build = () => passes(...squall("build"));
const read = (file) => readFileSync(join(project, file));
const change = (file, from, to) => {
  const text = read(file).toString();
  assert.ok(text.includes(from), `${file} has no ${from}`);
  writeFileSync(join(project, file), text.replace(from, to));
};
/** Compiled files, as the lines of progress name them. */
const compiled = (output) => [...output.matchAll(/^squall: compiled (\S+)$/gm)].map(([, name]) => name).sort();

before(() => {
  const made = spawnSync(process.execPath, [join(root, "js-shim/squall.mjs"), "init", project], { encoding: "utf8" });
  assert.equal(made.status, 0, made.stderr);
  mkdirSync(join(project, "node_modules"));
  for (const name of readdirSync(join(root, "node_modules")))
    symlinkSync(join(root, "node_modules", name), join(project, "node_modules", name));
  symlinkSync(root, join(project, "node_modules/squall"));
  // The compiler is obtained once for the whole checkout.
  if (existsSync(join(root, ".toolchain"))) symlinkSync(join(root, ".toolchain"), join(project, ".toolchain"));
});

test("the first build compiles every file once, and fills dist/", () => {
  assert.deepEqual(compiled(build()), ["generate.cpp", "module.cpp", "src/authors.cpp", "src/notes.cpp"]);
  assert.match(read("dist/index.d.ts").toString(), /interface NotesFunctions/);
});
test("its tests pass inside workerd", () => {
  passes("npx", ["tsc"]);
  assert.match(passes("npx", ["vitest", "run"]), /Tests\s+5 passed/);
});
test("without a change nothing is compiled or linked; with one, what was changed", () => {
  const unchanged = build();
  assert.deepEqual(compiled(unchanged), []);
  assert.doesNotMatch(unchanged, /linking/);
  const before = read("dist/squall.wasm");
  change("src/notes.cpp", "notes.id.desc()", "notes.id.asc()");
  assert.deepEqual(compiled(build()), ["src/notes.cpp"]);
  assert.notDeepEqual(read("dist/squall.wasm"), before);
  change("src/notes.cpp", "notes.id.asc()", "notes.id.desc()");
  assert.deepEqual(compiled(build()), ["src/notes.cpp"]);
  assert.deepEqual(read("dist/squall.wasm"), before, "the same sources give the same module");
});
test("a mistake is reported in the compiler's words, with the file's own path, and dist/ stays as it was", () => {
  const before = read("dist/squall.wasm");
  change("src/notes.cpp", "select(authors.id)", "select(authors.idd)");
  const { status, stderr } = run(...squall("build"));
  assert.equal(status, 1);
  assert.match(stderr, /^src\/notes\.cpp:\d+:\d+: error: no member named 'idd'/m);
  assert.match(stderr, /squall: the build failed after/);
  assert.doesNotMatch(stderr, /\/project\//);
  assert.deepEqual(read("dist/squall.wasm"), before);
  change("src/notes.cpp", "select(authors.idd)", "select(authors.id)");
});
test("a change of a header compiles what includes it; a function that no list names is reported", () => {
  change("src/notes.hpp", "function_list<add, list>", "function_list<add>");
  const { status, stdout, stderr } = run(...squall("build"));
  assert.deepEqual(compiled(stdout), ["generate.cpp", "module.cpp", "src/notes.cpp"]);
  assert.equal(status, 1);
  assert.match(stderr, /app::notes::list is missing from the function list/);
  change("src/notes.hpp", "function_list<add>", "function_list<add, list>");
});
test("the squall command knows its tables, writes a migration for a new column, and says what it cannot do", () => {
  assert.match(passes(...squall("check")), /agree/);
  change(
    "schema/schema.hpp",
    "};\ninline constexpr squall::table<notes_table",
    '    column<"title", std::optional<std::string>> title{};\n};\ninline constexpr squall::table<notes_table',
  );
  build();
  passes(...squall("generate", "titles"));
  assert.match(read("migrations/0002_titles.sql").toString(), /ALTER TABLE notes ADD COLUMN title TEXT/);
  const { status, stderr } = run(...squall("call", "notes.list", "{}", "--sqlite", ":memory:"));
  assert.equal(status, 2);
  assert.match(stderr, /are not in this command: call them through dist/);
});
test("the client is the one of Emscripten's build, byte for byte, and the module hardly larger than that build's", () => {
  passes("cmake", ["--preset", "wasm"]);
  passes("cmake", ["--build", "--preset", "wasm", "--target", "app", "app_client"]);
  for (const name of ["client.js", "client.d.ts", "protocol.ts", "arguments.json"])
    assert.equal(
      read(`build/npm/generated/${name}`).toString(),
      read(`build/wasm/generated/app/${name}`).toString(),
      name,
    );
  const sizes = ["build/npm/app.wasm", "build/wasm/app.wasm"].map((file) => gzipSync(read(file), { level: 9 }).length);
  console.log(`modules, gzipped: npm ${sizes[0]}, Emscripten ${sizes[1]}`);
  assert.ok(sizes[0] <= sizes[1] * 1.15, `${sizes[0]} bytes, Emscripten's ${sizes[1]}`);
});
test("squall watch builds what changed, shows a mistake, and goes on with the next change", async () => {
  const watching = spawn(...squall("watch", "--no-server", "--toolchain", "npm"), { cwd: project, env: environment });
  let printed = "";
  for (const stream of [watching.stdout, watching.stderr]) stream.on("data", (text) => (printed += text));
  const ended = once(watching, "close");
  const prints = async (text) => {
    while (!printed.includes(text)) {
      assert.equal(watching.exitCode, null, `it ended before it printed ${text}:\n${printed}`);
      await setTimeout(50);
    }
  };
  try {
    await prints("built after a change of the project in ");
    const before = read("dist/squall.wasm");
    change("src/notes.cpp", "notes.id.desc()", "notes.id.asc()");
    await prints("built after a change of src/notes.cpp in ");
    assert.notDeepEqual(read("dist/squall.wasm"), before);
    change("src/notes.cpp", "select(authors.id)", "select(authors.idd)");
    await prints("the build failed; the Worker still runs the build before it");
    assert.match(printed, /^src\/notes\.cpp:\d+:\d+: error: no member named 'idd'/m);
    printed = "";
    change("src/notes.cpp", "select(authors.idd)", "select(authors.id)");
    await prints("built after a change of src/notes.cpp in ");
  } finally {
    watching.kill();
    await ended;
  }
  change("src/notes.cpp", "notes.id.asc()", "notes.id.desc()");
});
test("what the compiler needs and does not find is named", () => {
  const wrong = (args, env, message) => {
    const { status, stdout, stderr } = run(...squall(...args), env);
    assert.notEqual(status, 0, stdout);
    assert.match(stderr, message);
  };
  wrong(["build", "--fast"], {}, /usage: squall build/);
  wrong(["build", folder], {}, /has no package\.json/);
  writeFileSync(join(folder, "package.json"), '{"squall": {"heder": "x"}}');
  wrong(["build", folder], {}, /squall\.heder is not known/);
  writeFileSync(join(folder, "package.json"), "{}");
  wrong(["build", folder], {}, /has no src\. Name/);
  mkdirSync(join(folder, "src"));
  wrong(["build", folder], {}, /has no src\/all_functions\.hpp/);
  // No network: a registry that nothing answers for.
  rmSync(join(project, ".toolchain"));
  wrong(
    ["build"],
    {
      npm_config_registry: "http://127.0.0.1:9",
      npm_config_cache: join(folder, "cache"),
      npm_config_fetch_retry_mintimeout: "1",
      npm_config_fetch_retry_maxtimeout: "1",
    },
    /@yowasp\/clang .* cannot be installed[^]*network/,
  );
});
