// Fills dist/ with fleet.js and fleet.d.ts: the entry squall/fleet of an application.
//   squall fleet build GENERATED_FOLDER MODULE.wasm OUT
import { cpSync, existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildInput } from "../build_input.mjs";
import { importSource, readApplication } from "./application.mjs";
import { fleetTypes } from "./types.mjs";

const here = dirname(fileURLToPath(import.meta.url));

/** Returns the facts. */
export async function buildFleet(generated, wasm, out, migrations, declaration) {
  const application = await readApplication(generated, wasm, migrations, declaration);
  const { findFacts } = await importSource("fleet/find_facts.ts");
  const facts = findFacts(application);
  const { build } = buildInput("esbuild");
  await build({
    entryPoints: [join(here, "../src/fleet/index.ts")],
    outfile: join(out, "fleet.js"),
    bundle: true,
    format: "esm",
    target: "es2022",
    platform: "neutral",
    minify: true,
    logLevel: "warning",
    plugins: [
      {
        name: "facts",
        setup(build) {
          build.onResolve({ filter: /^squall\/fleet-facts$/ }, () => ({ path: "facts", namespace: "facts" }));
          build.onLoad({ filter: /.*/, namespace: "facts" }, () => ({
            contents: `export const facts = ${JSON.stringify(facts)};`,
            loader: "js",
          }));
        },
      },
    ],
  });
  const types = join(here, "../types");
  if (!existsSync(join(types, "fleet-types.d.ts"))) await import("../build_types.mjs");
  for (const name of ["fleet-types.d.ts", "local"]) cpSync(join(types, name), join(out, name), { recursive: true });
  writeFileSync(join(out, "fleet.d.ts"), fleetTypes(facts));
  return facts;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [generated, wasm, out, migrations, declaration] = process.argv.slice(2);
  if (!out) {
    console.error("usage: node js-shim/fleet/build.mjs GENERATED_FOLDER MODULE.wasm OUT [MIGRATIONS [FLEET.json]]");
    process.exit(2);
  }
  await buildFleet(generated, wasm, out, migrations, declaration);
}
