// Copies template/ into a folder, with this very library beside it: no registry has to have it.
import { chmodSync, cpSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { packInto, root } from "./pack.mjs";

export function init(folder) {
  cpSync(join(root, "template"), folder, { recursive: true });
  // npm packs neither under its own name.
  for (const name of ["gitignore", "npmrc"]) renameSync(join(folder, name), join(folder, `.${name}`));
  chmodSync(join(folder, "dev"), 0o755);
  packInto(folder);
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
