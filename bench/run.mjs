// Benchmarks: node bench/run.mjs [part…] [--json FILE], all parts when none is named; or page, which makes
// docs/PERFORMANCE.md of the results. FILE keeps what it has of other parts. Each part ends with the differences of its
// figures to the committed ones.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { committed, differences } from "./differences.mjs";
import { machine } from "./machine.mjs";

const parts = {
  call: () => import("./call.mjs"),
  trips: () => import("./trips.mjs"),
  coalesce: () => import("./coalesce.mjs"),
  bulk: () => import("./bulk.mjs"),
  size: () => import("./size.mjs"),
  scale: () => import("./scale.mjs"),
  build: () => import("./build.mjs"),
  fleet: () => import("./fleet.mjs"),
};

if (process.argv[2] === "page") {
  await (await import("./performance_page.mjs")).run();
  process.exit(0);
}

const argv = process.argv.slice(2);
const at = argv.indexOf("--json");
const file = at < 0 ? undefined : argv.splice(at, 2)[1];
const names = argv.length > 0 ? argv : Object.keys(parts);
const unknown = names.filter((n) => !(n in parts));
if (unknown.length > 0 || (at >= 0 && !file)) {
  console.error(`usage: ./dev bench [${Object.keys(parts).join(" | ")}]… [--json FILE] | page`);
  process.exit(2);
}
const last = committed();
const results = file && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
for (const name of names) {
  console.log(`\n== ${name} ==`);
  results[name] = { machine: machine(), cases: await (await parts[name]()).run() };
  const lines = differences(last[name], results[name]);
  if (lines.length > 0) console.log(["\nsince the committed results:", ...lines].join("\n  "));
  if (file) writeFileSync(file, JSON.stringify(results, null, 1) + "\n");
}
