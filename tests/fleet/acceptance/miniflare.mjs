// What the suite takes for Miniflare: the same, with a home database and four shards, and a Worker in front that shows them as one.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const root = new URL("../../..", import.meta.url).pathname;
const { Miniflare: Real, Log, LogLevel } = createRequire(import.meta.url)("miniflare");
const { FLEET_ENGINE: engine, FLEET_BUNDLE: bundle } = process.env;

class Miniflare extends Real {
  constructor({ modules, d1Databases, d1Persist, ...options }) {
    const names = ["HOME", "GATHERED", ...(engine === "d1" ? ["s1", "s2", "s3", "s4"] : [])];
    super({
      ...options,
      modules: [
        { type: "ESModule", path: "entry.js", contents: readFileSync(new URL("entry.js", import.meta.url), "utf8") },
        ...modules,
        { type: "ESModule", path: "database.js", contents: readFileSync(bundle, "utf8") },
        { type: "CompiledWasm", path: "squall.wasm", contents: readFileSync(join(root, "dist/squall.wasm")) },
      ],
      d1Databases: names,
      bindings: { ENGINE: engine },
      ...(engine === "objects" ? { durableObjects: { SHARDS: { className: "Shard", useSQLite: true } } } : {}),
    });
  }
}
export { Log, LogLevel, Miniflare };
