// The repository's own functions, built with the compiler from npm, into build/npm_iofold/dist. The client that its generator writes must
// be the native generator's, byte for byte; the cases run against the module with SQUALL_DIST=build/npm_iofold/dist.
//   node tests/npm_toolchain/build_iofold.mjs [foundation]     foundation: only the domains of bench/module/foundation.hpp
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildProject, Reported } from "../../js-shim/npm_toolchain/build.mjs";
import { checkedProject } from "../../js-shim/npm_toolchain/project.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const foundation = "bench/module/foundation.hpp";
const domains = [...readFileSync(join(root, foundation), "utf8").matchAll(/"repositories\/(\w+)\.hpp"/g)].map(
  (m) => m[1],
);
const functions =
  process.argv[2] === "foundation"
    ? {
        header: foundation,
        functions: "bench::foundation_functions",
        sources: domains.map((name) => `src/repositories/${name}.cpp`),
      }
    : {
        header: "repositories/repositories.hpp",
        functions: "iofold::all_functions",
        sources: ["src/repositories"],
      };
const project = checkedProject(root, {
  ...functions,
  schema: "schema/schema.hpp",
  tables: "iofold::schema::tables",
  views: "iofold::schema::views",
  include: [".", "src"],
});
const out = join(root, "build/npm_iofold");
try {
  await buildProject(root, console.log, project, out);
} catch (error) {
  if (!(error instanceof Reported)) throw error;
  process.exit(1);
}
if (process.argv[2] === "foundation") process.exit(0); // with Emscripten its client is built for the benchmarks alone
let differ = 0;
for (const name of ["client.js", "client.d.ts", "protocol.ts", "arguments.json"]) {
  const [emscripten, npm] = ["build/wasm/generated", "build/npm_iofold/build/npm/generated"].map((folder) =>
    readFileSync(join(root, folder, name), "utf8"),
  );
  if (emscripten === npm) continue;
  differ++;
  console.error(`${name} is not what Emscripten's generator writes`);
}
console.log(differ === 0 ? "the client is the one of Emscripten's build, byte for byte" : `${differ} files differ`);
process.exit(differ === 0 ? 0 : 1);
