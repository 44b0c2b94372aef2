// Benchmarks: node bench/run.mjs [name…] [--json FILE]. Every contender runs in one process, in interleaved rounds.
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";

const parts = { call: () => import("./call.mjs"), size: () => import("./size.mjs") };

const argv = process.argv.slice(2);
const at = argv.indexOf("--json");
const file = at < 0 ? undefined : argv.splice(at, 2)[1];
const names = argv.length > 0 ? argv : Object.keys(parts);
const unknown = names.filter((n) => !(n in parts));
if (unknown.length > 0 || (at >= 0 && !file)) {
  console.error(`usage: ./dev bench [${Object.keys(parts).join(" | ")}]… [--json FILE]`);
  process.exit(2);
}
const results = { date: new Date().toISOString(), node: process.version, cpu: cpus()[0]?.model, cores: cpus().length, parts: {} };
for (const name of names) {
  console.log(`\n== ${name} ==`);
  results.parts[name] = await (await parts[name]()).run();
}
if (file) writeFileSync(file, JSON.stringify(results, null, 1) + "\n");
