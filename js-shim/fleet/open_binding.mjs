// The database that a line of a list names, as a binding: a SQLite file, a local D1, or D1 over REST.
import { createHash, createHmac } from "node:crypto";
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildInputPath } from "../build_input.mjs";
import { openFile } from "./sqlite_binding.mjs";
import { openRest } from "./rest_binding.mjs";

const withValue = ["sqlite", "database-id", "binding", "config", "env"];

/** { sqlite?, local?, remote?, …} of the words of a line. */
export function readTarget(name, words) {
  const target = {};
  for (let i = 0; i < words.length; i++) {
    const [option, joined] = words[i].replace(/^--/, "").split(/=(.*)/s);
    const next = words[i + 1];
    if (withValue.includes(option)) target[option] = joined ?? words[++i];
    else if (option === "remote") target.remote = true;
    else if (option === "local")
      target.local = joined ?? (next && !next.startsWith("--") ? words[++i] : ".wrangler/state");
    else throw new Error(`fleet: ${name}: unknown option ${words[i]}`);
    if (withValue.includes(option) && !target[option]) throw new Error(`fleet: ${name}: --${option} needs a value`);
  }
  return target;
}

/** Returns { binding, close }. */
export async function openBinding(name, words) {
  const target = readTarget(name, words);
  if (target.sqlite !== undefined) return openFile(existing(name, target.sqlite));
  if (target.local !== undefined) return openFile(existing(name, localFile(target.local, await localId(target))));
  return openRest(target["database-id"] ?? (await configured(target)).database_id);
}
function existing(name, file) {
  if (!existsSync(file))
    throw Object.assign(new Error(`fleet: ${name}: there is no database ${file}; run squall fleet migrate first`), {
      isMissing: true,
    });
  return file;
}

/** As wrangler chooses the id of a local database. */
async function localId(target) {
  if (target["database-id"] !== undefined) return target["database-id"];
  const { preview_database_id, database_id, binding } = await configured(target);
  return preview_database_id || database_id || binding;
}
async function configured({ config, env = process.env.CLOUDFLARE_ENV, binding }) {
  const databases = await readDatabases(config, env);
  const found = databases.filter((d) => binding === undefined || d.binding === binding || d.database_name === binding);
  if (found.length === 1) return found[0];
  throw new Error(
    `fleet: wrangler's configuration has ${databases.length} databases${binding === undefined ? "" : `, and ${found.length} of them are ${binding}`}: ` +
      "name one by --binding or --database-id",
  );
}
/** The databases of wrangler's configuration, as wrangler reads it. */
export async function readDatabases(config, env) {
  const { unstable_readConfig } = await wrangler();
  return unstable_readConfig({ config, env }, { hideWarnings: true }).d1_databases ?? [];
}
export const wrangler = async () => await import(pathToFileURL(buildInputPath("wrangler")));

/** The file that miniflare makes of a local D1's id. */
export function localFile(state, id) {
  const kind = "miniflare-D1DatabaseObject";
  const key = createHash("sha256").update(kind).digest();
  const half = createHmac("sha256", key).update(id).digest().subarray(0, 16);
  const rest = createHmac("sha256", key).update(half).digest().subarray(0, 16);
  const file = Buffer.concat([half, rest]).toString("hex") + ".sqlite";
  const folders = [join(state, kind), join(state, "d1", kind), join(state, "v3", "d1", kind)];
  return join(basename(state) === kind ? state : (folders.find((f) => existsSync(f)) ?? folders[2]), file);
}
