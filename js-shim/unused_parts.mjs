// Parts of the shim that few clients need: where none of its functions needs one, a bundle has functions in its place that throw.

/** Files of js-shim/src, what they export, and whether the code of a generated client needs them. */
const optional = {
  "steps.ts": { exports: ["performSteps"], isNeeded: (code) => /, "steps"\],$/m.test(code) },
  "nested_parts.ts": { exports: ["mayNeedParts", "sendInParts"], isNeeded: (code) => /\basRows?\(/.test(code) },
  "json_document.ts": { exports: ["writeDocument"], isNeeded: (code) => /\["[^"]+", 1\]/.test(code) },
};

/** What is asked before each call. */
const bodies = { mayNeedParts: "() => false" };
const leftOut = (name) => `() => { throw new Error("squall: this bundle was built without ${name}") }`;

/** A plugin for esbuild. */
export const withoutUnused = (clientText) => ({
  name: "squall/unused",
  setup(build) {
    const code = clientText.replace(/^import .*$/m, "");
    for (const [file, { exports, isNeeded }] of Object.entries(optional)) {
      if (isNeeded(code)) continue;
      build.onLoad({ filter: new RegExp(`[/\\\\]js-shim[/\\\\]src[/\\\\]${file.replace(".", "\\.")}$`) }, () => ({
        contents: exports.map((name) => `export const ${name} = ${bodies[name] ?? leftOut(name)};`).join("\n"),
      }));
    }
  },
});
