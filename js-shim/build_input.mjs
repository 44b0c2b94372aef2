// Build inputs are npm packages of the project that builds, not dependencies of this one: whoever only calls the client needs none.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** A package of the library's folder, or of the folder that the command runs in. Throws with the command that installs it. */
export const buildInput = (name) => createRequire(import.meta.url)(buildInputPath(name));

/** Where it is. */
export function buildInputPath(name) {
  const require = createRequire(import.meta.url);
  try {
    return require.resolve(name, { paths: [root, process.cwd()] });
  } catch (error) {
    if (error.code !== "MODULE_NOT_FOUND") throw error;
    const version = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).devDependencies[name];
    throw new Error(`${name} is missing. Run npm install --save-dev --save-exact --ignore-scripts ${name}@${version}`);
  }
}
