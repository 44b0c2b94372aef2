// squall fleet move|moves: moves a tenant from one database of a list to another, by the mover of squall/fleet.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { openBinding } from "./open_binding.mjs";
import { readTargets } from "./run_on_targets.mjs";

const help = `squall fleet move: move a tenant to another shard while it is in use

Usage: squall fleet move TENANT --to SHARD --list FILE [OPTIONS]
       squall fleet move TENANT --abort --list FILE
       squall fleet moves --list FILE         list the moves that are not finished

  --list FILE        one database per line, as for squall fleet migrate, with the names of the shards in openFleet():
                       home  --remote --database-id 0f3c…
                       s1    --remote --database-id 51aa…
  --home NAME        the line of the home database (default: home)
  --dry-run          print what would be copied, and write nothing
  --grace SECONDS    how long the rows stay on the old shard after the move, for readers with an old route (default: 60)
  --page-rows N      rows per copied page (default: 100)
  --request          only begin the move; a Worker that calls fleet.moves.run() does the rest
  --abort            undo a move that has not flipped yet
  --fleet FILE       fleet.js of the application (default: dist/fleet.js)

The same command continues a move that was interrupted.
`;

const maxAttempts = 5;

function readOptions(args) {
  const options = { home: "home", grace: 60, "page-rows": 100 };
  const flags = ["help", "dry-run", "request", "abort"];
  for (let i = 0; i < args.length; i++) {
    const name = args[i].replace(/^--?/, "");
    if (!args[i].startsWith("-")) {
      if (options.tenant !== undefined) throw new Error(`fleet move: one tenant at a time, not ${args[i]} too`);
      options.tenant = args[i];
    } else if (name === "h" || flags.includes(name)) options[name === "h" ? "help" : name] = true;
    else if (["to", "list", "home", "fleet", "grace", "page-rows"].includes(name) && args[i + 1] !== undefined)
      options[name] = args[++i];
    else throw new Error(`fleet move: ${args[i]} is no option, or needs a value; see squall fleet move --help`);
  }
  for (const name of ["grace", "page-rows"]) {
    options[name] = Number(options[name]);
    if (!(options[name] >= (name === "grace" ? 0 : 1)))
      throw new Error(`fleet move: --${name} needs a number of ${name === "grace" ? 0 : 1} or more`);
  }
  return options;
}

/** fleet.js of the application in this folder, or of the package. */
async function openMovesOf(file) {
  const path = [
    file ?? "dist/fleet.js",
    ...(file ? [] : [fileURLToPath(new URL("../../dist/fleet.js", import.meta.url))]),
  ].find((path) => existsSync(path));
  if (path === undefined)
    throw new Error(`${file ?? "dist/fleet.js"} is missing: run squall fleet build, or name it by --fleet`);
  const { openMoves } = await import(pathToFileURL(resolve(path)));
  if (openMoves === undefined) throw new Error(`${path} is of an older squall: build it again`);
  return openMoves;
}

/** The databases of a list by name; each is opened when it is used. */
class Databases {
  #targets;
  #open = new Map();
  constructor(targets, home) {
    this.#targets = new Map(targets.map(({ name, options }) => [name, options]));
    if (!this.#targets.has(home)) throw new Error(`the list names no ${home}: name the home database by --home`);
    this.home = this.#lazy(home);
    this.shards = Object.fromEntries(
      [...this.#targets.keys()].filter((name) => name !== home).map((name) => [name, this.#lazy(name)]),
    );
  }
  #lazy(name) {
    const binding = async () => {
      if (!this.#open.has(name)) this.#open.set(name, openBinding(name, this.#targets.get(name)));
      return (await this.#open.get(name)).binding;
    };
    const real = (db, { sql, values }) => (values.length === 0 ? db.prepare(sql) : db.prepare(sql).bind(...values));
    const statement = (sql, values) => ({
      sql,
      values,
      bind: (...all) => statement(sql, all),
      raw: async () => real(await binding(), { sql, values }).raw(),
      all: async () => real(await binding(), { sql, values }).all(),
    });
    return {
      prepare: (sql) => statement(sql, []),
      batch: async (all) => {
        const db = await binding();
        return db.batch(all.map((one) => real(db, one)));
      },
    };
  }
  async close() {
    for (const opened of this.#open.values()) (await opened.catch(() => undefined))?.close();
  }
}

export async function moveTenant(args) {
  const options = readOptions(args);
  if (options.help) {
    console.log(help);
    return 0;
  }
  const { tenant, to } = options;
  if (tenant === undefined) throw new Error("fleet move: name the tenant");
  if ((to === undefined) !== Boolean(options.abort))
    throw new Error("fleet move: name the shard by --to, or pass --abort");
  return await withMoves(options, async (moves) => {
    if (options.abort) {
      await retried(() => moves.abort(tenant));
      console.log(`${tenant}: the move is undone`);
      return 0;
    }
    const open = await retried(() => moves.state(tenant));
    if (open === undefined || options["dry-run"]) await showPreview(await retried(() => moves.preview(tenant, to)));
    else console.log(`${tenant}: a move from ${open.source} to ${open.target} is in the step ${open.step}; it goes on`);
    if (options["dry-run"]) {
      console.log("dry run: nothing was written");
      return 0;
    }
    if (options.request) {
      const { step } = await retried(() => moves.request(tenant, to));
      console.log(step === "done" ? `${tenant} is on ${to} already` : `${tenant}: the move is requested`);
      return 0;
    }
    await follow(moves, tenant, to, options);
    return 0;
  });
}

async function withMoves(options, use) {
  const openMoves = await openMovesOf(options.fleet);
  const databases = new Databases(readTargets({ list: options.list }), options.home);
  try {
    return await use(openMoves(databases));
  } finally {
    await databases.close();
  }
}

function showPreview({ tenant, source, target, tables, rows, bytes }) {
  console.log(`${tenant}: from ${source} to ${target}: ${rows} rows, ${bytes} bytes in ${tables.length} tables`);
  const width = Math.max(0, ...tables.map(({ table }) => table.length));
  for (const one of tables)
    console.log(
      `  ${one.table.padEnd(width)} ${String(one.rows).padStart(9)} rows ${String(one.bytes).padStart(12)} bytes`,
    );
}

/** Calls again after a transient error. Each call of the mover may be repeated. */
async function retried(act) {
  for (let attempt = 1; ; attempt++)
    try {
      return await act();
    } catch (error) {
      if (!isTransient(error) || attempt >= maxAttempts) throw error;
      console.log(`  ${error.message}; trying again`);
      await pause(500 * 2 ** attempt);
    }
}

/** Goes on until the move is done. */
async function follow(moves, tenant, to, { grace, "page-rows": page_rows }) {
  const options = { page_rows, grace: grace * 1000, budget: 500 };
  const began = Date.now();
  let step;
  let waited;
  for (;;) {
    const state = await retried(() => moves.move(tenant, to, options)).catch((error) => {
      if (isTransient(error)) console.error("The move goes on with the same command.");
      throw error;
    });
    if (state.fenced_for !== undefined) waited = state.fenced_for;
    if (state.step === "done") break;
    if (state.step !== step) console.log(`  ${(step = state.step)}`);
    if (state.ready_at !== undefined) {
      const left = Math.max(0, state.ready_at - Date.now());
      console.log(`  ${tenant} is on ${to}; its rows on ${state.source} are deleted in ${Math.ceil(left / 1000)} s`);
      await pause(left);
    }
  }
  console.log(
    `${tenant} is on ${to}, after ${((Date.now() - began) / 1000).toFixed(1)} s` +
      (waited === undefined ? "" : `; its writes waited ${waited} ms`),
  );
}
function isTransient(error) {
  for (let e = error; e instanceof Error; e = e.cause)
    if (e.isTransient || /database is locked/.test(e.message)) return true;
  return false;
}

export async function listMoves(args) {
  const options = readOptions(args);
  if (options.help) {
    console.log(help);
    return 0;
  }
  return await withMoves(options, async (moves) => {
    const all = await retried(() => moves.list());
    for (const { tenant, source, target, step } of all) console.log(`${tenant}: from ${source} to ${target}: ${step}`);
    if (all.length === 0) console.log("no move is under way");
    return 0;
  });
}
