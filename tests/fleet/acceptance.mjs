// Runs an acceptance suite that knows one database over a fleet of four shards and a home. The suite is not changed: its project is one
// whose client is the fleet's, and its Miniflare has more databases.
//   node tests/fleet/acceptance.mjs FOLDER_OF_THE_SUITE [--objects] [OPTIONS OF THE SUITE]
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { build } from "esbuild";
import { differs } from "./acceptance/differs.mjs";

const [folder, ...rest] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: node tests/fleet/acceptance.mjs FOLDER_OF_THE_SUITE [--objects] [OPTIONS OF THE SUITE]");
  process.exit(2);
}
const engine = rest.includes("--objects") ? "objects" : "d1";
const options = rest.filter((one) => one !== "--objects");
const root = resolve(import.meta.dirname, "../..");
const work = mkdtempSync(join(tmpdir(), "squall-acceptance-"));
try {
  // The project: a client that is the fleet's, and our migrations.
  mkdirSync(join(work, "dist"));
  writeFileSync(
    join(work, "dist/index.js"),
    "export const open = (database, options) => database.openClient(options);\n",
  );
  symlinkSync(join(root, "migrations"), join(work, "migrations"));
  // Its modules: Miniflare with a fleet, and esbuild.
  mkdirSync(join(work, "node_modules/miniflare"), { recursive: true });
  writeFileSync(join(work, "package.json"), "{}");
  writeFileSync(
    join(work, "node_modules/miniflare/index.js"),
    `module.exports = require(${JSON.stringify(join(import.meta.dirname, "acceptance/miniflare.mjs"))});\n`,
  );
  const esbuild = createRequire(import.meta.url).resolve("esbuild/package.json");
  symlinkSync(dirname(esbuild), join(work, "node_modules/esbuild"));
  const bundle = join(work, "database.js");
  await build({
    entryPoints: [join(import.meta.dirname, "acceptance/database.js")],
    outfile: bundle,
    bundle: true,
    format: "esm",
    target: "es2022",
    external: ["cloudflare:workers", "*.wasm"],
    logLevel: "warning",
  });
  const play = (of, more) => {
    const report = join(work, `${of}.json`);
    const { status } = spawnSync(
      process.execPath,
      [join(resolve(folder), "run.mjs"), "--project", work, "--modules", work, "--json", report, "--quiet", ...more],
      { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, FLEET_ENGINE: of, FLEET_BUNDLE: bundle } },
    );
    if (status === 2 || status === null) process.exit(2);
    return JSON.parse(readFileSync(report, "utf8")).cases;
  };
  const cases = play(engine, options);
  // The suite has rows that refer to rows of two tenants, which a fleet cannot have. What expects them has to fail with the same answer on
  // one database without them.
  const escaped = (id) => id.replaceAll(/[^\w]/g, "\\$&");
  const wrong = cases.filter(({ pass }) => !pass);
  const onOne =
    wrong.length === 0 ? [] : play("one", ["--only", `^(${wrong.map(({ id }) => escaped(id)).join("|")})( |$)`]);
  const whyOnOne = new Map(onOne.map(({ id, why }) => [id, why]));
  const withoutRows = wrong.filter(({ id, why }) => whyOnOne.get(id) === why);
  const failed = wrong.filter((one) => !withoutRows.includes(one));
  const reasonOf = new Map(Object.entries(differs).flatMap(([reason, ids]) => ids.map((id) => [id, reason])));
  const unexpected = failed.filter(({ id }) => !reasonOf.has(id));
  const same = cases.filter((one) => reasonOf.has(one.id) && !failed.includes(one));
  for (const { id, note, why } of unexpected) console.log(`FAIL ${id}${note ? ` (${note})` : ""}: ${why}`);
  for (const { id } of same) console.log(`${id}: is the same as in one database now; take it off the list`);
  const listed = new Map();
  for (const { id } of failed.filter(({ id }) => reasonOf.has(id)))
    listed.set(reasonOf.get(id), (listed.get(reasonOf.get(id)) ?? 0) + 1);
  for (const [reason, count] of listed) console.log(`${count} differ: ${reason}`);
  console.log(
    `${cases.length} cases over ${engine === "d1" ? "local D1 databases" : "Durable Objects"}: ${cases.length - failed.length} as in one database` +
      `${withoutRows.length > 0 ? ` (${withoutRows.length} of them without rows of two tenants)` : ""}, ` +
      `${failed.length - unexpected.length} listed with a reason, ${unexpected.length} failed`,
  );
  process.exitCode = unexpected.length + same.length === 0 ? 0 : 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
