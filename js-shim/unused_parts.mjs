// Parts of the shim that few clients need: where none of its functions needs one, a bundle has functions in its place that throw.

const functionsOf = ({ functions }) => Object.values(functions);
/** A list of documents is a list of texts. */
const isDocument = ({ kind, list, fields = [] }) => (kind === "json" && !list) || fields.some(isDocument);

/** Files of js-shim/src, what they export, and whether a client of the functions that functions.json describes needs them. */
const optional = {
  "steps.ts": { exports: ["performSteps"], isNeeded: (all) => functionsOf(all).some(({ steps }) => steps) },
  "nested_parts.ts": {
    exports: ["mayNeedParts", "sendInParts"],
    isNeeded: ({ rows }) => Object.values(rows).some((fields) => fields.some(({ row }) => row !== undefined)),
  },
  "json_document.ts": {
    exports: ["writeDocument"],
    isNeeded: (all) => functionsOf(all).some(({ arguments: args }) => args.some(isDocument)),
  },
};

/** What is asked before each call. */
const bodies = { mayNeedParts: "() => false" };
const leftOut = (name) => `() => { throw new Error("squall: this bundle was built without ${name}") }`;

/** A plugin for esbuild. description: functions.json, which the generator writes. */
export const withoutUnused = (description) => ({
  name: "squall/unused",
  setup(build) {
    for (const [file, { exports, isNeeded }] of Object.entries(optional)) {
      if (isNeeded(description)) continue;
      build.onLoad({ filter: new RegExp(`[/\\\\]js-shim[/\\\\]src[/\\\\]${file.replace(".", "\\.")}$`) }, () => ({
        contents: exports.map((name) => `export const ${name} = ${bodies[name] ?? leftOut(name)};`).join("\n"),
      }));
    }
  },
});
