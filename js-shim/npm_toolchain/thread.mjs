// One thread of the compiler. A job is a command line of LLVM's, with files that only it has; the others are the same for all.
import { parentPort, workerData } from "node:worker_threads";
import { fileAt, treeOf } from "./source_tree.mjs";

const { Exit, runLLVM } = await import(workerData.clang);
const common = [];

parentPort.on("message", async ({ id, files, args, outputs }) => {
  if (files) common.push(...files);
  if (!args) return;
  const said = [];
  const printed = [];
  const collect = (into) => (bytes) => void (bytes && into.push(Buffer.from(bytes)));
  const options = {
    stdout: collect(printed),
    stderr: collect(said),
    decodeASCII: false,
    fetchProgress: () => undefined,
  };
  let tree;
  let code = 0;
  try {
    tree = await runLLVM(args, { ...treeOf(common), out: {} }, options);
  } catch (error) {
    code = error instanceof Exit ? error.code : 70;
    if (!(error instanceof Exit)) said.push(Buffer.from(`${args[0]} stopped: ${error.stack ?? error}\n`));
  }
  const made = code === 0 ? outputs.map((path) => [path, fileAt(tree, path)]) : [];
  const text = (parts) => Buffer.concat(parts).toString();
  parentPort.postMessage({ id, code, outputs: made, stdout: text(printed), stderr: text(said) });
});
