// Folders of this machine as the compiler sees them: it has a file system of its own, in memory.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const isSource = /\.(h|hh|hpp|hxx|inc|inl|ipp|c|cc|cpp|cxx)$/;
/** Folders of a project in which nothing is compiled. */
const skipped = new Set(["node_modules", "build", "dist"]);

/** The C++ files of a folder by their path in it, with slashes. */
export function sourcesIn(folder, select = isSource) {
  const found = new Map();
  const visit = (below) => {
    for (const { name } of readdirSync(join(folder, below), { withFileTypes: true }).sort(byName)) {
      const path = below === "" ? name : `${below}/${name}`;
      if (name.startsWith(".") || skipped.has(path)) continue;
      if (statSync(join(folder, path)).isDirectory()) visit(path);
      else if (select.test(name)) found.set(path, new Uint8Array(readFileSync(join(folder, path))));
    }
  };
  visit("");
  return found;
}
const byName = (a, b) => (a.name < b.name ? -1 : 1);

/** Files by their absolute path as a tree of objects. */
export function treeOf(files) {
  const tree = {};
  for (const [path, content] of files) {
    const parts = path.split("/").filter(Boolean);
    const name = parts.pop();
    let folder = tree;
    for (const part of parts) folder = folder[part] ??= {};
    folder[name] = content;
  }
  return tree;
}

/** The file at an absolute path of a tree, or undefined. */
export function fileAt(tree, path) {
  return path
    .split("/")
    .filter(Boolean)
    .reduce((folder, part) => folder?.[part], tree);
}
