// Fills dist/ with fleet.js and fleet.d.ts: the entry squall/fleet of an application.
//   squall fleet build GENERATED_FOLDER MODULE.wasm OUT
import { cpSync, existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleEntry } from "../bundle_entry.mjs";
import { importSource, readApplication } from "./application.mjs";
import { fleetTypes } from "./types.mjs";

const here = dirname(fileURLToPath(import.meta.url));

/** Returns the facts. */
export async function buildFleet(generated, wasm, out, migrations, declaration) {
  const application = await readApplication(generated, wasm, migrations, declaration);
  const { findFacts } = await importSource("fleet/find_facts.ts");
  const facts = findFacts(application);
  await bundleEntry("fleet/index.ts", join(out, "fleet.js"), "squall/fleet-facts", facts);
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
