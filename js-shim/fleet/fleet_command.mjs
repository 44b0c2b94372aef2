// squall fleet …: the classes of an application's tables and functions, its entry in dist/, and what is done to many databases.
import { existsSync } from "node:fs";
import { join } from "node:path";

const usage = `squall fleet: one application over many databases

Usage: squall fleet classes [--json] [--generated DIR] [--module FILE] [--migrations DIR]
                            print the class of every table, and the database of every function
       squall fleet build GENERATED_FOLDER MODULE.wasm OUT [MIGRATIONS [FLEET.json]]
                            write OUT/fleet.js and OUT/fleet.d.ts, which are squall/fleet
       squall fleet migrate|status|verify|export TARGETS [OPTIONS]
                            run a command on every database of a list: squall fleet migrate --help
       squall fleet move TENANT --to SHARD --list FILE [OPTIONS]
                            move a tenant while it is in use: squall fleet move --help
       squall fleet moves --list FILE
                            list the moves that are not finished
       squall fleet rollout --deployed DIR [OPTIONS]
                            whether the databases or the Worker go to a new schema first
       squall fleet bindings --list FILE [OPTIONS]
                            add the databases of a list to wrangler's configuration
`;

export async function fleet([command, ...args]) {
  try {
    if (command === "classes") return await classes(args);
    if (command === "build" && args.length >= 3) {
      const { buildFleet } = await import("./build.mjs");
      await buildFleet(...args);
      return 0;
    }
    if (["migrate", "status", "verify", "export"].includes(command)) {
      const { runOnTargets } = await import("./run_on_targets.mjs");
      return await runOnTargets(command, args);
    }
    if (command === "rollout") {
      const { planRollout } = await import("./rollout_command.mjs");
      return await planRollout(args);
    }
    if (command === "bindings") {
      const { writeBindings } = await import("./bindings_command.mjs");
      return await writeBindings(args);
    }
    if (command === "move" || command === "moves") {
      const { listMoves, moveTenant } = await import("./move_command.mjs");
      return await (command === "move" ? moveTenant : listMoves)(args);
    }
  } catch (error) {
    console.error(`squall: ${error.message}`);
    return 1;
  }
  (command === "--help" || command === "-h" ? console.log : console.error)(usage);
  return command === "--help" || command === "-h" ? 0 : 2;
}

/** Where a build has written the client: this library's own, a project's with Emscripten, or with the compiler from npm. */
function clientFolder() {
  const folders = ["build/wasm/generated/app", "build/wasm/generated", "build/npm/generated"];
  const found = folders.find((folder) => existsSync(`${folder}/client.js`));
  if (found === undefined)
    throw new Error(
      `fleet classes: there is no client in ${folders.join(", ")}: build it first, or name its --generated FOLDER`,
    );
  return found;
}

async function classes(args) {
  const options = { generated: undefined, module: undefined, migrations: "migrations", json: false };
  for (let i = 0; i < args.length; i++) {
    const name = args[i].replace(/^--/, "");
    if (name === "json") options.json = true;
    else if (name in options && args[i].startsWith("--") && args[i + 1] !== undefined) options[name] = args[++i];
    else throw new Error(`fleet classes: unknown option ${args[i]}`);
  }
  const { importSource, readApplication } = await import("./application.mjs");
  const module = options.module ?? ["dist/squall.wasm"].find((file) => existsSync(file)) ?? join("dist", "squall.wasm");
  const application = await readApplication(options.generated ?? clientFolder(), module, options.migrations);
  const { findFacts } = await importSource("fleet/find_facts.ts");
  const facts = findFacts(application);
  console.log(options.json ? JSON.stringify(facts, null, 1) : classesText(facts));
  return Object.values(facts.functions).some((f) => f.runs === "none") ? 1 : 0;
}

/** The table that `squall fleet classes` prints. */
export function classesText(facts) {
  const lines = [`tenants are the rows of ${facts.root}; an argument ${facts.tenant} names one`, ""];
  const path = (name) => {
    const { owner } = facts.tables[name];
    return owner === undefined ? name : `${name}.${owner.columns.join("+")} -> ${path(owner.table)}`;
  };
  for (const [kind, what] of [
    ["root", "the tenants themselves"],
    ["owned", "on the tenant's shard, by the foreign keys"],
    ["per_shard", "on each shard by itself (fleet.json); its rows do not move"],
    ["reference", "in the home database, copied to the shards whose rows refer to it"],
    ["global", "in the home database"],
  ]) {
    const names = Object.keys(facts.tables).filter((name) => facts.tables[name].class === kind);
    if (names.length === 0) continue;
    lines.push(`${kind} (${names.length}): ${what}`);
    for (const name of names.sort()) {
      const { cannotMove, unownedWhereNull } = facts.tables[name];
      const notes = [
        cannotMove && `cannot be moved: ${cannotMove}`,
        unownedWhereNull && `where ${unownedWhereNull.join(", ")} is null a row belongs to no tenant`,
      ].filter(Boolean);
      lines.push(`  ${kind === "owned" ? path(name) : name}${notes.length > 0 ? `   (${notes.join("; ")})` : ""}`);
    }
    lines.push("");
  }
  const functions = Object.entries(facts.functions);
  const count = (take) => functions.filter(([, f]) => take(f)).length;
  lines.push(
    `functions: ${functions.length}; on a tenant's shard ${count((f) => f.runs === "of")}, of which ${count((f) => f.runs === "of" && f.tenant.length > 0)} name the tenant; ` +
      `on the home database ${count((f) => f.runs === "home")}; on every shard ${count((f) => f.every !== undefined)}`,
    "",
  );
  const refused = functions.filter(([, f]) => f.runs === "none");
  lines.push(
    refused.length === 0
      ? "refused: none"
      : `refused (${refused.length}): declare where they run in fleet.json (runs_on), or split them`,
  );
  for (const [name, { why }] of refused) lines.push(`  ${name}: ${why}`);
  lines.push("", "reading, and yet not on every shard:");
  for (const [name, { whyNotEvery, writes }] of functions)
    if (whyNotEvery !== undefined && writes.length === 0 && !whyNotEvery.includes("is required"))
      lines.push(`  ${name}: ${whyNotEvery}`);
  return lines.join("\n");
}
