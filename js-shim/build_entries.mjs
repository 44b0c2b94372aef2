// Fills dist/ with what is the same for every module: the entries squall/shadow and squall/errors, and their types.
//   node js-shim/build_entries.mjs [OUT]
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import ts from "typescript";

const here = dirname(fileURLToPath(import.meta.url));
const [out = join(here, "..", "dist")] = process.argv.slice(2);
const entries = ["shadow.ts", "errors.ts"].map((name) => join(here, "src", name));

await build({
  entryPoints: entries,
  outdir: out,
  bundle: true,
  format: "esm",
  target: "es2022",
  platform: "neutral",
  minify: true,
  logLevel: "warning",
});
const program = ts.createProgram(entries, {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  exactOptionalPropertyTypes: true,
  types: [],
  declaration: true,
  emitDeclarationOnly: true,
  rootDir: join(here, "src"),
  outDir: out,
});
const { diagnostics } = program.emit();
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
