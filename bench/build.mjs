// CPU time of the compilers: a repository file alone, without the compiler's cache, and the link of the module, which are
// what a change of that file costs.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { summary } from "./statistics.mjs";
import { root } from "./workerd.mjs";

const file = "src/repositories/users.cpp";
const rounds = 3;

/** Seconds of CPU time, user's and system's, of a command and all that it starts. */
function cpuOf(command, folder) {
  const timed = `TIMEFORMAT="%U %S"; time { ${command}; } >/dev/null 2>/dev/null`;
  const out = execFileSync("bash", ["-c", `{ ${timed}; } 2>&1`], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, CCACHE_DISABLE: "1" },
  });
  const [user, system] = out.trim().split("\n").at(-1).split(" ").map(Number);
  return user + system;
}

export async function run() {
  const rows = [];
  for (const [preset, compiler, product] of [
    ["native", "g++", undefined],
    ["wasm", "em++", "squall.wasm"],
  ]) {
    const folder = join(root, "build", preset);
    const commands = join(folder, "compile_commands.json");
    if (!existsSync(commands)) continue;
    const compile = JSON.parse(readFileSync(commands, "utf8")).find((c) => c.file.endsWith(file)).command;
    const middle = (command) => summary(Array.from({ length: rounds }, () => cpuOf(command, folder))).median;
    const row = { compiler, compile_s: middle(compile) };
    if (product !== undefined && existsSync(join(folder, product))) {
      const link = execFileSync("ninja", ["-t", "commands", "-s", product], { cwd: folder, encoding: "utf8" }).trim();
      row.link_s = middle(link);
    }
    console.log(
      `  ${compiler}: ${file} in ${row.compile_s} s${row.link_s ? `, the module linked in ${row.link_s} s` : ""}`,
    );
    rows.push(row);
  }
  return [{ name: "a repository file", file, rows }];
}
