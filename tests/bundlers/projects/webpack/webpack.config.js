const common = {
  mode: "production",
  target: "node20",
  experiments: { outputModule: true },
  output: {
    path: new URL("dist", import.meta.url).pathname,
    filename: "[name].js",
    module: true,
    chunkFormat: "module",
  },
};

export default [
  // The package stays in node_modules.
  { ...common, entry: { external: "../external.js" }, externals: { squall: "module squall" } },
  // The module becomes a part of the bundle.
  { ...common, entry: { bundled: "../bundled.js" }, module: { rules: [{ test: /\.wasm$/, type: "asset/bytes" }] } },
];
