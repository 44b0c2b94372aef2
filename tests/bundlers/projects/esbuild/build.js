import { build } from "esbuild";

const common = { bundle: true, platform: "node", format: "esm", target: "node20", outdir: "dist" };

// The package stays in node_modules.
await build({ ...common, entryPoints: ["../external.js"], external: ["squall"] });
// The module becomes a part of the bundle.
await build({ ...common, entryPoints: ["../bundled.js"], loader: { ".wasm": "binary" } });
