import resolve from "@rollup/plugin-node-resolve";

export default {
  input: "../external.js",
  external: ["squall"],
  plugins: [resolve()],
  output: { file: "dist/external.js", format: "es" },
};
