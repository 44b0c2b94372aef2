// squall build [DIR] as a command.
import { resolve } from "node:path";
import { buildProject, Reported } from "./build.mjs";

const oldestNode = [20, 3];

/** Returns the exit code. */
export async function build(args) {
  if (args.length > 1 || args[0]?.startsWith("-")) {
    console.error("usage: squall build [DIR]");
    return 2;
  }
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    console.error(`squall: Node ${oldestNode.join(".")} or newer is needed, this is ${process.versions.node}`);
    return 1;
  }
  const began = performance.now();
  const seconds = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
  try {
    await buildProject(resolve(args[0] ?? "."), (line) => console.log(`squall: ${line}`));
  } catch (error) {
    if (!(error instanceof Reported)) console.error(`squall: ${error.message}`);
    console.error(`squall: the build failed after ${seconds()}`);
    return 1;
  }
  console.log(`squall: dist/ is built (${seconds()})`);
  return 0;
}
