// Writes the declarations of the shim's public types into js-shim/types, where the package has them; needs TypeScript.
//   node js-shim/build_types.mjs
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const here = dirname(fileURLToPath(import.meta.url));
const program = ts.createProgram(
  ["types.ts", "shadow.ts", "errors.ts"].map((name) => join(here, "src", name)),
  {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    exactOptionalPropertyTypes: true,
    types: [],
    declaration: true,
    stripInternal: true,
    emitDeclarationOnly: true,
    rootDir: join(here, "src"),
    outDir: join(here, "types"),
  },
);
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
