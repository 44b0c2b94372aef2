// CPU time of the compilers: a repository file alone, without the compiler's cache, and what a change of it costs.
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
  const builds = [
    ["native", "native", "ninja squall_tests -n"],
    ["wasm", "wasm", "ninja squall.wasm"],
  ];
  for (const [name, preset, relink] of builds) {
    const folder = join(root, "build", preset);
    if (!existsSync(join(folder, "compile_commands.json"))) continue;
    const compile = JSON.parse(readFileSync(join(folder, "compile_commands.json"), "utf8")).find((c) =>
      c.file.endsWith(file),
    ).command;
    const alone = Array.from({ length: rounds }, () => cpuOf(compile, folder));
    const row = { name, compiler: name === "native" ? "g++" : "em++", compile_s: summary(alone).median };
    if (name === "wasm")
      row.changed_to_module_s = summary(
        Array.from({ length: rounds }, () => cpuOf(`touch ${join(root, file)}; ${relink}`, folder)),
      ).median;
    console.log(
      `  ${row.compiler}: ${file} in ${row.compile_s} s of CPU time${row.changed_to_module_s ? `; from a change of it to the linked module ${row.changed_to_module_s} s` : ""}`,
    );
    rows.push(row);
  }
  return [{ name: "a repository file", file, rows }];
}
