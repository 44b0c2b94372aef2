// Copies template/ into a folder, with this very library beside it: no registry has to have it. With a database, the tables and functions
// are not the template's but that database's.
import { chmodSync, cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { packInto, root } from "./pack.mjs";

/** What a project of a database has of its own. */
const ofTemplateAlone = new Set([
  "schema",
  "src",
  "migrations",
  "demo.mjs",
  "tests/notes.test.ts",
  "worker",
  "README.md",
]);

function copyTemplate(folder, isAdopted) {
  const template = join(root, "template");
  cpSync(template, folder, {
    recursive: true,
    filter: (path) => !isAdopted || !ofTemplateAlone.has(relative(template, path).replaceAll("\\", "/")),
  });
  if (isAdopted) cpSync(join(root, "template_adopt"), folder, { recursive: true });
  // npm packs neither under its own name.
  for (const name of ["gitignore", "npmrc"]) renameSync(join(folder, name), join(folder, `.${name}`));
  chmodSync(join(folder, "dev"), 0o755);
}

function change(folder, file, pattern, by) {
  const path = join(folder, file);
  writeFileSync(path, readFileSync(path, "utf8").replaceAll(pattern, by));
}

function giveName(folder) {
  // The name of a package, of a Worker and of a database: what all three allow.
  const name =
    basename(folder)
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-+|-+$/g, "") || "notes";
  for (const [file, pattern] of [
    ["package.json", /"name": "notes"/g],
    ["wrangler.toml", /"notes"|create notes/g],
    ["README.md", /^# notes|create notes/g],
    ["CMakeLists.txt", /project\(notes /g],
  ])
    change(folder, file, pattern, (text) => text.replace("notes", name));
}

/** The name and the ids of the D1 that squall pull has read, as far as it knew them. */
function giveDatabase(folder) {
  const { database } = JSON.parse(readFileSync(join(folder, "schema/pulled.json"), "utf8"));
  const quoted = (value) => JSON.stringify(value); // also a string of TOML
  const { database_name: name, database_id: id, preview_database_id: preview } = database;
  if (name) change(folder, "wrangler.toml", /^database_name = .*$/gm, () => `database_name = ${quoted(name)}`);
  if (id) change(folder, "wrangler.toml", /^database_id = .*$/gm, () => `database_id = ${quoted(id)}`);
  if (preview)
    change(
      folder,
      "wrangler.toml",
      /^database_id = .*$/gm,
      (line) => `${line}\npreview_database_id = ${quoted(preview)}`,
    );
}

/** The views and full-text indexes, and no demo. */
function adjust(folder) {
  const tables = "TABLES app::schema::tables";
  change(folder, "CMakeLists.txt", `${tables} `, `${tables}\n    VIEWS app::schema::views OTHERS app::schema::others `);
  const path = join(folder, "package.json");
  const own = JSON.parse(readFileSync(path, "utf8"));
  own.squall = { views: "app::schema::views", others: "app::schema::others" };
  writeFileSync(path, `${JSON.stringify(own, null, 2)}\n`);
  change(folder, "dev", /^# \.\/dev demo .*\n/gm, "");
  change(folder, "dev", / {4}demo\)\n(?: {8}.*\n)*? {8};;\n/g, "");
}

export function init(folder) {
  copyTemplate(folder, false);
  packInto(folder);
  giveName(folder);
}

/**
 * A project of an existing database. `pull`: runs squall pull with these arguments and returns its exit code, as init does. A folder
 * that was not there, or empty, is empty again after a failure.
 */
export async function initFrom(folder, database, pull) {
  const code = await pull(["pull", "--project", folder, ...database]);
  if (code !== 0) return code;
  try {
    copyTemplate(folder, true);
    packInto(folder);
    giveName(folder);
    giveDatabase(folder);
    adjust(folder);
  } catch (error) {
    for (const part of ["schema", "src", "migrations", "tests"])
      if (existsSync(join(folder, part))) rmSync(join(folder, part), { recursive: true });
    throw error;
  }
  return 0;
}
