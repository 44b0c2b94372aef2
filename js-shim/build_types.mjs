// Writes the declarations of the shim's public types into js-shim/types, where the package has them; needs TypeScript.
//   node js-shim/build_types.mjs
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const here = dirname(fileURLToPath(import.meta.url));
const sources = join(here, "src");
const types = join(here, "types");

/** The source of each entry's types, and the file of dist/ that they become. */
const entries = {
  "types.ts": "types.d.ts",
  "shadow.ts": "shadow.d.ts",
  "errors.ts": "errors.d.ts",
  "coalesce.ts": "coalesce.d.ts",
  "trace.ts": "trace.d.ts",
  "backfill.ts": "backfill.d.ts",
  "budgets.ts": "budgets.d.ts",
  "sqlite_wasm_types.ts": "sqlite-wasm.d.ts",
  "durable_object.ts": "durable-object.d.ts",
  "fleet/fleet_types.ts": "fleet-types.d.ts",
  "schema_types.ts": "schema-types.d.ts",
};
/** Beside the entries, where index.d.ts and the entries import them; what the local databases import is in a folder. */
const besideEntries = /^(error|protocol)\.d\.ts$|^shadow\//;
const local = (name) => (besideEntries.test(name) || name in named ? (named[name] ?? name) : `local/${name}`);
const named = Object.fromEntries(
  Object.entries(entries).map(([source, file]) => [source.replace(/\.ts$/, ".d.ts"), file]),
);

const program = ts.createProgram(
  [...Object.keys(entries), "modules.d.ts"].map((name) => join(sources, name)),
  {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    types: ["node"],
    declaration: true,
    stripInternal: true,
    emitDeclarationOnly: true,
    rootDir: sources,
    outDir: sources,
  },
);
const emitted = new Map();
const { diagnostics } = program.emit(undefined, (file, text) => emitted.set(relative(sources, file), text));
const problems = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
if (problems.length > 0) {
  console.error(
    ts.formatDiagnostics(problems, {
      getCanonicalFileName: (f) => f,
      getCurrentDirectory: () => here,
      getNewLine: () => "\n",
    }),
  );
  process.exit(1);
}

/** Writes a file and what it imports. The other sources have declarations that nobody needs. */
const written = new Set();
function write(name) {
  if (written.has(name)) return;
  written.add(name);
  const to = local(name);
  const text = emitted.get(name).replace(/(from |import\()"(\.[^"]+)\.js"/g, (_, keyword, path) => {
    const imported = `${join(dirname(name), path)}.d.ts`;
    write(imported);
    const from = relative(dirname(to), local(imported)).replace(/\.d\.ts$/, ".js");
    return `${keyword}"${from.startsWith(".") ? from : `./${from}`}"`;
  });
  mkdirSync(dirname(join(types, to)), { recursive: true });
  writeFileSync(join(types, to), text);
}
for (const source of Object.keys(entries)) write(source.replace(/\.ts$/, ".d.ts"));
