// Runs the squall command's module once, in this thread.
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { brotliDecompressSync } from "node:zlib";
import { DatabaseFiles } from "./database_files.mjs";
import { hostImports } from "./node_imports.mjs";
import { Memory } from "./memory.mjs";
import { Exit, systemImports } from "./system.mjs";

/** Commands that change no database. */
const readers = new Set(["status", "check", "verify", "pull", "export", "diff", "generate"]);
export const onlyReads = (args) => readers.has(args[0]) || args.includes("--dry-run");

const noNetwork = () => {
  throw new Error("the network is asked in a thread without one");
};

/** On Windows the C library would look for a temporary directory of another system. */
const environment = () =>
  process.platform === "win32" ? { ...process.env, TMPDIR: tmpdir().replaceAll("\\", "/") } : process.env;

/** The package has the module compressed, a fifth smaller than by gzip; a project builds its own as it is. */
function compile(file) {
  const bytes = readFileSync(file);
  return new WebAssembly.Module(file.endsWith(".br") ? brotliDecompressSync(bytes) : bytes);
}

/** Returns the exit code. `compiled`: the module, where it has been compiled already. */
export function runModule(file, args, { compiled = compile(file), ask = noNetwork } = {}) {
  const memory = new Memory();
  const files = new DatabaseFiles(onlyReads(args));
  const { fileCalls, ...system } = systemImports(memory, ["squall", ...args], environment());
  const imports = { ...system, squall_node: { ...fileCalls, ...hostImports(memory, files, ask) } };
  for (const { module, name } of WebAssembly.Module.imports(compiled))
    if (imports[module]?.[name] === undefined)
      throw new Error(`tool.wasm needs ${module}.${name}, which Node's side lacks`);
  const { exports } = new WebAssembly.Instance(compiled, imports);
  memory.buffer = exports.memory;
  try {
    exports._start();
    return 0;
  } catch (error) {
    if (error instanceof Exit) return error.code;
    throw error;
  } finally {
    files.leaveAll();
  }
}
