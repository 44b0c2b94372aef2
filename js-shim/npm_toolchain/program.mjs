// A program that was compiled for WASI, run in Node.

/** Node says of its WASI that it is experimental, each time. What it runs here is a program of the build. */
function withoutThatWarning() {
  const others = process.listeners("warning");
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    if (warning.name !== "ExperimentalWarning") for (const listener of others) listener.call(process, warning);
  });
}

/** Runs it with folders of this machine by the names that it sees. Returns its exit code. */
export async function runProgram(bytes, args, preopens) {
  withoutThatWarning();
  const { WASI } = await import("node:wasi");
  const wasi = new WASI({ version: "preview1", args, preopens });
  const { instance } = await WebAssembly.instantiate(bytes, wasi.getImportObject());
  return wasi.start(instance);
}
