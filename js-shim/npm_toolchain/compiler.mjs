// The compiler's threads. They begin with the first job; compiled WebAssembly is shared among them by Node itself.
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";

/** A thread needs up to a gigabyte. */
const mostThreads = 4;

export class Compiler {
  #clang;
  #files = [];
  #threads = [];
  #waiting = [];
  #running = new Map();
  #lastId = 0;

  /** clang: the URL of the package's module. */
  constructor(clang) {
    this.#clang = clang;
  }

  /** Files that every job from now on sees, as [absolute path, bytes]. */
  add(files) {
    files = [...files];
    this.#files.push(...files);
    for (const { worker } of this.#threads) worker.postMessage({ files });
  }

  /** Runs a command line of LLVM's. Returns { code, stdout, stderr, outputs }, outputs as [path, bytes] of the paths that are named. */
  run(args, outputs = []) {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ id: ++this.#lastId, args, outputs, resolve, reject });
      this.#assign();
    });
  }

  #assign() {
    while (this.#waiting.length > 0) {
      const thread = this.#threads.find((one) => !one.isBusy) ?? this.#begin();
      if (!thread) return;
      const { id, args, outputs, ...job } = this.#waiting.shift();
      thread.isBusy = true;
      this.#running.set(id, { ...job, thread });
      thread.worker.postMessage({ id, args, outputs });
    }
  }
  #begin() {
    if (this.#threads.length >= Math.min(availableParallelism(), mostThreads)) return undefined;
    const worker = new Worker(fileURLToPath(new URL("thread.mjs", import.meta.url)), {
      workerData: { clang: this.#clang },
    });
    worker.postMessage({ files: this.#files });
    const thread = { worker, isBusy: false };
    worker.on("message", ({ id, ...result }) => {
      const { resolve } = this.#running.get(id);
      this.#running.delete(id);
      thread.isBusy = false;
      resolve(result);
      this.#assign();
    });
    worker.on("error", (error) => {
      for (const [id, job] of this.#running) {
        if (job.thread !== thread) continue;
        this.#running.delete(id);
        job.reject(error);
      }
    });
    this.#threads.push(thread);
    return thread;
  }

  async close() {
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }
}
