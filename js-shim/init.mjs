// Copies template/ into a folder, with this very library beside it: no registry has to have it.
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

export function init(folder) {
  cpSync(join(root, "template"), folder, { recursive: true });
  renameSync(join(folder, "gitignore"), join(folder, ".gitignore")); // npm packs no .gitignore
  chmodSync(join(folder, "dev"), 0o755);
  cpSync(join(root, "scripts/setup.sh"), join(folder, "scripts/setup.sh"));
  mkdirSync(join(folder, "vendor"));
  const vendor = join(folder, "vendor");
  const packed = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", vendor], {
    cwd: root,
    encoding: "utf8",
  });
  renameSync(join(vendor, JSON.parse(packed)[0].filename), join(vendor, "squall.tgz"));
  // The name of a package, of a Worker and of a database: what all three allow.
  const name =
    basename(folder)
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-+|-+$/g, "") || "notes";
  for (const [file, pattern] of [
    ["package.json", /"name": "notes"/g],
    ["wrangler.toml", /"notes"|create notes/g],
    ["README.md", /^# notes|create notes/g],
  ]) {
    const path = join(folder, file);
    writeFileSync(
      path,
      readFileSync(path, "utf8").replaceAll(pattern, (text) => text.replace("notes", name)),
    );
  }
}
