// The modules whose schemas are tested: the application's, and one that has every type of value.
import { existsSync, readFileSync } from "node:fs";

const root = new URL("../../", import.meta.url);

async function moduleIn(folder) {
  const at = (file) => new URL(`${folder}/${file}`, root);
  const [{ open, SquallError }, { schemas, openApi }] = await Promise.all([
    import(at("node.js")),
    import(at("schema.js")),
  ]);
  return {
    what: folder,
    open,
    SquallError,
    schemas,
    openApi,
    ...JSON.parse(readFileSync(at("functions.json"), "utf8")),
  };
}
const folders = ["dist", "build/value_types"];
for (const folder of folders)
  if (!existsSync(new URL(`${folder}/schema.js`, root)))
    throw new Error(`${folder} is not built: ./dev build, or ./dev test`);
export const modules = await Promise.all(folders.map(moduleIn));
