// What the home database of a fleet says of it: its shards with their tenants, the moves under way, and what shards have reported.
import { dirname, extname, join } from "node:path";
import { openBinding, readTarget } from "./open_binding.mjs";

/** The name of a shard's binding in wrangler's configuration, where the list names none. */
export const bindingOf = (name) =>
  name === "home" ? "HOME" : `SHARD_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_")}`;

/**
 * Reads the directory of the home database that `words` name: { shards: [{ name, tenants, migration? }], moves: [{ tenant, source, target,
 * step }] }. Undefined where the database is not there yet, or has no directory.
 */
export async function readDirectory(name, words) {
  let opened;
  try {
    opened = await openBinding(name, words);
  } catch (error) {
    if (error.isMissing) return undefined;
    throw error;
  }
  const { binding, close } = opened;
  try {
    const rows = async (sql) => await binding.prepare(sql).raw();
    const tables = (await rows("SELECT name FROM sqlite_master WHERE name LIKE 'squall_fleet_%'")).map(([one]) => one);
    if (!tables.includes("squall_fleet_shards")) return undefined;
    const reports = tables.includes("squall_fleet_reports")
      ? await rows("SELECT shard, migration FROM squall_fleet_reports")
      : [];
    const reported = new Map(reports);
    const shards = await rows(
      "SELECT shard, (SELECT count(*) FROM squall_fleet_tenants AS t WHERE t.shard = s.shard) FROM squall_fleet_shards AS s ORDER BY 2, shard",
    );
    const moves = await rows("SELECT tenant, source, target, step FROM squall_fleet_moves ORDER BY tenant");
    return {
      shards: shards.map(([one, tenants]) => ({
        name: String(one),
        tenants: Number(tenants),
        ...(reported.has(one) ? { migration: String(reported.get(one)) } : {}),
      })),
      moves: moves.map(([tenant, source, target, step]) => ({ tenant, source, target, step })),
    };
  } finally {
    close();
  }
}

/**
 * The databases of a fleet by its directory: the shard with the fewest tenants first, which makes it the canary, and the home last. Shards
 * that report their migrations themselves are Durable Objects, which no command reaches.
 */
export function targetsOf(directory, words) {
  const { sqlite, "database-id": id } = readTarget("home", words);
  if (id !== undefined)
    throw new Error(
      "fleet: --directory finds the shards by their bindings: name the home by --binding, or pass --list",
    );
  const of = (name) => {
    if (sqlite !== undefined) return ["--sqlite", join(dirname(sqlite), `${name}${extname(sqlite)}`)];
    const at = words.findIndex((word) => /^--binding(=|$)/.test(word));
    const rest = at < 0 ? words : words.toSpliced(at, words[at].includes("=") ? 1 : 2);
    return [...rest, "--binding", bindingOf(name)];
  };
  return [
    ...directory.shards
      .filter(({ migration }) => migration === undefined)
      .map(({ name }) => ({ name, options: of(name) })),
    { name: "home", options: words },
  ];
}

/** Fails where a list of databases is not the whole fleet, or a migration would run into a move. */
export function mustCover(directory, targets, command, isPart) {
  const names = new Set(targets.map(({ name }) => name));
  const forgotten = directory.shards.filter(({ name, migration }) => !names.has(name) && migration === undefined);
  if (forgotten.length > 0 && !isPart)
    throw new Error(
      `fleet ${command}: the directory has ${forgotten.map(({ name, tenants }) => `the shard ${name} with ${tenants} tenant${tenants === 1 ? "" : "s"}`).join(", ")}, ` +
        "which the list does not name: add it, or pass --part. A Durable Object counts by its reportMigration()",
    );
  const [move, ...others] = directory.moves;
  if (command === "migrate" && move !== undefined)
    throw new Error(
      `fleet migrate: ${move.tenant} is being moved from ${move.source} to ${move.target} (${move.step})` +
        `${others.length > 0 ? `, and ${others.length} more` : ""}: the two schemas must stay the same until it is done. ` +
        "Go on with squall fleet move, or undo it by --abort; squall fleet moves lists them",
    );
}
