// The files of a client: the entries, bundled with what was generated, their types, and the module.
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { buildInput } from "./build_input.mjs";
import { readAllComments, withComments } from "./function_comments.mjs";

const here = dirname(fileURLToPath(import.meta.url));

/** generated: the folder of client.js and client.d.ts. wasm: the module. out: the folder that is filled. */
export async function bundleClient(generated, wasm, out) {
  const { build } = buildInput("esbuild");
  mkdirSync(out, { recursive: true });
  /**
   * Each entry is a file of its own: what one needs does not weigh on another. In Node nothing is sent anywhere, and it prints
   * the line that an uncaught error came from: those entries are not minified.
   */
  const bundle = (entry, name, minify = true) =>
    build({
      entryPoints: [join(here, "src", entry)],
      outfile: join(out, name),
      bundle: true,
      format: "esm",
      target: "es2022",
      platform: "neutral",
      minify,
      external: ["./squall.wasm", "@sqlite.org/sqlite-wasm", "node:*"],
      alias: { "squall/client": resolve(generated, "client.js"), "squall/result": join(here, "src", "result.ts") },
      logLevel: "warning",
    });
  await bundle("index.ts", "index.js");
  await bundle("node.ts", "node.js", false);
  await bundle("browser.ts", "browser.js");
  await bundle("sqlite_wasm.ts", "sqlite-wasm.js");
  await bundle("sqlite_wasm_node.ts", "sqlite-wasm-node.js", false);
  await bundle("durable_object.ts", "durable-object.js");
  const types = join(here, "types");
  if (!existsSync(join(types, "local"))) await import("./build_types.mjs");
  for (const name of ["types.d.ts", "error.d.ts", "protocol.d.ts", "sqlite-wasm.d.ts", "durable-object.d.ts", "local"])
    cpSync(join(types, name), join(out, name), { recursive: true });
  writeFileSync(
    join(out, "index.d.ts"),
    withComments(readFileSync(join(generated, "client.d.ts"), "utf8"), readAllComments(generated)),
  );
  copyFileSync(wasm, join(out, "squall.wasm"));
}
