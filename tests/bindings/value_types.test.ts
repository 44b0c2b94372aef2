// Blobs and bigints on the bindings that run in Node: sqlite-wasm, a local D1 of today and one of April.
import { Miniflare } from "miniflare";
import { Miniflare as MiniflareOfApril } from "miniflare-april";
import { openSqlite } from "squall/sqlite-wasm";
import type { Binding } from "../../build/value_types/index.js";
import { describeValueTypes } from "../worker/value_types/scenario.js";

/** The entry for Node, whose types are those of all entries. */
const entry = new URL("../../build/value_types/node.js", import.meta.url).href;
const { open } = (await import(entry)) as typeof import("../../build/value_types/index.js");

describeValueTypes("sqlite-wasm", async () => {
  const sqlite = await openSqlite();
  return { open, binding: sqlite as unknown as Binding, close: () => sqlite.close() };
});
for (const [name, Runtime, compatibilityDate] of [
  ["a local D1", Miniflare, "2026-11-01"],
  ["a local D1 of April", MiniflareOfApril, "2026-04-20"],
] as const)
  describeValueTypes(name, async () => {
    const miniflare = new Runtime({
      modules: true,
      script: "export default {}",
      d1Databases: ["DB"],
      compatibilityDate,
    });
    const binding = (await miniflare.getD1Database("DB")) as unknown as Binding;
    return { open, binding, close: () => miniflare.dispose() };
  });
