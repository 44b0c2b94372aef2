// squall symbolize: names in a stack trace.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { readSymbols, symbolize } from "./symbolize.mjs";

const help = `squall symbolize: put the names of C++ functions into a stack trace

Usage: squall symbolize [--names FILE] [--any-build] [TRACE]

TRACE is a file; without it the trace is read from stdin. Each frame of the module, wasm-function[N]:0x…, gets the name of its function.
It also gets file:line if the module was built with the preset wasm-debug and llvm-symbolizer is installed.

  --names FILE   names of the build (default: dist/squall.names.wasm). Each build writes this file beside squall.wasm; keep it for
                 each build that you deploy
  --any-build    also name frames without a build id
`;

/** Returns the exit code. */
export function symbolizeCommand(args) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { names: { type: "string" }, "any-build": { type: "boolean" }, help: { type: "boolean", short: "h" } },
    });
    if (values.help) {
      console.log(help);
      return 0;
    }
    if (positionals.length > 1) throw new Error("squall symbolize takes one trace");
    const symbols = readSymbols(values.names ?? defaultNames());
    const trace = readFileSync(positionals[0] ?? 0, "utf8");
    process.stdout.write(symbolize(trace, symbols, { allowUnknownBuild: values["any-build"] }));
    return 0;
  } catch (error) {
    console.error(`squall: ${error.message}`);
    return error.code?.startsWith("ERR_PARSE_ARGS") ? 2 : 1;
  }
}

/** Of the project that the command runs in, or of the package. */
function defaultNames() {
  const places = ["dist/squall.names.wasm", fileURLToPath(new URL("../../dist/squall.names.wasm", import.meta.url))];
  const found = places.find(existsSync);
  if (found === undefined)
    throw new Error(
      `${places[0]} is missing: a build writes it. --names FILE names the one of the build that was deployed`,
    );
  return found;
}
