// squall fleet migrate|status|verify|export: a command of the tool on every database of a list. Canaries go first, a few run at once, a
// state file says what is done, so that a run that was stopped goes on; after n failures nothing new is begun.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const help = `squall fleet migrate|status|verify|export: run the command on every database of a list

Usage: squall fleet COMMAND --list FILE | --folder DIR [OPTIONS] [-- OPTIONS OF THE COMMAND]

  --list FILE        one database per line: its name, then the options that select it for the command:
                       eu-1  --sqlite data/eu-1.sqlite
                       eu-2  --local --binding SHARD_2
                       eu-3  --remote --database-id 0f3c…
                     Empty lines and lines that begin with # are ignored.
  --folder DIR       every .sqlite and .db file in a directory
  --canary N         run this many databases first, one after another; if one fails, start no other (default: 1; 0: none)
  --parallel N       run this many databases at a time (default: 4)
  --stop-after N     start no other database after this many failures (default: 1)
  --state FILE       record of the finished databases; the same migrations skip them (default: .squall-fleet.json)
  --no-state         run on every database, and record nothing
  --migrations DIR   directory of the migrations (default: migrations)
  --drift            migrate: first compare each database with its migrations; skip and list those that differ
  --out DIR          export: directory for the files NAME.sql
  --dry-run          print what would run, and run nothing

The exit code is 0 if every database is done, and 1 if one failed, was skipped because it differs, or was not started.
`;

const numbers = { canary: 1, parallel: 4, "stop-after": 1 };
function readOptions(args) {
  const end = args.indexOf("--");
  const own = end < 0 ? args : args.slice(0, end);
  const options = {
    ...numbers,
    state: ".squall-fleet.json",
    migrations: "migrations",
    more: end < 0 ? [] : args.slice(end + 1),
  };
  for (let i = 0; i < own.length; i++) {
    const name = own[i].replace(/^--/, "");
    const value = own[i + 1];
    if (["help", "dry-run", "drift", "no-state"].includes(name)) options[name] = true;
    else if (
      !["list", "folder", "out", "state", "migrations", ...Object.keys(numbers)].includes(name) ||
      value === undefined
    )
      throw new Error(`fleet: ${own[i]} is no option, or needs a value; see squall fleet migrate --help`);
    else if (name in numbers) {
      options[name] = Number(value);
      if (!Number.isInteger(options[name]) || options[name] < (name === "canary" ? 0 : 1))
        throw new Error(`fleet: ${own[i]} needs a number of 1 or more`);
      i++;
    } else {
      options[name] = value;
      i++;
    }
  }
  return options;
}

/** The databases: [{ name, options }]. */
export function readTargets({ list, folder }) {
  if ((list === undefined) === (folder === undefined))
    throw new Error("fleet: name the databases by --list FILE or by --folder DIR");
  const targets =
    folder !== undefined
      ? readdirSync(folder)
          .filter((name) => /\.(sqlite3?|db)$/.test(name) && statSync(join(folder, name)).isFile())
          .sort()
          .map((name) => ({ name: basename(name).replace(/\.\w+$/, ""), options: ["--sqlite", join(folder, name)] }))
      : readFileSync(list, "utf8")
          .split("\n")
          .map((line) => line.trim())
          .filter((line) => line !== "" && !line.startsWith("#"))
          .map((line) => {
            const [name, ...options] = line.split(/\s+/);
            if (!["--sqlite", "--local", "--remote"].some((kind) => options.includes(kind)))
              throw new Error(`${list}: ${name} needs --sqlite FILE, --local or --remote`);
            return { name, options };
          });
  if (targets.length === 0) throw new Error(`fleet: ${list ?? folder} names no database`);
  const names = targets.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new Error(`fleet: ${twice} is named twice`);
  return targets;
}

/** Runs the tool; { code, output }. SQUALL_TOOL names another program. */
export function runTool(args) {
  const tool = process.env.SQUALL_TOOL;
  const [program, ...first] = tool === undefined ? [process.execPath, join(here, "..", "squall.mjs")] : [tool];
  return new Promise((resolve) => {
    const child = spawn(program, [...first, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    const output = [];
    child.stdout.on("data", (data) => output.push(data));
    child.stderr.on("data", (data) => output.push(data));
    child.on("error", (error) => resolve({ code: 2, output: error.message }));
    child.on("close", (code, signal) =>
      resolve({ code: code ?? 2, output: Buffer.concat(output).toString() + (signal ?? "") }),
    );
  });
}

/** What the migrations are: a database that is done for these need not be run again. */
function versionOf(folder) {
  if (!existsSync(folder)) return "";
  const hash = createHash("sha256");
  for (const name of readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort())
    hash
      .update(name)
      .update("\0")
      .update(readFileSync(join(folder, name)))
      .update("\0");
  return hash.digest("hex");
}

/** The state file; each change replaces it as a whole. */
class State {
  constructor(file, command, version) {
    this.file = file;
    this.of = { command, version, targets: {} };
    if (file === undefined || !existsSync(file)) return;
    const known = JSON.parse(readFileSync(file, "utf8"));
    if (known.command === command && known.version === version) this.of = known;
  }
  isDone(name) {
    return this.of.targets[name]?.state === "done";
  }
  set(name, state, message) {
    this.of.targets[name] = { state, at: new Date().toISOString(), ...(message === undefined ? {} : { message }) };
    if (this.file === undefined) return;
    writeFileSync(`${this.file}.new`, JSON.stringify(this.of, null, 1));
    renameSync(`${this.file}.new`, this.file);
  }
}

export async function runOnTargets(command, args) {
  const options = readOptions(args);
  if (options.help) {
    console.log(help);
    return 0;
  }
  const targets = readTargets(options);
  if (command === "export" && options.out === undefined)
    throw new Error("fleet export: name the folder of the files by --out DIR");
  if (options.drift && command !== "migrate")
    throw new Error("fleet: --drift belongs to migrate; status, verify and export change nothing");
  const usesMigrations = command === "migrate" || command === "status";
  const keepsState = command === "migrate" && !options["no-state"] && !options["dry-run"];
  const state = new State(keepsState ? options.state : undefined, command, versionOf(options.migrations));
  const argumentsOf = ({ name, options: of }) => [
    command,
    ...of,
    ...(usesMigrations ? ["--migrations", options.migrations] : []),
    ...(command === "export" ? ["--out", join(options.out, `${name}.sql`)] : []),
    ...options.more,
  ];
  const waiting = targets.filter(({ name }) => !state.isDone(name));
  if (options["dry-run"]) {
    for (const target of waiting) console.log(`${target.name}: squall ${argumentsOf(target).join(" ")}`);
    return 0;
  }
  if (command === "export") mkdirSync(options.out, { recursive: true });

  const failed = [];
  const left = [];
  let done = targets.length - waiting.length;
  if (done > 0) console.log(`${done} of ${targets.length} databases are done already (${options.state})`);
  const run = async (target) => {
    const { name } = target;
    state.set(name, "running");
    if (options.drift) {
      const { code, output } = await runTool(["status", ...target.options, "--migrations", options.migrations]);
      if (code > 1 || /differs from what its migrations create/.test(output)) {
        state.set(name, "left", output.trim());
        left.push({ name, output });
        return console.log(`${name}: left as it is: ${code > 1 ? "" : "it has drifted; "}${lastLines(output)}`);
      }
    }
    const { code, output } = await runTool(argumentsOf(target));
    if (code === 0) {
      done++;
      state.set(name, "done");
      if (command === "status") console.log(`${name}: ${lastLines(output, 1)}`);
      return;
    }
    state.set(name, "failed", output.trim());
    failed.push({ name, output });
    console.log(`${name}: ${command} failed (${code}):\n${indented(output)}`);
  };
  const isOver = () => failed.length >= options["stop-after"] && command === "migrate";
  const canaries = command === "migrate" ? waiting.splice(0, options.canary) : [];
  for (const target of canaries) {
    await run(target);
    if (failed.length + left.length > 0) break;
  }
  const areCanariesWell = failed.length + left.length === 0;
  if (canaries.length > 0 && areCanariesWell && waiting.length > 0)
    console.log(`canary: ${canaries.map(({ name }) => name).join(", ")}: done; ${waiting.length} databases to go`);
  const worker = async () => {
    while (waiting.length > 0 && !isOver()) await run(waiting.shift());
  };
  if (areCanariesWell) await Promise.all(Array.from({ length: options.parallel }, worker));
  const remaining = targets.length - done - failed.length - left.length;
  console.log(
    `${command}: ${done} of ${targets.length} databases are done` +
      (failed.length > 0 ? `; failed: ${failed.map(({ name }) => name).join(", ")}` : "") +
      (left.length > 0 ? `; left as they are: ${left.map(({ name }) => name).join(", ")}` : "") +
      (remaining > 0 ? `; not begun: ${remaining}` : ""),
  );
  return done === targets.length ? 0 : 1;
}
const lastLines = (text, count = 3) => text.trim().split("\n").slice(-count).join("; ");
const indented = (text) =>
  text
    .trim()
    .split("\n")
    .slice(-12)
    .map((line) => `  ${line}`)
    .join("\n");
