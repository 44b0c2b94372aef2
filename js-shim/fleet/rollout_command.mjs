// squall fleet rollout: in which order databases and Worker go to the next generation of the schema. While a rollout runs a client meets
// databases of both; each statement of the deployed client and of the new one is prepared at every generation between them.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { databaseSync } from "../tool/node_sqlite.mjs";
import { migrationFiles } from "./application.mjs";

const help = `squall fleet rollout: whether the databases or the Worker go first

Usage: squall fleet rollout --deployed DIR [OPTIONS]

  --deployed DIR     dist/ of the client that is deployed
  --dist DIR         dist/ of the next one (default: dist)
  --from FILE        the last migration of the deployed client (default: what its fleet.js was built with)
  --migrations DIR   the folder of the migrations (default: migrations)

Prepares each statement of both clients (statements.json) at every migration from FILE to the last one, and looks for columns that must have
a value and get none. Prints which functions do not run where, and the order that this leaves. The exit code is 1 if it leaves none.
`;

function readOptions(args) {
  const options = { dist: "dist", migrations: "migrations" };
  for (let i = 0; i < args.length; i++) {
    const name = args[i].replace(/^--/, "");
    if (name === "help") options.help = true;
    else if (["deployed", "dist", "from", "migrations"].includes(name) && args[i + 1] !== undefined)
      options[name] = args[++i];
    else throw new Error(`fleet rollout: ${args[i]} is no option, or needs a value; see squall fleet rollout --help`);
  }
  if (!options.help && options.deployed === undefined)
    throw new Error("fleet rollout: name the dist/ of the client that is deployed by --deployed");
  return options;
}

function statementsOf(dist) {
  const file = join(dist, "statements.json");
  if (!existsSync(file)) throw new Error(`fleet rollout: ${file} is missing: squall bundle writes it`);
  return JSON.parse(readFileSync(file, "utf8")).statements;
}
async function generationOf(dist) {
  const file = join(dist, "fleet.js");
  return existsSync(file) ? (await import(pathToFileURL(resolve(file)))).facts.migration : undefined;
}

/** The databases as they are after each migration from `from` on: [[name, database]]. */
function* generations(folder, from) {
  const DatabaseSync = databaseSync();
  if (DatabaseSync === undefined)
    throw new Error(`fleet rollout: this needs Node 22.16 or newer, which has SQLite; this is Node ${process.version}`);
  const files = migrationFiles(folder);
  const first = files.indexOf(from);
  if (first < 0) throw new Error(`fleet rollout: ${folder} has no file ${from}`);
  const database = new DatabaseSync(":memory:");
  for (const [i, name] of files.entries()) {
    database.exec(readFileSync(join(folder, name), "utf8"));
    if (i >= first) yield [name, database];
  }
}

/** Why a statement cannot run; undefined where it can. */
function obstacle(database, { sql }) {
  try {
    database.prepare(sql);
  } catch (error) {
    return error.message;
  }
  for (const [, table, columns] of sql.matchAll(/\bINSERT (?:OR \w+ )?INTO "?(\w+)"? \(([^()]*)\)/g)) {
    const given = columns.split(",").map((one) => one.trim().replaceAll('"', "").toLowerCase());
    const missing = database
      .prepare(
        `SELECT name FROM pragma_table_info(?) WHERE "notnull" AND dflt_value IS NULL AND NOT (pk AND upper(type) = 'INTEGER')`,
      )
      .all(table)
      .find(({ name }) => !given.includes(name.toLowerCase()));
    if (missing !== undefined) return `${table}.${missing.name} must have a value`;
  }
  return undefined;
}
/** The functions that do not run, with the reason. */
function failing(database, statements) {
  const found = new Map();
  for (const statement of statements) {
    const why = obstacle(database, statement);
    if (why !== undefined) for (const name of statement.functions) if (!found.has(name)) found.set(name, why);
  }
  return found;
}

export async function planRollout(args) {
  const options = readOptions(args);
  if (options.help) {
    console.log(help);
    return 0;
  }
  const { deployed, dist, migrations } = options;
  const from = options.from ?? (await generationOf(deployed));
  if (from === undefined)
    throw new Error(
      `fleet rollout: ${deployed} does not say which migrations it was built with: name the last by --from`,
    );
  const clients = { "the deployed client": statementsOf(deployed), "the new client": statementsOf(dist) };
  const last = migrationFiles(migrations).at(-1);
  const fits = { "the deployed client": true, "the new client": true };
  for (const [name, database] of generations(migrations, from))
    for (const [client, statements] of Object.entries(clients)) {
      const own = client === "the deployed client" ? from : last;
      const failed = failing(database, statements);
      if (name === own && failed.size === 0) continue;
      const count = new Set(statements.flatMap(({ functions }) => functions)).size;
      console.log(
        `${client} on ${name}: ${failed.size === 0 ? `all ${count} functions run` : `${failed.size} of ${count} functions do not run`}`,
      );
      for (const [fn, why] of failed) console.log(`  ${fn}: ${why}`);
      if (failed.size > 0) fits[client] = false;
      if (name === own && failed.size > 0)
        throw new Error(
          `fleet rollout: ${client} does not run on its own migrations, up to ${own}: was it built with them?`,
        );
    }
  const [old, next] = Object.values(fits);
  console.log(
    from === last
      ? "no migration is new"
      : old && next
        ? "Databases and Worker may go in any order."
        : old
          ? "Migrate the databases first (squall fleet migrate), then deploy the Worker."
          : next
            ? "Deploy the Worker first, then migrate the databases (squall fleet migrate)."
            : "No order serves every call: release it in two steps. First what only adds, then, when no Worker of before runs any more, what takes away.",
  );
  return old || next ? 0 : 1;
}
