// A database, the files that squall pull --project writes of it, and a squall command compiled of them in one step.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const root = join(import.meta.dirname, "../..");
const build = join(root, "build/native");
export const squall = process.env.SQUALL_TOOL ?? join(build, "bin/squall");
if (!existsSync(squall)) throw new Error(`${squall} is missing: ./dev build`);
// The files that are compiled have been written a moment before: without these, ccache does not trust the times of headers.
const env = {
  ...process.env,
  CI: "1",
  CCACHE_BASEDIR: root,
  CCACHE_NOHASHDIR: "1",
  CCACHE_SLOPPINESS: "include_file_mtime,include_file_ctime",
};
const ccache = spawnSync("ccache", ["--version"]).status === 0 ? ["ccache"] : [];
// A dozen commands are linked: the fastest linker that is there, and no symbols for a debugger.
const linker = ["lld", "gold"].find((name) => spawnSync(`ld.${name}`, ["--version"]).status === 0);
const linking = ["-Wl,--strip-debug", ...(linker ? [`-fuse-ld=${linker}`] : [])];

/** An empty folder for a test's projects. Its path is the same in each run, so that ccache knows what is compiled there. */
export function emptyFolder(name) {
  const folder = join(root, "build/init_from", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

export function makeDatabase(path, sql) {
  const db = new DatabaseSync(path, { enableDoubleQuotedStringLiterals: true });
  db.exec(sql);
  db.close();
}

/** Ends well, or throws with what was printed. */
export function run(command, args, options = {}) {
  const ran = spawnSync(command, args, { encoding: "utf8", env, maxBuffer: 1 << 28, ...options });
  if (ran.status !== (options.expect ?? 0))
    throw new Error(`${command} ${args.join(" ")}: exit ${ran.status}\n${ran.stdout}${ran.stderr}`);
  return ran.stdout;
}
export const pull = (database, folder) =>
  JSON.parse(run(squall, ["pull", "--sqlite", database, "--project", folder, "--json"]));

const allWarnings = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow=local", "-Werror"];
const flags = (folder) => [
  "-std=c++20",
  "-DSIMDJSON_EXCEPTIONS=0",
  ...allWarnings,
  `-I${folder}`,
  `-I${join(root, "include")}`,
  `-I${join(root, "src")}`,
  "-isystem",
  join(build, "include/pfr"),
  "-isystem",
  join(root, "node_modules/@nozbe/simdjson/src"),
  "-isystem",
  join(root, "node_modules/better-sqlite3/deps/sqlite3"),
];
const unity = (folder) =>
  readdirSync(join(folder, "src"))
    .filter((name) => name.endsWith(".cpp"))
    .map((name) => `#include "src/${name}"\n`)
    .join("");

function start(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, cwd: build });
    let said = "";
    child.stdout.on("data", (data) => (said += data));
    child.stderr.on("data", (data) => (said += data));
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`${args.at(-1)}: exit ${code}\n${said.slice(0, 6000)}`)),
    );
  });
}

/** Compiles a file; with ccache, a file that has not changed since an earlier run is not compiled again. */
async function compile(folder, file, object, more = []) {
  const [compiler, ...rest] = [...ccache, "g++", ...flags(folder), ...more, "-O0", "-c", file, "-o", object];
  await start(compiler, rest);
}

/** Whether declarations and functions compile, all of them in one file. */
export async function compiles(folder) {
  const file = join(folder, "all.cpp");
  writeFileSync(file, unity(folder));
  await compile(folder, file, join(folder, "all.o"));
}

/** The squall command of the project's tables and functions. */
export async function commandOf(folder) {
  const out = join(folder, "build");
  mkdirSync(out, { recursive: true });
  const file = join(out, "command.cpp");
  writeFileSync(
    file,
    `${unity(folder)}#include "src/all_functions.hpp"
#include "tool/application_functions.hpp"
#include "tool/application_schema.hpp"
namespace squall::tool {
std::span<const callable> the_functions() {
    static const std::vector<callable> all = callables_of(app::all_functions{});
    return all;
}
const migrate::declared_schema& the_schema() {
    static const migrate::declared_schema all =
        migrate::declare(app::schema::tables, app::schema::views, app::schema::others);
    return all;
}
}  // namespace squall::tool
`,
  );
  const object = join(out, "command.o");
  await compile(folder, file, object);
  // As the build links its own command: of the library's archive, what this file defines is left out.
  const link = spawnSync("ninja", ["-C", build, "-t", "commands", "bin/squall"], { encoding: "utf8" })
    .stdout.trim()
    .split("\n")
    .at(-1);
  const parts = /-o bin\/squall\s+(.*?) && :$/.exec(link)[1].split(/\s+/);
  const main = /\S*main\.cpp\.o/.exec(link)[0];
  const command = join(out, "squall");
  await start("g++", [object, main, ...parts.filter((part) => !part.includes("iofold")), ...linking, "-o", command]);
  return command;
}

/** What the client of the project's functions is made of: {domains, types}. */
export async function clientOf(folder) {
  const out = join(folder, "build");
  mkdirSync(out, { recursive: true });
  const file = join(out, "client.cpp");
  writeFileSync(
    file,
    `${unity(folder)}#include "src/all_functions.hpp"
#include "wasm/client_writer.hpp"
int main(int argc, char** argv) { return squall::client_writer::write_client<app::all_functions>(argc, argv); }
`,
  );
  const [object, writer, symbols] = ["client.o", "client", "symbols.txt"].map((one) => join(out, one));
  await compile(folder, file, object, [`-I${root}`]);
  const libraries = ["squall_sqlite", "squall_core", "simdjson", "sqlite"].map((one) => `lib${one}.a`);
  await start("g++", [object, ...libraries, "-lm", ...linking, "-o", writer]);
  writeFileSync(symbols, "");
  run(writer, [out, symbols]);
  const script = readFileSync(join(out, "client.js"), "utf8");
  const domains = {};
  for (const [, domain, list] of script.matchAll(/^ {2}(\w+): \[\n((?: {4}.*\n)*) {2}\],/gm))
    domains[domain] = [...list.matchAll(/^ {4}\["(\w+)"/gm)].map(([, name]) => name);
  return { domains, types: readFileSync(join(out, "client.d.ts"), "utf8") };
}

/** Runs tasks, `width` of them at a time. */
export async function inParallel(width, tasks) {
  const left = [...tasks];
  const worker = async () => {
    for (let task = left.shift(); task; task = left.shift()) await task();
  };
  await Promise.all(Array.from({ length: width }, worker));
}

/**
 * A session of a command's functions: call(name, arguments) returns {result} or {error}. `database`: a file, or the options that
 * name another database.
 */
export class Session {
  constructor(command, ...database) {
    const target = database.length === 1 ? ["--sqlite", ...database] : database;
    this.child = spawn(command, ["call", "--stdin", ...target], { stdio: ["pipe", "pipe", "inherit"], env });
    this.waiting = [];
    let text = "";
    this.child.stdout.on("data", (data) => {
      text += data;
      for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n")) {
        this.waiting.shift()(JSON.parse(text.slice(0, end)));
        text = text.slice(end + 1);
      }
    });
  }
  call(name, args = {}) {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.child.stdin.write(`${JSON.stringify({ call: name, arguments: args })}\n`);
    });
  }
  /** The result; an error is thrown. */
  async result(name, args = {}) {
    const answer = await this.call(name, args);
    if (answer.error) throw new Error(`${name} ${JSON.stringify(args)}: ${JSON.stringify(answer.error)}`);
    return answer.result;
  }
  async close() {
    const ended = new Promise((resolve) => this.child.on("close", resolve));
    this.child.stdin.end();
    await ended;
  }
}
