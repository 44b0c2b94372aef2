// squall fleet bindings: writes the databases of a list into wrangler's configuration. Comments stay.
import { readFileSync, writeFileSync } from "node:fs";
import { readDatabases, readTarget, wrangler } from "./open_binding.mjs";
import { readTargets } from "./run_on_targets.mjs";

const help = `squall fleet bindings: add the databases of a list to wrangler's configuration

Usage: squall fleet bindings --list FILE [--config FILE] [OPTIONS]

  --list FILE        one database per line, as for squall fleet migrate; --binding and --database-id are written:
                       home  --remote --binding HOME --database-id 0f3c…
                       s1    --remote --database-id 51aa…
                     The default binding is HOME for home, and SHARD_ with the name in capitals for a shard.
  --config FILE      wrangler.jsonc, wrangler.json or wrangler.toml (default: the one in this directory)
  --env NAME         environment in the configuration
  --prefix TEXT      prefix of the database names, before the name in the list (default: none)
  --migrations-dir DIR   directory of the migrations (default: migrations)
  --dry-run          print the entries, and write nothing

An existing binding with the same id stays as it is; one with another id is an error. A line without --database-id gets an entry
without an id; wrangler creates its database when it deploys.
`;

function readOptions(args) {
  const options = { prefix: "", "migrations-dir": "migrations" };
  for (let i = 0; i < args.length; i++) {
    const name = args[i].replace(/^--/, "");
    if (["help", "dry-run"].includes(name)) options[name] = true;
    else if (["list", "config", "env", "prefix", "migrations-dir"].includes(name) && args[i + 1] !== undefined)
      options[name] = args[++i];
    else throw new Error(`fleet bindings: ${args[i]} is no option, or needs a value; see squall fleet bindings --help`);
  }
  return options;
}
const bindingOf = (name) => (name === "home" ? "HOME" : `SHARD_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_")}`);

export async function writeBindings(args) {
  const options = readOptions(args);
  if (options.help) {
    console.log(help);
    return 0;
  }
  const entries = readTargets({ list: options.list }).map(({ name, options: words }) => {
    const { binding = bindingOf(name), "database-id": database_id } = readTarget(name, words);
    return {
      name,
      binding,
      database_name: `${options.prefix}${name}`,
      ...(database_id ? { database_id } : {}),
      migrations_dir: options["migrations-dir"],
    };
  });
  const twice = entries.find(({ binding }, i) => entries.findIndex((e) => e.binding === binding) !== i);
  if (twice !== undefined) throw new Error(`fleet bindings: two databases have the binding ${twice.binding}`);
  const config = options.config ?? (await configHere());
  const there = await readDatabases(config, options.env);
  const missing = entries.filter(({ binding, database_id }) => {
    const known = there.find((d) => d.binding === binding);
    if (known !== undefined && database_id !== undefined && known.database_id !== database_id)
      throw new Error(`${config}: ${binding} is the database ${known.database_id}, and the list says ${database_id}`);
    return known === undefined;
  });
  const shards = entries.filter(({ name }) => name !== "home");
  const code = `openFleet(open, { home: env.${entries.find(({ name }) => name === "home")?.binding ?? "HOME"}, shards: { ${shards.map(({ name, binding }) => `${JSON.stringify(name)}: env.${binding}`).join(", ")} } })`;
  const written = missing.map(({ name: _, ...entry }) => entry);
  if (options["dry-run"])
    console.log(config.endsWith(".toml") ? tomlOf(written, options.env) : JSON.stringify(written, null, 2));
  else if (written.length > 0) await write(config, written, options.env);
  console.log(
    `${config}: ${written.length} of ${entries.length} bindings ${options["dry-run"] ? "are missing" : "were written"}`,
  );
  console.log(code);
  return 0;
}

async function configHere() {
  const { unstable_readConfig } = await wrangler();
  const { configPath } = unstable_readConfig({}, { hideWarnings: true });
  if (!configPath) throw new Error("fleet bindings: there is no wrangler configuration here: name it by --config");
  return configPath;
}

async function write(config, entries, env) {
  const before = readFileSync(config, "utf8");
  if (config.endsWith(".toml")) writeFileSync(config, `${before.trimEnd()}\n\n${tomlOf(entries, env)}`);
  else {
    const { experimental_patchConfig } = await wrangler();
    const patch = { d1_databases: entries };
    experimental_patchConfig(config, env ? { env: { [env]: patch } } : patch);
  }
  // As wrangler reads it: else the file is as before.
  try {
    const now = await readDatabases(config, env);
    const lost = entries.find(({ binding }) => !now.some((d) => d.binding === binding));
    if (lost !== undefined) throw new Error(`wrangler does not see ${lost.binding}`);
  } catch (error) {
    writeFileSync(config, before);
    throw new Error(`${config} stays as it was: ${error.message}`, { cause: error });
  }
}

/** Tables of an array may stand anywhere in a file, so that they are added at its end. */
const tomlOf = (entries, env) =>
  entries
    .map(
      (entry) =>
        `[[${env ? `env.${/^[\w-]+$/.test(env) ? env : JSON.stringify(env)}.` : ""}d1_databases]]\n` +
        Object.entries(entry)
          .map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`)
          .join(""),
    )
    .join("\n");
