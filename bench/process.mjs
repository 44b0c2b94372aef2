// What the kernel says of a running process (Linux).
import { readFileSync, readdirSync } from "node:fs";

/** Microseconds of CPU time that all its threads have used: other processes do not count, however busy they are. */
export function cpuOf(pid) {
  let nanoseconds = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    try {
      nanoseconds += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]);
    } catch {
      // the thread has ended
    }
  }
  return nanoseconds / 1000;
}

/** Bytes of memory that it holds. */
export const memoryOf = (pid) =>
  Number(readFileSync(`/proc/${pid}/status`, "utf8").match(/^VmRSS:\s+(\d+) kB$/m)[1]) * 1024;
