// Reads what a build has made of an application, for what knows it only at run time: module, functions, arguments, schema.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildInput } from "../build_input.mjs";

const here = dirname(fileURLToPath(import.meta.url));

/** The sources of the shim that run in Node at build time, bundled in memory. */
export async function importSource(name) {
  const { build } = buildInput("esbuild");
  const { outputFiles } = await build({
    entryPoints: [join(here, "..", "src", name)],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    platform: "neutral",
    external: ["node:*"],
    logLevel: "warning",
  });
  return await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

/** generated: the folder of client.js and arguments.json. wasm: the module. migrations: their folder, with meta/ in it. */
export async function readApplication(generated, wasm, migrations = "migrations", declaration = "fleet.json") {
  const text = readFileSync(join(generated, "client.js"), "utf8");
  const names = /^import \{(.*)\} from "squall\/result";$/m.exec(text);
  if (!names) throw new Error(`${generated}/client.js is not what squall's generator writes`);
  const forms = new Set(["boolean", "count", "list", "listOfAll", "nothing", "object", "one", "optional", "page"]);
  const stubs = names[1].split(",").map((part) => {
    const name = part.trim();
    if (name === "boolean" || name === "count" || name === "nothing") return `const ${name} = { form: "${name}" };`;
    if (name === "page") return `const page = (map, number, keys) => ({ form: "page", number, keys });`;
    if (name === "orderedPage") return `const orderedPage = (map, orders) => ({ form: "orderedPage", orders });`;
    if (name === "object") return `const object = (parts) => ({ form: "object", parts });`;
    if (name.endsWith("Argument")) return `const ${name} = { write: () => {} };`;
    return forms.has(name) ? `const ${name} = () => ({ form: "${name}" });` : `const ${name} = (...all) => all.at(-1);`;
  });
  const { contract, domains } = await import(
    `data:text/javascript;base64,${Buffer.from(text.replace(names[0], stubs.join("\n"))).toString("base64")}`
  );
  return {
    module: new WebAssembly.Module(readFileSync(wasm)),
    contract,
    domains,
    arguments: JSON.parse(readFileSync(join(generated, "arguments.json"), "utf8")),
    snapshot: lastSnapshot(migrations),
    migration: migrationFiles(migrations).at(-1),
    declaration: existsSync(declaration) ? readDeclaration(declaration) : {},
  };
}

/** The names of the migration files in the order of wrangler: by their number, then by name. */
export function migrationFiles(folder) {
  const number = (name) => Number.parseInt(name, 10);
  const of = (name) => (Number.isNaN(number(name)) ? Number.MAX_SAFE_INTEGER : number(name));
  return readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort((a, b) => of(a) - of(b) || (a < b ? -1 : 1));
}
function lastSnapshot(migrations) {
  const meta = join(migrations, "meta");
  const names = existsSync(meta) ? readdirSync(meta).filter((name) => name.endsWith("_snapshot.json")) : [];
  if (names.length === 0)
    throw new Error(
      `${meta} has no snapshot: run squall generate, or squall check --record for handwritten migrations`,
    );
  return JSON.parse(readFileSync(join(meta, names.sort().at(-1)), "utf8"));
}
function readDeclaration(file) {
  const known = ["root", "per_shard", "runs_on"];
  const declared = JSON.parse(readFileSync(file, "utf8"));
  const unknown = Object.keys(declared).filter((name) => !known.includes(name) && name !== "$schema");
  if (unknown.length > 0) throw new Error(`${file}: unknown ${unknown.join(", ")}; known are ${known.join(", ")}`);
  return declared;
}
