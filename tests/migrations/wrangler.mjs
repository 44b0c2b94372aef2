// wrangler on a folder of its own: its configuration, its local state.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./local_d1.mjs";

export const databaseId = "00000000-0000-4000-8000-000000000000";

/** Writes a configuration into the folder, with a copy of the project's migrations; returns wrangler, run there. */
export function wranglerIn(folder) {
  mkdirSync(join(folder, "migrations"), { recursive: true });
  cpSync(join(root, "migrations"), join(folder, "migrations"), { recursive: true });
  const database = {
    binding: "DB",
    database_name: "squall-test",
    database_id: databaseId,
    migrations_dir: "migrations",
  };
  writeFileSync(
    join(folder, "wrangler.json"),
    JSON.stringify({ name: "t", compatibility_date: "2026-11-01", d1_databases: [database] }),
  );
  const wrangler = (...args) =>
    execFileSync(join(root, "node_modules/.bin/wrangler"), ["d1", ...args, "--local"], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, CI: "1", NO_COLOR: "1", WRANGLER_SEND_METRICS: "false", XDG_CONFIG_HOME: folder },
    });
  return {
    apply: () => wrangler("migrations", "apply", "DB"),
    list: () => wrangler("migrations", "list", "DB"),
    /** The rows of each statement. */
    query: (...statements) =>
      JSON.parse(wrangler("execute", "DB", "--json", "--command", statements.join(";"))).map(({ results }) => results),
  };
}
