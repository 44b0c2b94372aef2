// CPU time of other programs.
import { execFileSync } from "node:child_process";

/** Seconds of CPU time, user's and system's, of a command and all that it starts, without the compilers' cache. */
export function cpuOf(command, folder) {
  const timed = `TIMEFORMAT="%U %S"; time { ${command}; } >/dev/null 2>/dev/null`;
  const out = execFileSync("bash", ["-c", `{ ${timed}; } 2>&1`], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, CCACHE_DISABLE: "1" },
  });
  const [user, system] = out.trim().split("\n").at(-1).split(" ").map(Number);
  return user + system;
}
