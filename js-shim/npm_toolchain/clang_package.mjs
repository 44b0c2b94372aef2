// The compiler: clang and lld as WebAssembly, an npm package of 100 MB. Whoever only uses a client never needs it, so no package.json
// names it: it is obtained when a project is first built, in one version, whose bytes are known.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export const name = "@yowasp/clang";
export const version = "22.0.0-git20542-10";
const integrity = "sha512-V31/z9GrJECKeACTDUyvg2llbEUiFi3bxtL5HSg7H/6sydSxdI/AoVAD9F5ozrfLjotWl0B9rghR87m+DUM/zg==";
const tarball = "https://registry.npmjs.org/@yowasp/clang/-/clang-22.0.0-git20542-10.tgz";
/** Where it is put, in the project's folder. */
const place = ".toolchain";

const isThere = (folder) => {
  const file = join(folder, "node_modules", name, "package.json");
  return existsSync(file) && JSON.parse(readFileSync(file, "utf8")).version === version;
};
const moduleIn = (folder) => pathToFileURL(join(folder, "node_modules", name, "gen/bundle.js")).href;

/** The URL of its module; it is installed where it is missing. Throws with what to do when that fails. */
export function obtainClang(project, say) {
  const own = join(project, place);
  for (const folder of [project, own]) if (isThere(folder)) return moduleIn(folder);
  say(`installing ${name} ${version} into ${place} (100 MB, once)`);
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, ".gitignore"), "*\n");
  // With a lock file npm compares what it downloads with these bytes.
  const root = { name: "toolchain", private: true, dependencies: { [name]: version } };
  const locked = { version, resolved: tarball, integrity };
  const lock = { name: "toolchain", lockfileVersion: 3, requires: true };
  const packages = { "": root, [`node_modules/${name}`]: locked };
  writeFileSync(join(own, "package.json"), JSON.stringify(root));
  writeFileSync(join(own, "package-lock.json"), JSON.stringify({ ...lock, packages }));
  const npm = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"], {
    cwd: own,
    encoding: "utf8",
    shell: process.platform === "win32",
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (npm.status === 0 && isThere(own)) return moduleIn(own);
  const reason = npm.error ? npm.error.message : npm.stderr.trim();
  throw new Error(
    `${name} ${version} cannot be installed:\n${reason.replaceAll(/^/gm, "  ")}\n` +
      `The first build needs npm and its registry (100 MB). On a machine without network, copy ${place}/ from a project that has it.`,
  );
}
