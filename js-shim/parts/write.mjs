// What `squall bundle --domains` reads: the generated client, and the bounds of the module's data. The linker's map lies beside the
// module where squall_add_worker_module() built it.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataObjects } from "./linker_map.mjs";

/** Writes OUT/parts, or removes it where the module has no map. */
export function writeParts(generated, wasm, out) {
  const parts = join(out, "parts");
  rmSync(parts, { recursive: true, force: true });
  const map = wasm.replace(/\.wasm$/, ".map");
  if (map === wasm || !existsSync(map)) return;
  mkdirSync(parts);
  copyFileSync(join(generated, "client.js"), join(parts, "client.js"));
  writeFileSync(join(parts, "objects.json"), JSON.stringify(dataObjects(readFileSync(map, "utf8"))));
}
