// squall upgrade: this library in place of the one that a project has, with the versions of Cloudflare's packages that it is
// tested with. What the project's author may have changed stays as it is, and is named.
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packInto, root } from "./pack.mjs";

/** What packages were called before. */
const renamed = { "@cloudflare/vitest-pool-workers": "@cloudflare/vitest-plugin" };
/** Peers of the old test runner, which nothing needs any more. */
const dropped = ["@vitest/runner", "@vitest/snapshot"];
const authors = ["dev", "vitest.config.ts", "CMakePresets.json", "tsconfig.json", "tests/setup.ts"];

/** Where the public headers were before include/squall. */
const oldInclude = /#include "(core|sql|bindings\/(sqlite|d1_rest))\//;
/** The project's C++ files that still include them, with paths from the folder. */
function filesOfOldIncludes(folder) {
  return ["schema", "src", "tests"]
    .filter((part) => existsSync(join(folder, part)))
    .flatMap((part) => readdirSync(join(folder, part), { recursive: true }).map((file) => join(part, file)))
    .filter((file) => /\.[ch]pp$/.test(file) && oldInclude.test(readFileSync(join(folder, file), "utf8")))
    .sort();
}

/** Returns what was done and what is left to do, a line each. */
export function upgrade(folder) {
  const path = join(folder, "package.json");
  const own = existsSync(path) && JSON.parse(readFileSync(path, "utf8"));
  if (own?.dependencies?.squall !== "file:vendor/squall.tgz")
    throw new Error(
      `${folder} is no project that squall init made: its package.json has no squall from vendor/squall.tgz`,
    );
  const template = JSON.parse(readFileSync(join(root, "template/package.json"), "utf8"));
  const lines = [];
  const packages = (own.devDependencies ??= {});
  for (const [before, now] of Object.entries(renamed)) {
    if (!(before in packages)) continue;
    delete packages[before];
    packages[now] = "";
    lines.push(`${before} is ${now} now`);
  }
  for (const name of dropped) {
    if (!(name in packages) || name in template.devDependencies) continue;
    delete packages[name];
    lines.push(`${name} is not needed any more`);
  }
  for (const [name, version] of Object.entries(template.devDependencies)) {
    if (packages[name] === version) continue;
    lines.push(packages[name] ? `${name} ${packages[name]} -> ${version}` : `${name} ${version}`);
    packages[name] = version;
  }
  own.devDependencies = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  own.overrides = { ...own.overrides, ...template.overrides };
  own.engines = { ...own.engines, ...template.engines };
  writeFileSync(path, `${JSON.stringify(own, null, 2)}\n`);
  packInto(folder);
  const npmrc = join(folder, ".npmrc");
  if (!existsSync(npmrc)) {
    copyFileSync(join(root, "template/npmrc"), npmrc);
    lines.push(".npmrc is new: no package's install script runs");
  } else if (!/^\s*ignore-scripts\s*=\s*true\s*$/m.test(readFileSync(npmrc, "utf8")))
    lines.push(".npmrc lacks ignore-scripts=true: npm install will compile better-sqlite3, which nothing needs");
  for (const file of authors) {
    const mine = join(folder, file);
    const theirs = readFileSync(join(root, "template", file), "utf8");
    if (!existsSync(mine) || readFileSync(mine, "utf8") !== theirs)
      lines.push(`${file} is not the template's: compare it with ${join(root, "template", file)}`);
  }
  const old = filesOfOldIncludes(folder);
  if (old.length > 0)
    lines.push(`write #include "squall/squall.hpp" for the headers of sql/, core/ and bindings/ in ${old.join(", ")}`);
  return lines;
}
