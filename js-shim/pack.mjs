// The library as a project keeps it: vendor/squall.tgz, and scripts/setup.sh that its ./dev reads.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Puts this library into a project; no registry has to have it. */
export function packInto(folder) {
  const vendor = join(folder, "vendor");
  mkdirSync(vendor, { recursive: true });
  const packed = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", vendor], {
    cwd: root,
    encoding: "utf8",
  });
  renameSync(join(vendor, JSON.parse(packed)[0].filename), join(vendor, "squall.tgz"));
  mkdirSync(join(folder, "scripts"), { recursive: true });
  cpSync(join(root, "scripts/setup.sh"), join(folder, "scripts/setup.sh"));
}
