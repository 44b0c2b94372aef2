// Bundles an entry of dist/ that contains what the build knows of a module's functions.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildInput } from "./build_input.mjs";

const sources = join(dirname(fileURLToPath(import.meta.url)), "src");

/** Writes `out` of a source of js-shim/src, which imports `facts` under `name`, as from a JSON file. */
export async function bundleEntry(source, out, name, facts) {
  const { build } = buildInput("esbuild");
  await build({
    entryPoints: [join(sources, source)],
    outfile: out,
    bundle: true,
    format: "esm",
    target: "es2022",
    platform: "neutral",
    minify: true,
    sourcemap: "linked",
    logLevel: "warning",
    plugins: [
      {
        name,
        setup(build) {
          build.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: "facts" }));
          build.onLoad({ filter: /.*/, namespace: "facts" }, () => ({
            contents: JSON.stringify(facts),
            loader: "json",
          }));
        },
      },
    ],
  });
}
