// The squall command in Node: the module in this thread, or in one of its own for a command that needs the network.
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { runModule } from "./module.mjs";

const pathOptions = new Set(["--sqlite", "--local", "--migrations", "--config", "--out", "--project"]);
/** The module knows paths with slashes, which Node understands on Windows too. */
const withSlashes = (args) =>
  args.map((arg, i) => {
    const isPath = pathOptions.has(args[i - 1]) || (args[0] === "diff" && i > 0) || pathOptions.has(arg.split("=")[0]);
    return isPath ? arg.replaceAll("\\", "/") : arg;
  });

/** Returns the exit code of the command. `file`: its module. */
export async function run(file, args) {
  if (process.platform === "win32") args = withSlashes(args);
  // A file that may not grow is an error of a write.
  if (process.platform !== "win32") process.on("SIGXFSZ", () => undefined);
  const needsMainThread = args[0] === "studio" || args.includes("--remote");
  return needsMainThread ? await runInThread(file, args) : runModule(file, args);
}

async function runInThread(file, args) {
  const { openChannel, answer } = await import("./channel.mjs");
  const { HttpRequests } = await import("./http_requests.mjs");
  const { StudioServer } = await import("./studio_server.mjs");
  const { mine, theirs } = openChannel();
  const requests = new HttpRequests();
  const studio = new StudioServer();
  answer(mine, theirs.flag, {
    request: (request) => requests.send(request),
    listen: (port) => studio.listen(port),
    serve: (json) => studio.serve(JSON.parse(json)),
    next: () => studio.next(),
    answer: (reply) => studio.answer(reply),
  });
  // Only the studio ends in its own time; every other command is ended by the signal itself.
  if (args[0] === "studio")
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => studio.stop());
  const worker = new Worker(fileURLToPath(new URL("module_thread.mjs", import.meta.url)), {
    workerData: { file, args, channel: theirs },
    transferList: [theirs.port],
  });
  const code = await new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  mine.close();
  studio.close();
  requests.close();
  return code;
}
