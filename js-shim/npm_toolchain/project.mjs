// What a project declares. The names are those of the template; a project that has others says so in package.json, under "squall".
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const defaults = {
  /** The header that declares the list of all functions, and the list. */
  header: "src/all_functions.hpp",
  functions: "app::all_functions",
  /** The C++ files that define the functions: a folder stands for all of its files, not for those below it. */
  sources: ["src"],
  /** The header that declares the tables, and the lists; views and others (full-text indexes, triggers) may be missing. */
  schema: "schema/schema.hpp",
  tables: "app::schema::tables",
  views: undefined,
  others: undefined,
  /** Folders in which headers are looked for. */
  include: ["."],
};

/** own: what package.json says. Throws when the project is not as that says. */
export function checkedProject(folder, own) {
  for (const [name, value] of Object.entries(own)) {
    if (!(name in defaults))
      throw new Error(`package.json: squall.${name} is not known; there are ${Object.keys(defaults).join(", ")}`);
    if (Array.isArray(defaults[name]) !== Array.isArray(value))
      throw new Error(`package.json: squall.${name} must be ${Array.isArray(value) ? "a text" : "a list"}`);
  }
  const project = { ...defaults, ...own };
  const isMissing = (path) => !existsSync(join(folder, path));
  const refuse = (what, name) => {
    throw new Error(`${folder} has no ${what}. Name another in package.json: "squall": {"${name}": …}`);
  };
  for (const place of [...project.sources, ...project.include])
    if (isMissing(place)) refuse(place, project.sources.includes(place) ? "sources" : "include");
  for (const name of ["header", "schema"])
    if (project.include.every((place) => isMissing(join(place, project[name])))) refuse(project[name], name);
  return project;
}

export function readProject(folder) {
  const file = join(folder, "package.json");
  if (!existsSync(file)) throw new Error(`${folder} is no project: it has no package.json`);
  return checkedProject(folder, JSON.parse(readFileSync(file, "utf8")).squall ?? {});
}
